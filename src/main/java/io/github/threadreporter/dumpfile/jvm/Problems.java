package io.github.threadreporter.dumpfile.jvm;

import java.util.ArrayList;
import java.util.List;

/** What was wrong with one file: at most one entry a line, and the first {@value #KEPT}. Not thread-safe. */
public final class Problems {

    private static final int KEPT = 1_000;

    /** Longest piece of the file in a problem's words. */
    private static final int QUOTED = 80;

    private final List<Problem> kept = new ArrayList<>();
    private long count;
    private long lastLine = -1;

    public void add(long line, String what) {
        if (line == lastLine && line > 0) {
            return; // one damage has many faces
        }
        lastLine = line;
        count++;
        if (kept.size() < KEPT) {
            kept.add(new Problem(line, what));
        }
    }

    /** How many there were so far. */
    long count() {
        return count;
    }

    public List<Problem> all() {
        List<Problem> all = new ArrayList<>(kept);
        if (count > kept.size()) {
            all.add(new Problem(0, (count - kept.size()) + " more problems are not listed"));
        }
        return all;
    }

    /** The beginning of a line, on one line. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        int end = Math.min(QUOTED, text.length());
        for (int i = 0; i < end; i++) {
            quoted.append(Character.isISOControl(text.charAt(i)) ? ' ' : text.charAt(i));
        }
        return "'" + quoted + (end < text.length() ? "…'" : "'");
    }
}
