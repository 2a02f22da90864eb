package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.HeldLock;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which frames of a stack are shown, and what those between them are called together. */
final class FrameFolding {

    /** Frames shown of one stack, newest first: recursion is long and says nothing new. */
    private static final int SHOWN = 40;

    /** Frames shown where none is of the application. */
    private static final int FOREIGN = 6;

    private final List<Frame> frames;
    private final BitSet shown = new BitSet();

    FrameFolding(CapturedThread thread) {
        frames = thread.stack().frames();
        shown.set(0, thread.stack().hasInApp() ? 1 : Math.min(FOREIGN, frames.size()));
        for (int depth = 0; depth < frames.size(); depth++) {
            if (frames.get(depth).inApp()) {
                shown.set(depth);
            }
        }
        for (HeldLock held : thread.held()) {
            show(held.depth());
        }
        thread.variables().forEach(variables -> show(variables.depth()));
        showSingleOnes();
        for (int depth = shown.nextSetBit(0), count = 0; depth >= 0; depth = shown.nextSetBit(depth + 1)) {
            if (++count > SHOWN) {
                shown.clear(depth, shown.length());
            }
        }
    }

    private void show(int depth) {
        if (depth >= 0 && depth < frames.size()) {
            shown.set(depth);
        }
    }

    /** A frame takes no more room than the line that says that one is left out. */
    private void showSingleOnes() {
        for (int depth = shown.nextClearBit(0); depth < frames.size(); depth = shown.nextClearBit(depth + 1)) {
            if (depth + 1 == frames.size() || shown.get(depth + 1)) {
                shown.set(depth);
            } else {
                depth = endOf(depth);
            }
        }
    }

    boolean isShown(int depth) {
        return depth < frames.size() && shown.get(depth);
    }

    /** The first frame behind those left out from here on. */
    int endOf(int depth) {
        int end = shown.nextSetBit(depth);
        return end < 0 ? frames.size() : end;
    }

    /** {@code … 14 frames of java.util.concurrent and others}. */
    String words(int from, int to) {
        Map<String, Integer> packages = new LinkedHashMap<>();
        int inApp = 0;
        for (Frame frame : frames.subList(from, to)) {
            packages.merge(packageOf(frame), 1, Integer::sum);
            inApp += frame.inApp() ? 1 : 0;
        }
        return "… " + (to - from) + " frames of " + names(packages)
                + (inApp == 0 ? "" : ", " + inApp + " of them of the application");
    }

    /** Those with the most frames; one or two are all named. */
    private static String names(Map<String, Integer> packages) {
        List<String> names = packages.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()) // stable
                .map(entry -> entry.getKey().isEmpty() ? "the unnamed package" : entry.getKey())
                .toList();
        return switch (names.size()) {
            case 1 -> names.get(0);
            case 2 -> names.get(0) + " and " + names.get(1);
            default -> names.get(0) + " and others";
        };
    }

    private static String packageOf(Frame frame) {
        return frame.className().substring(0, Math.max(0, frame.className().lastIndexOf('.')));
    }
}
