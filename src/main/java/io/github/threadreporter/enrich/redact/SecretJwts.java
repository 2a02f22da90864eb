package io.github.threadreporter.enrich.redact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** JSON web tokens, signed (three parts) or encrypted (five): the first part decodes to a JSON header with an algorithm. */
final class SecretJwts implements SecretFinder {

    static final String RULE = "jwt";

    /** Far above the header of a real token; a bound for hostile text. */
    private static final int LONGEST_HEADER = 1_024;

    private static final int SHORTEST_HEADER = 12;

    @Override
    public void find(String text, SecretSpans spans) {
        int dot = text.indexOf('.');
        while (dot >= 0) {
            int next = dot + 1;
            int start = header(text, dot);
            if (start >= 0) {
                next = end(text, dot);
                spans.add(start, next, RULE);
            }
            dot = text.indexOf('.', next);
        }
    }

    /** Where a header begins that ends at the dot, or -1. */
    private static int header(String text, int dot) {
        int run = SecretChars.skipBack(text, Math.max(0, dot - LONGEST_HEADER), dot, SecretChars.BASE64_URL);
        for (int at = run; at <= dot - SHORTEST_HEADER; at++) {
            if (mayBeginObject(text, at) && isHeader(text.substring(at, dot))) {
                return at;
            }
        }
        return -1;
    }

    /** Every JSON object begins so in base64: a brace, then a quotation mark, a blank or a line break. */
    private static boolean mayBeginObject(String text, int at) {
        if (text.charAt(at) != 'e') {
            return false;
        }
        char second = text.charAt(at + 1);
        return second == 'w' || (second == 'y' && "IJAB".indexOf(text.charAt(at + 2)) >= 0);
    }

    private static boolean isHeader(String part) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8).strip();
            return json.startsWith("{") && json.endsWith("}") && json.contains("\"alg\"");
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static int end(String text, int dot) {
        int at = dot;
        while (at < text.length() && (text.charAt(at) == '.' || SecretChars.BASE64_URL.get(text.charAt(at)))) {
            at++;
        }
        return at;
    }
}
