package io.github.threadreporter.enrich.redact;

/**
 * Private keys in PEM form. A text may hold only a part of one (source lines around a frame): what is in view of it is
 * found from its first or from its last line.
 */
final class SecretPems implements SecretFinder {

    static final String RULE = "pem";

    private static final String DASHES = "-----";
    private static final String BEGIN = DASHES + "BEGIN ";
    private static final String END = DASHES + "END ";
    private static final String KEY = "PRIVATE KEY";

    /** From the first dashes to the words that every kind of key has. */
    private static final int LONGEST_KIND = 48;

    private static final int LONGEST_LABEL = 96;

    /** A shorter line is rather a word of a program than a part of a key, unless it is padded. */
    private static final int SHORTEST_LINE = 16;

    @Override
    public void find(String text, SecretSpans spans) {
        int from = 0;
        int begin = next(text, BEGIN, from);
        int end = next(text, END, from);
        while (begin >= 0 || end >= 0) {
            boolean whole = begin >= 0 && (end < 0 || begin < end);
            int start = whole ? begin : bodyStart(text, from, end);
            from = afterLabel(text, end >= 0 ? end : begin);
            begin = begin >= 0 && begin < from ? next(text, BEGIN, from) : begin;
            from = end >= 0 ? from : bodyEnd(text, from, begin < 0 ? text.length() : begin);
            end = end >= 0 ? next(text, END, from) : end;
            spans.add(start, from, RULE);
        }
    }

    /** The next such line of a private key, or -1. */
    private static int next(String text, String line, int from) {
        for (int at = text.indexOf(line, from); at >= 0; at = text.indexOf(line, at + line.length())) {
            int limit = Math.min(text.length(), at + LONGEST_KIND);
            if (text.substring(at, limit).contains(KEY)) {
                return at;
            }
        }
        return -1;
    }

    private static int afterLabel(String text, int at) {
        int key = text.indexOf(KEY, at) + KEY.length();
        int dashes = text.indexOf(DASHES, key);
        return dashes >= 0 && dashes < at + LONGEST_LABEL ? dashes + DASHES.length() : key;
    }

    /** The end of the lines after a first line that look like a key. */
    private static int bodyEnd(String text, int from, int to) {
        int end = from;
        for (int start = from; start < to; ) {
            int stop = SecretChars.indexOf(text, '\n', start, to);
            String line = content(text.substring(start, stop));
            if (isKey(line) || (start == from && holdsKey(line))) {
                end = stop;
            } else if (!line.isEmpty() && !line.startsWith("Proc-Type:") && !line.startsWith("DEK-Info:")) {
                break;
            }
            start = stop + 1;
        }
        return end;
    }

    /** The start of the lines before a last line that look like a key. */
    private static int bodyStart(String text, int from, int end) {
        int start = end;
        int stop = end;
        while (stop > from) {
            int lineStart = Math.max(from, text.lastIndexOf('\n', stop - 1) + 1);
            String line = content(text.substring(lineStart, stop));
            if (isKey(line)) {
                start = lineStart;
            } else if (!line.isEmpty()) {
                break;
            }
            stop = lineStart - 1;
        }
        return start;
    }

    /** The line without what a program in Java or the like puts around it. */
    private static String content(String line) {
        String bare = line.replace("\\n", "").replace("\\r", "");
        int start = 0;
        int end = bare.length();
        while (start < end && isAround(bare.charAt(start))) {
            start++;
        }
        while (end > start && isAround(bare.charAt(end - 1))) {
            end--;
        }
        return bare.substring(start, end);
    }

    private static boolean isAround(char c) {
        return Character.isWhitespace(c) || SecretChars.isQuote(c) || "*+,;)".indexOf(c) >= 0;
    }

    private static boolean isKey(String line) {
        return (line.length() >= SHORTEST_LINE || line.endsWith("="))
                && SecretChars.skip(line, 0, line.length(), SecretChars.BASE64) == line.length();
    }

    /** A key in one line, with line breaks as escapes or blanks and whatever follows. */
    private static boolean holdsKey(String line) {
        return SecretChars.skip(line, 0, line.length(), SecretChars.BASE64) >= SHORTEST_LINE;
    }
}
