package io.github.threadreporter.dumpfile.json;

import java.io.IOException;
import java.io.Reader;

/** A reader that ends with an error where one text, or one document, is longer than any dump has it. */
final class BoundedInput extends Reader {

    /** Longest name or value. */
    static final int TEXT_CHARS = 1 << 20;

    /** A JSON reader asks for this many characters ahead of what it hands out. */
    private static final int AHEAD = 1 << 10;

    private final Reader in;
    private final long documentChars;
    private long total;
    private long document;
    private long text;
    private boolean atEnd;

    BoundedInput(Reader in, long documentChars) {
        this.in = in;
        this.documentChars = documentChars;
    }

    /** From here on another document is read. */
    void beginDocument() {
        document = total;
        text = total;
    }

    /** From here on another text is read. */
    void beginText() {
        text = total;
    }

    /** Whether the last thing that was read is that there is no more. */
    boolean isAtEnd() {
        return atEnd;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (total - text > TEXT_CHARS + AHEAD) {
            throw new IOException("a text is longer than " + TEXT_CHARS + " characters");
        }
        if (total - document > documentChars + AHEAD) {
            throw new IOException("the document is longer than " + documentChars + " characters");
        }
        int count = in.read(into, offset, Math.min(length, AHEAD));
        total += Math.max(0, count);
        atEnd = count < 0;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
