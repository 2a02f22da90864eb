package io.github.threadreporter.enrich.redact;

/**
 * Where a value without quotes ends: at a blank, at a delimiter that something follows, at the end of what it stands in.
 * A delimiter in the middle of a value belongs to it.
 */
final class SecretValues {

    private static final String CLOSING = ")]}>\"'`";
    private static final String AFTER_CLOSING = ",;.:&" + CLOSING;
    private static final int LONGEST_NAME = 64;

    private SecretValues() {}

    /** @param list whether it is a list with semicolons, as in a cookie */
    static int end(String text, int start, int to, boolean list) {
        int bracket = start < to && "$#".indexOf(text.charAt(start)) >= 0 ? start + 1 : start;
        boolean structure = bracket < to && "([{".indexOf(text.charAt(bracket)) >= 0;
        int at = structure ? structureEnd(text, bracket, to) : start;
        while (at < to) {
            char c = text.charAt(at);
            boolean blankInList = list && at > start && text.charAt(at - 1) == ';' && c == ' ';
            if (!blankInList && endsAt(text, at, to, list)) {
                return at;
            }
            at++;
        }
        return to;
    }

    private static boolean endsAt(String text, int at, int to, boolean list) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            return true;
        }
        if (c == '\\' && at + 1 < to && SecretChars.isQuote(text.charAt(at + 1))) {
            return isBoundary(text, at + 2, to);
        }
        if (c == '<') {
            return at + 1 < to && text.charAt(at + 1) == '/';
        }
        if (c == ',' || c == '&' || (c == ';' && !list)) {
            return isBoundary(text, at + 1, to) || isAssignment(text, at + 1, to);
        }
        return CLOSING.indexOf(c) >= 0 && isBoundary(text, at + 1, to);
    }

    private static boolean isBoundary(String text, int at, int to) {
        return at >= to
                || Character.isWhitespace(text.charAt(at))
                || text.charAt(at) == '\\'
                || AFTER_CLOSING.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isAssignment(String text, int from, int to) {
        int at = from;
        while (at < to && at < from + LONGEST_NAME && SecretLiterals.isName(text.charAt(at))) {
            at++;
        }
        return at > from && at < to && (text.charAt(at) == '=' || text.charAt(at) == ':');
    }

    /** A list, map, object or placeholder: to the bracket that closes it, else to the end of the line. */
    private static int structureEnd(String text, int start, int to) {
        int depth = 0;
        int at = start;
        for (; at < to && text.charAt(at) != '\n'; at++) {
            if ("([{".indexOf(text.charAt(at)) >= 0) {
                depth++;
            } else if (")]}".indexOf(text.charAt(at)) >= 0 && --depth == 0) {
                return at + 1;
            }
        }
        return at;
    }
}
