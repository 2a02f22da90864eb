package io.github.threadreporter.enrich.redact;

import java.util.regex.Pattern;

/**
 * Card numbers: 13 to 19 digits, alone or in groups of three and more with the same separator, that begin as the card
 * schemes' numbers do and have a right check digit.
 */
final class SecretCards implements SecretFinder {

    static final String RULE = "card";

    private static final int LEAST = 13;
    private static final int MOST = 19;
    private static final int SHORTEST_GROUP = 3;
    private static final String SEPARATORS = " -_.";

    /** Visa, Mastercard, American Express, Discover, JCB, Diners, UnionPay, Maestro; what they share is their length. */
    private static final Pattern SCHEME = Pattern.compile("4(\\d{12}|\\d{15}|\\d{18})"
            + "|(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)\\d*"
            + "|3[47]\\d{13}"
            + "|(6011|64[4-9]|65|62|35|30|36|38|39)\\d*"
            + "|(50|5[6-9]|63|67)\\d*");

    @Override
    public void find(String text, SecretSpans spans) {
        int at = 0;
        while (at < text.length()) {
            if (!SecretChars.isDigit(text.charAt(at))) {
                at++;
                continue;
            }
            int group = groupEnd(text, at);
            int end = startsNumber(text, at) && group - at <= MOST ? cardEnd(text, at, group) : -1;
            if (end >= 0) {
                spans.add(at, end, RULE);
            }
            at = end >= 0 ? end : group;
        }
    }

    /** The end of the longest card number that begins here, or -1. */
    private static int cardEnd(String text, int start, int firstGroup) {
        StringBuilder digits = new StringBuilder(MOST).append(text, start, firstGroup);
        int end = firstGroup;
        int found = -1;
        char separator = 0;
        while (true) {
            if (digits.length() >= LEAST && endsNumber(text, end) && isCard(digits)) {
                found = end;
            }
            if (end + SHORTEST_GROUP >= text.length() || SEPARATORS.indexOf(text.charAt(end)) < 0) {
                return found;
            }
            int next = groupEnd(text, end + 1);
            boolean sameSeparator = separator == 0 || separator == text.charAt(end);
            boolean groups = end - start >= SHORTEST_GROUP && next - end - 1 >= SHORTEST_GROUP;
            if (!sameSeparator || !groups || digits.length() + next - end - 1 > MOST) {
                return found;
            }
            separator = text.charAt(end);
            digits.append(text, end + 1, next);
            end = next;
        }
    }

    private static int groupEnd(String text, int from) {
        int at = from;
        while (at < text.length() && SecretChars.isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Digits inside an identifier, a hash or a fraction are no card. */
    private static boolean startsNumber(String text, int at) {
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        boolean fraction = before == '.' && at > 1 && SecretChars.isDigit(text.charAt(at - 2));
        return !SecretChars.isAlphanumeric(before) && !fraction;
    }

    private static boolean endsNumber(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        char after = text.charAt(end);
        boolean fraction = after == '.' && end + 1 < text.length() && SecretChars.isDigit(text.charAt(end + 1));
        boolean suffix = (after == 'L' || after == 'l')
                && (end + 1 == text.length() || !SecretChars.isAlphanumeric(text.charAt(end + 1)));
        return suffix || (!SecretChars.isAlphanumeric(after) && !fraction);
    }

    private static boolean isCard(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit > 4 ? 2 * digit - 9 : 2 * digit;
            sum += i % 2 == 0 ? digit : doubled;
        }
        return sum % 10 == 0 && SCHEME.matcher(digits).matches();
    }
}
