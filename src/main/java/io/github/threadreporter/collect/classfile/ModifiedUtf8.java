package io.github.threadreporter.collect.classfile;

import java.nio.charset.StandardCharsets;

/** The encoding of texts in class files: of two and three bytes at most, and no zero. */
final class ModifiedUtf8 {

    private ModifiedUtf8() {}

    static String decode(Cursor in) throws UnreadableClassFile {
        int from = in.position();
        StringBuilder text = null;
        while (!in.atEnd()) {
            int first = in.u1();
            if (first < 0x80) {
                if (text != null) {
                    text.append((char) first);
                }
                continue;
            }
            if (text == null) {
                text = new StringBuilder(ascii(in, from, in.position() - 1));
            }
            text.append(further(first, in));
        }
        return text == null ? ascii(in, from, in.position()) : text.toString();
    }

    private static String ascii(Cursor in, int from, int to) {
        return new String(in.bytes(), from, to - from, StandardCharsets.US_ASCII);
    }

    private static char further(int first, Cursor in) throws UnreadableClassFile {
        if (first >> 5 == 0b110) {
            return (char) (((first & 0x1f) << 6) | tail(in));
        }
        if (first >> 4 == 0b1110) {
            return (char) (((first & 0xf) << 12) | (tail(in) << 6) | tail(in));
        }
        throw new UnreadableClassFile("it has a text that is not encoded as it must be");
    }

    private static int tail(Cursor in) throws UnreadableClassFile {
        int next = in.u1();
        if (next >> 6 != 0b10) {
            throw new UnreadableClassFile("it has a text that is not encoded as it must be");
        }
        return next & 0x3f;
    }
}
