package io.github.threadreporter.dumpfile.jvm;

/** A thread's first line whose name goes on in the lines behind it, as far as is sensible. Not thread-safe. */
final class OpenName {

    /** How many lines of a name are tried. */
    private static final int LINES = 8;

    private static final int LENGTH = 4_096;

    private final FileContext file;
    private String text = "";
    private long at;
    private int lines;

    OpenName(FileContext file) {
        this.file = file;
    }

    boolean isOpen() {
        return !text.isEmpty();
    }

    /** @param number of the line */
    void open(long number, String line) {
        text = line.length() <= LENGTH ? line : line.substring(0, LENGTH);
        at = number;
        lines = 1;
    }

    /** Whether the next line can be a part of it; then it is. */
    boolean add(String line) {
        if (++lines > LINES || text.length() + line.length() > LENGTH) {
            return false;
        }
        text = text + "\n" + line;
        file.budget().again(text.length());
        return true;
    }

    /** All of it so far. */
    String text() {
        return text;
    }

    /** Its first line's number. */
    long at() {
        return at;
    }

    void close() {
        text = "";
    }

    /** It was none. */
    void giveUp() {
        file.problems().add(at, "not the first line of a thread: " + Problems.quoted(text));
        close();
    }
}
