package io.github.threadreporter.dumpfile.jvm;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Characters one by one or line by line, with the number of the line. Not thread-safe. */
public final class CharSource {

    static final int END = -1;

    /** Longest line kept; what is longer is cut. */
    public static final int LINE = 65_536;

    private final Reader in;
    private final Budget budget;
    private final char[] buffer = new char[16_384];
    private int at;
    private int end;
    private boolean ended;
    private boolean afterReturn;
    private long line = 1;
    private boolean lineCut;

    public CharSource(Reader in, Budget budget) {
        this.in = in;
        this.budget = budget;
    }

    /** The beginning, as much as a buffer holds; reads nothing. Only before the first character was read. */
    public String head() throws IOException {
        while (!ended && end < buffer.length) {
            fill();
        }
        return new String(buffer, 0, end);
    }

    /** The next character, or {@link #END}. */
    int read() throws IOException {
        int c = peek();
        if (c != END) {
            at++;
            if (c == '\r' || (c == '\n' && !afterReturn)) {
                line++;
            }
            afterReturn = c == '\r';
        }
        return c;
    }

    /** The next character without reading it. */
    int peek() throws IOException {
        while (at == end) {
            if (ended) {
                return END;
            }
            at = 0;
            end = 0;
            fill();
        }
        return buffer[at];
    }

    /** The number of the line that the next character stands on, from 1. */
    long line() {
        return line;
    }

    /** The rest of the line without its end, or null at the end of the file. Ends: \n, \r\n, \r. */
    @Nullable
    String nextLine() throws IOException {
        if (afterReturn && peek() == '\n') {
            at++;
        }
        afterReturn = false;
        if (peek() == END) {
            return null;
        }
        lineCut = false;
        StringBuilder text = null;
        while (peek() != END) {
            int from = at;
            while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            if (at < end && text == null) {
                return endLine(new String(buffer, from, at - from));
            }
            text = append(text == null ? new StringBuilder() : text, from);
            if (at < end) {
                return endLine(text.toString());
            }
        }
        return text == null ? null : text.toString();
    }

    private StringBuilder append(StringBuilder text, int from) {
        int room = LINE - text.length();
        lineCut |= at - from > room;
        return text.append(buffer, from, Math.min(room, at - from));
    }

    private String endLine(String text) {
        afterReturn = buffer[at++] == '\r';
        line++;
        return text;
    }

    /** What has not been read yet, for readers of their own kind; this one is not used any more after that. */
    public Reader rest() {
        return new Reader() {
            @Override
            public int read(char[] into, int from, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (peek() == END) {
                    return -1;
                }
                int count = Math.min(length, end - at);
                System.arraycopy(buffer, at, into, from, count);
                at += count;
                return count;
            }

            @Override
            public void close() {}
        };
    }

    /** Whether the line that was read last was longer than {@link #LINE}. */
    boolean lineCut() {
        return lineCut;
    }

    private void fill() throws IOException {
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0 || budget.spent()) {
            ended = true;
        } else {
            budget.read(count);
            end += count;
        }
    }
}
