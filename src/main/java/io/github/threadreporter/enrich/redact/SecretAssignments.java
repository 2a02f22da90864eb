package io.github.threadreporter.enrich.redact;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values that prose gives a secret name to: {@code password=x}, {@code "secret": "x"}, {@code --token x},
 * {@code ?token=x&}, {@code <password>x</password>}, {@code Authorization: Bearer x}. Only the value is masked.
 */
final class SecretAssignments implements SecretFinder {

    static final String RULE = "assignment";

    private static final Set<String> SCHEMES = Set.of("bearer", "basic", "token", "apikey", "negotiate", "ntlm");

    /** Schemes whose credentials are a list. */
    private static final Set<String> LIST_SCHEMES =
            Set.of("digest", "signature", "oauth", "hmac", "aws4-hmac-sha256", "sharedkey", "hawk");

    private static final Pattern SOURCE_FILE = Pattern.compile(".*\\.(java|kt|kts|groovy|scala|clj)");
    private static final int LONGEST_PORT = 5;

    private final RedactionRules rules;

    SecretAssignments(RedactionRules rules) {
        this.rules = rules;
    }

    @Override
    public void find(String text, SecretSpans spans) {
        find(text, 0, text.length(), spans);
    }

    /** Looks at a part of the text as if it were all. */
    void find(String text, int from, int to, SecretSpans spans) {
        int at = from;
        while (at < to) {
            switch (text.charAt(at)) {
                case '=', ':' -> at = separator(text, from, at, to, spans);
                case '>' -> at = element(text, from, at, to, spans);
                case '-' -> at = flag(text, from, at, to, spans);
                default -> at++;
            }
        }
    }

    private int separator(String text, int from, int at, int to, SecretSpans spans) {
        int after = at + 1;
        while (after < to && after < at + 3 && "=>:".indexOf(text.charAt(after)) >= 0) {
            after++;
        }
        boolean scope = text.startsWith("://", at) || text.startsWith("::", at);
        String name = scope ? null : SecretLiterals.secretNameBefore(rules, text, from, at);
        if (name == null || isPosition(text, name, at, to)) {
            return after;
        }
        return value(text, name, after, to, spans);
    }

    /** {@code Token.java:88} and {@code auth.example.org:8443} are places. */
    private static boolean isPosition(String text, String name, int colon, int to) {
        int digits = colon + 1;
        while (digits < to && SecretChars.isDigit(text.charAt(digits))) {
            digits++;
        }
        boolean number = text.charAt(colon) == ':' && digits > colon + 1 && digits - colon - 1 <= LONGEST_PORT;
        boolean ends = digits == to || !SecretChars.isWord(text.charAt(digits));
        return number
                && ends
                && (name.indexOf('.') > 0 || SOURCE_FILE.matcher(name).matches());
    }

    private int element(String text, int from, int at, int to, SecretSpans spans) {
        int start = SecretLiterals.nameStart(text, Math.max(from, at - 128), at);
        boolean opened = start > from && text.charAt(start - 1) == '<';
        if (!opened || !rules.isSensitiveName(text.substring(start, at))) {
            return at + 1;
        }
        int end = SecretChars.indexOf(text, '<', at, to);
        add(text, at + 1, end, RULE, spans);
        return end;
    }

    private int flag(String text, int from, int at, int to, SecretSpans spans) {
        boolean first =
                at == from || Character.isWhitespace(text.charAt(at - 1)) || SecretChars.isQuote(text.charAt(at - 1));
        if (!first) {
            return at + 1;
        }
        int end = at;
        while (end < to && SecretLiterals.isName(text.charAt(end))) {
            end++;
        }
        int value = SecretChars.skip(text, end, to, SecretChars.BLANK);
        if (value == end || value == to || text.charAt(value) == '-' || "=:".indexOf(text.charAt(value)) >= 0) {
            return end;
        }
        String name = SecretLiterals.secretNameBefore(rules, text, at, end);
        return name == null ? end : value(text, name, value, to, spans);
    }

    /** Masks the value that begins after the index and returns its end. */
    private int value(String text, String name, int from, int to, SecretSpans spans) {
        int start = SecretChars.skip(text, from, to, SecretChars.BLANK);
        int quote = start;
        while (quote < to && text.charAt(quote) == '\\') {
            quote++;
        }
        if (quote < to && SecretChars.isQuote(text.charAt(quote))) {
            int end = SecretLiterals.contentEnd(text, quote, quote - start, to);
            int stop = end == to ? SecretChars.indexOf(text, '\n', quote, to) : end;
            return add(text, quote + 1, stop, RULE, spans);
        }
        return unquoted(text, name, start, to, spans);
    }

    private static int unquoted(String text, String name, int start, int to, SecretSpans spans) {
        String scheme = scheme(text, start, to);
        int value = scheme == null ? start : SecretChars.skip(text, start + scheme.length(), to, SecretChars.BLANK);
        String rule = scheme == null ? RULE : SecretHeaders.RULE;
        boolean list = scheme != null && LIST_SCHEMES.contains(scheme);
        boolean cookie = name.toLowerCase(Locale.ROOT).contains("cookie");
        int end = list ? SecretChars.indexOf(text, '\n', value, to) : SecretValues.end(text, value, to, cookie);
        return add(text, value, end, rule, spans);
    }

    /** The scheme of an authorization with something after it, in lower case, or null. */
    private static @Nullable String scheme(String text, int start, int to) {
        int end = start;
        while (end < to && end < start + 20 && SecretLiterals.isName(text.charAt(end))) {
            end++;
        }
        String word = text.substring(start, end).toLowerCase(Locale.ROOT);
        boolean known = SCHEMES.contains(word) || LIST_SCHEMES.contains(word);
        int next = SecretChars.skip(text, end, to, SecretChars.BLANK);
        return known && next > end && next < to && !Character.isWhitespace(text.charAt(next)) ? word : null;
    }

    private static int add(String text, int start, int end, String rule, SecretSpans spans) {
        if (!SecretLiterals.isPlaceholder(text.substring(start, end))) {
            spans.add(start, end, rule);
        }
        return Math.max(start, end);
    }
}
