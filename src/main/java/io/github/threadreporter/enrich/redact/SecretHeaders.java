package io.github.threadreporter.enrich.redact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** {@code Bearer x} and {@code Basic x} wherever they stand; the scheme stays. */
final class SecretHeaders implements SecretFinder {

    static final String RULE = "header";

    private static final String BEARER = "bearer";
    private static final String BASIC = "basic";

    /** A shorter word without a digit is prose: "bearer authentication". */
    private static final int LONGER_THAN_A_WORD = 20;

    private static final int SHORTEST_TOKEN = 6;

    @Override
    public void find(String text, SecretSpans spans) {
        for (int at = 0; at < text.length() - BASIC.length(); at++) {
            if ((text.charAt(at) | ' ') != 'b') {
                continue;
            }
            if (text.regionMatches(true, at, BEARER, 0, BEARER.length())) {
                at = afterScheme(text, at + BEARER.length(), false, spans);
            } else if (text.regionMatches(true, at, BASIC, 0, BASIC.length())) {
                at = afterScheme(text, at + BASIC.length(), true, spans);
            }
        }
    }

    private static int afterScheme(String text, int end, boolean basic, SecretSpans spans) {
        int start = SecretChars.skip(text, end, text.length(), SecretChars.BLANK);
        if (start == end) {
            return end - 1;
        }
        int stop = SecretChars.skip(text, start, text.length(), SecretChars.TOKEN);
        String token = text.substring(start, stop);
        if (basic ? isUserAndPassword(token) : looksRandom(token)) {
            spans.add(start, stop, RULE);
        }
        return stop - 1;
    }

    private static boolean isUserAndPassword(String token) {
        try {
            int end = token.length();
            while (end > 0 && ".=".indexOf(token.charAt(end - 1)) >= 0) {
                end--;
            }
            byte[] decoded = Base64.getDecoder().decode(token.substring(0, end));
            return new String(decoded, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean looksRandom(String token) {
        return token.length() >= LONGER_THAN_A_WORD
                || (token.length() >= SHORTEST_TOKEN && token.chars().anyMatch(c -> SecretChars.isDigit((char) c)));
    }
}
