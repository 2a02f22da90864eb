package io.github.threadreporter.enrich.redact;

/** The password in {@code scheme://user:password@host}: the user and the host stay, so that the address can be told. */
final class SecretUrls implements SecretFinder {

    static final String RULE = "url-password";

    private static final String AFTER_SCHEME = "://";

    @Override
    public void find(String text, SecretSpans spans) {
        int at = text.indexOf(AFTER_SCHEME);
        while (at >= 0) {
            int start = at + AFTER_SCHEME.length();
            at = text.indexOf(AFTER_SCHEME, start);
            find(text, start, end(text, start, at < 0 ? text.length() : at), spans);
        }
    }

    private static void find(String text, int start, int end, SecretSpans spans) {
        int path = start;
        while (path < end && "/?#".indexOf(text.charAt(path)) < 0) {
            path++;
        }
        int colon = SecretChars.indexOf(text, ':', start, path);
        if (colon == path || text.charAt(start) == '[') {
            return;
        }
        int host = lastAt(text, colon, path);
        if (host < 0 && !isPort(text, colon + 1, path)) {
            // A password that should have been encoded and holds a slash, question mark or hash.
            host = lastAt(text, colon, end);
        }
        if (host > colon && !SecretLiterals.isPlaceholder(text.substring(colon + 1, host))) {
            spans.add(colon + 1, host, RULE);
        }
    }

    private static int lastAt(String text, int from, int end) {
        for (int at = end - 1; at > from; at--) {
            if (text.charAt(at) == '@') {
                return at;
            }
        }
        return -1;
    }

    private static boolean isPort(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!SecretChars.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int end(String text, int from, int to) {
        int at = from;
        while (at < to && !Character.isWhitespace(text.charAt(at)) && "\"'`<>".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
