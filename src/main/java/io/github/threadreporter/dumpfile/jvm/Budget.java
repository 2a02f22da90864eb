package io.github.threadreporter.dumpfile.jvm;

/**
 * What one file may cost: characters read, against streams without an end and files that unpack to too much, and
 * characters kept, against running out of memory. 200,000 threads come nowhere near. Not thread-safe.
 */
public final class Budget {

    private static final long READ = 1L << 32;
    private static final long KEPT = 1L << 27;

    /** What a thread or a lock takes beside its text, in characters. */
    static final int OBJECT = 100;

    private final long mostRead;
    private final long mostKept;
    private long read;
    private long kept;
    private long visited;

    public Budget() {
        this(READ, KEPT);
    }

    public Budget(long mostRead, long mostKept) {
        this.mostRead = mostRead;
        this.mostKept = mostKept;
    }

    void read(long characters) {
        read += characters;
        visited += characters;
    }

    /** Characters that are looked at once more. */
    void again(long characters) {
        visited += characters;
    }

    void keep(long characters) {
        kept += characters;
    }

    public boolean spent() {
        return read > mostRead || kept > mostKept;
    }

    /** How many characters were looked at: what the work is proportional to. */
    public long visited() {
        return visited;
    }

    public String text() {
        return read > mostRead
                ? "it is longer than " + mostRead + " characters: the rest was not read"
                : "it holds more than " + mostKept + " characters of distinct text: the rest was not read";
    }
}
