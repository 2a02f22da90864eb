package io.github.threadreporter.convert;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a value of a variable costs by the server's count, which allows 2,048 for all variables of a frame: keys are free, a
 * text costs its bytes and three more.
 */
final class ServerBytes {

    /** A map or a list without what is in it. */
    static final int CONTAINER = 3;

    private static final int QUOTES = 2;
    private static final int SEPARATOR = 1;

    private ServerBytes() {}

    static int of(String text) {
        return ofChars(text, 0, text.length()) + QUOTES + SEPARATOR;
    }

    static int ofChars(String text, int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                bytes++; // half of a pair arrives as a question mark
            }
        }
        return bytes;
    }

    /** A number, a boolean or null. */
    static int ofPlain(@Nullable Object plain) {
        if (plain instanceof Double) {
            // The server counts the digits without an exponent.
            return new BigDecimal(plain.toString()).toPlainString().length() + SEPARATOR;
        }
        return String.valueOf(plain).length() + SEPARATOR;
    }

    /** How many characters of the text fit into that many bytes; a surrogate pair is never split. */
    static int fitting(String text, int bytes) {
        int left = bytes;
        int end = 0;
        while (end < text.length()) {
            int next = end + Character.charCount(text.codePointAt(end));
            left -= ofChars(text, end, next);
            if (left < 0) {
                break;
            }
            end = next;
        }
        return end;
    }

    /** The text at a cost of at most that, marked if anything was cut. */
    static String cut(String text, int most) {
        if (text.length() <= most && of(text) <= most) {
            return text;
        }
        return text.substring(0, fitting(text, most - of(Texts.MARK))) + Texts.MARK;
    }
}
