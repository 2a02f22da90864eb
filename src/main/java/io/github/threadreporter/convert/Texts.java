package io.github.threadreporter.convert;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Text as it may stand in an event. */
final class Texts {

    /** Ends a text that was cut. */
    static final String MARK = "…";

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private Texts() {}

    /** The text with at most {@code max} characters, the last one a mark if anything was cut. */
    static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, whole(text, max - 1)) + MARK;
    }

    /** The text with at most {@code bytes} bytes as a JSON string, marked if anything was cut. */
    static String cutToBytes(String text, int bytes) {
        if (JsonSize.of(text) <= bytes) {
            return text;
        }
        int left = bytes - JsonSize.of(MARK);
        int end = 0;
        while (end < text.length()) {
            int next = end + Character.charCount(text.codePointAt(end));
            left -= JsonSize.chars(text, end, next);
            if (left < 0) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + MARK;
    }

    /** The same on one line: a tag with a line break would be nulled, and a title shows its first line only. */
    static String oneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (breaks(text.charAt(i))) {
                StringBuilder line = new StringBuilder(text);
                for (int at = i; at < line.length(); at++) {
                    if (breaks(line.charAt(at))) {
                        line.setCharAt(at, '⏎');
                    }
                }
                return line.toString();
            }
        }
        return text;
    }

    /** The name, or with a number behind it where it is among those taken. */
    static String unique(String name, Set<String> taken) {
        String unique = name;
        for (int number = 2; taken.contains(unique); number++) {
            unique = name + " (" + number + ")";
        }
        return unique;
    }

    /** {@code order-worker-3} as {@code order-worker-*}: numbers are no part of what groups. */
    static String starDigits(String text) {
        return DIGITS.matcher(text).replaceAll("*");
    }

    /** Milliseconds with three decimals. */
    static double millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos) / 1_000.0;
    }

    private static boolean breaks(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    /** The largest index up to {@code end} that does not split a surrogate pair. */
    private static int whole(String text, int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
