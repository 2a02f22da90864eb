package io.github.threadreporter.enrich.redact;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How names and values are written, in programs and in prose. */
final class SecretLiterals {

    /** What stands where a value will be put, or says that there is none: worth reading and no secret. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("|null|true|false|none|\\?|\\*+|\\{\\w*}|[$#]\\{[\\w.()-]+}|%(\\d+\\$)?[sdx]");

    private static final int LONGEST_NAME = 128;

    private SecretLiterals() {}

    static boolean isPlaceholder(String value) {
        return PLACEHOLDER.matcher(value).matches();
    }

    /**
     * The secret name that stands before a separator, or null: {@code password}, {@code "password"},
     * {@code headers["Authorization"]}, {@code -Dmail.password} or, in words, {@code api key}.
     */
    static @Nullable String secretNameBefore(RedactionRules rules, String text, int from, int separator) {
        int floor = Math.max(from, separator - LONGEST_NAME);
        int end = SecretChars.skipBack(text, floor, separator, SecretChars.BLANK);
        int start = end;
        if (end > floor && text.charAt(end - 1) == ']') {
            end--;
            start = end;
            while (start > floor && text.charAt(start) != '[') {
                start--;
            }
        } else if (end > floor && SecretChars.isQuote(text.charAt(end - 1))) {
            end--;
            while (end > floor && text.charAt(end - 1) == '\\') {
                end--;
            }
            start = end;
        }
        start = nameStart(text, floor, start);
        String name = withoutDashes(text.substring(start, end));
        if (rules.isSensitiveName(name) || isShortInQuery(text, floor, start, name)) {
            return name;
        }
        if (start > floor && text.charAt(start - 1) == ' ') {
            String words = text.substring(nameStart(text, floor, start - 1), end);
            return rules.isSecretPhrase(words) ? words : null;
        }
        return null;
    }

    /** The signature of a pre-signed address is only so called in a query. */
    private static boolean isShortInQuery(String text, int floor, int start, String name) {
        return name.equals("sig") && start > floor && "?&".indexOf(text.charAt(start - 1)) >= 0;
    }

    private static String withoutDashes(String name) {
        int start = 0;
        while (start < name.length() && name.charAt(start) == '-') {
            start++;
        }
        boolean property = start == 1 && (name.startsWith("D", 1) || name.startsWith("P", 1));
        return name.substring(property ? 2 : start);
    }

    static int nameStart(String text, int floor, int end) {
        int at = end;
        while (at > floor && isName(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    static boolean isName(char c) {
        return SecretChars.isWord(c) || c == '-' || c == '.';
    }

    /**
     * Where the content of a quoted text ends.
     *
     * @param quote index of the opening quote
     * @param escapes how many backslashes stand before it: a quoted text inside of a quoted text
     * @return the end of the content, or {@code to} where the closing quote is not in view
     */
    static int contentEnd(String text, int quote, int escapes, int to) {
        int backslashes = 0;
        for (int at = quote + 1; at < to; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                backslashes++;
                continue;
            }
            boolean closes = escapes == 0 ? backslashes % 2 == 0 : backslashes <= escapes;
            if (c == text.charAt(quote) && closes) {
                return at - Math.min(backslashes, escapes);
            }
            backslashes = 0;
        }
        return to;
    }
}
