package io.github.threadreporter.dumpfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/**
 * UTF-8 where the bytes are UTF-8, and Latin-1 byte by byte where they are not: a log may hold lines of both. Unlike the
 * JDK's decoder it also takes halves of characters for themselves, since HotSpot writes characters beyond the basic plane
 * as two of them ("modified UTF-8").
 */
final class Utf8OrLatin1Reader extends Reader {

    private static final int BUFFER = 16_384;
    private static final int LONGEST = 4;

    private final InputStream in;
    private final byte[] bytes = new byte[BUFFER];
    private int at;
    private int end;
    private boolean ended;

    /** The second half of the character of which the first was given out, or 0. */
    private char second;

    Utf8OrLatin1Reader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            if (second != 0) {
                target[offset + count++] = second;
                second = 0;
                continue;
            }
            if (end - at < LONGEST && !ended) {
                if (count > 0) {
                    break; // what is there is enough, and reading on may block
                }
                fill();
            }
            if (at == end) {
                break;
            }
            target[offset + count++] = bytes[at] >= 0 ? (char) bytes[at++] : decoded();
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    private char decoded() {
        int first = bytes[at] & 0xff;
        int more = first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 ? 3 : 0;
        int code = more == 0 ? first : first & (0x3f >> more);
        for (int i = 1; i <= more; i++) {
            if (at + i >= end || (bytes[at + i] & 0xc0) != 0x80) {
                return latin1();
            }
            code = (code << 6) | (bytes[at + i] & 0x3f);
        }
        boolean overlong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
        if (more == 0 || overlong || code > Character.MAX_CODE_POINT) {
            return latin1();
        }
        at += more + 1;
        if (more < 3) {
            return (char) code;
        }
        second = Character.lowSurrogate(code);
        return Character.highSurrogate(code);
    }

    private char latin1() {
        return (char) (bytes[at++] & 0xff);
    }

    private void fill() throws IOException {
        System.arraycopy(bytes, at, bytes, 0, end - at);
        end -= at;
        at = 0;
        while (!ended && end < LONGEST) {
            int count = in.read(bytes, end, bytes.length - end);
            if (count < 0) {
                ended = true;
            } else {
                end += count;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
