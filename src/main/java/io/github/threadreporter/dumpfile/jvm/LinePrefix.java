package io.github.threadreporter.dumpfile.jvm;

import org.jspecify.annotations.Nullable;

/**
 * What a log collector puts before every line, learned from the line of a dump's title: a date, a host, a stream. Every
 * run of digits may be another one on each line; all else must be the same.
 */
final class LinePrefix {

    static final LinePrefix NONE = new LinePrefix("");

    /** A longer one is no prefix. */
    private static final int LONGEST = 256;

    private final String pattern;

    private LinePrefix(String pattern) {
        this.pattern = pattern;
    }

    static LinePrefix of(String pattern) {
        return pattern.length() > LONGEST || pattern.isBlank() ? NONE : new LinePrefix(pattern);
    }

    /** The line without it, or null where it does not begin with it. */
    @Nullable
    String strip(String line) {
        int at = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (at == line.length()) {
                return pattern.substring(i).isBlank() ? "" : null; // somebody trims lines
            }
            if (isDigit(c)) {
                int from = at;
                while (at < line.length() && isDigit(line.charAt(at))) {
                    at++;
                }
                if (at == from) {
                    return null;
                }
                while (i + 1 < pattern.length() && isDigit(pattern.charAt(i + 1))) {
                    i++;
                }
            } else if (line.charAt(at++) != c) {
                return null;
            }
        }
        return line.substring(at);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
