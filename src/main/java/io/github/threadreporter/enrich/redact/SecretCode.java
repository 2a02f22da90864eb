package io.github.threadreporter.enrich.redact;

import org.jspecify.annotations.Nullable;

/**
 * Literals in source lines that a secret name is given to: {@code password = "x"}, {@code setPassword("x")},
 * {@code put("password", "x")}. Code stays readable: {@code password = readPassword()} has no literal. Strings and
 * comments are read as prose. Understands what Java, Kotlin, Groovy and Scala share.
 */
final class SecretCode implements SecretFinder {

    private final RedactionRules rules;
    private final SecretAssignments prose;

    SecretCode(RedactionRules rules) {
        this.rules = rules;
        this.prose = new SecretAssignments(rules);
    }

    @Override
    public void find(String text, SecretSpans spans) {
        int at = 0;
        int inside = endOfOpenTextBlock(text);
        if (inside > 0) {
            prose.find(text, 0, inside, spans);
            at = inside + SecretSource.TEXT_BLOCK.length();
        }
        while (at < text.length()) {
            at = next(text, at, spans);
        }
    }

    private int next(String text, int at, SecretSpans spans) {
        char c = text.charAt(at);
        int comment = SecretSource.commentEnd(text, at);
        if (comment > at) {
            prose.find(text, at, comment, spans);
            return comment;
        }
        if (SecretChars.isQuote(c)) {
            return literal(text, at, spans);
        }
        if (c != '=' && c != ':' && c != '(') {
            return at + 1;
        }
        boolean named = c == '('
                ? SecretSource.takesSecret(rules, text, at)
                : SecretLiterals.secretNameBefore(rules, text, 0, operator(text, at)) != null;
        return named ? new SecretExpression(text, prose, spans).mask(at + 1, c == '(') : at + 1;
    }

    /** Where the operator begins whose last character may be here: {@code ==}, {@code !=}. */
    private static int operator(String text, int at) {
        return at > 0 && "=!+:".indexOf(text.charAt(at - 1)) >= 0 ? at - 1 : at;
    }

    private int literal(String text, int quote, SecretSpans spans) {
        int content = SecretSource.contentStart(text, quote);
        int end = SecretSource.contentEnd(text, quote);
        if (end < 0) {
            return quote + 1;
        }
        prose.find(text, content, end, spans);
        int after = SecretSource.afterLiteral(text, quote, end);
        Integer value = valueAfter(text, text.substring(content, end), after);
        return value == null ? after : new SecretExpression(text, prose, spans).mask(value, false);
    }

    /** Where the value begins that a literal is the name of, or null: {@code "password", "x"}. */
    private @Nullable Integer valueAfter(String text, String name, int after) {
        boolean isName = name.length() <= 128 && name.chars().allMatch(c -> SecretLiterals.isName((char) c));
        if (!isName || !rules.isSensitiveName(name)) {
            return null;
        }
        int at = SecretChars.skip(text, after, text.length(), SecretChars.SPACE);
        if (at < text.length() && text.charAt(at) == ']') {
            at = SecretChars.skip(text, at + 1, text.length(), SecretChars.SPACE);
        }
        for (String joint : new String[] {",", "->", "=>", ":", "==", "=", "to "}) {
            if (text.startsWith(joint, at)) {
                return at + joint.length();
            }
        }
        return null;
    }

    /** Where a text block ends that began above the lines in view, or 0. */
    private static int endOfOpenTextBlock(String text) {
        int first = text.indexOf(SecretSource.TEXT_BLOCK);
        int count = 0;
        for (int at = first; at >= 0; at = text.indexOf(SecretSource.TEXT_BLOCK, at + 3)) {
            count++;
        }
        if (count % 2 == 0) {
            return 0;
        }
        int next = SecretChars.skip(text, first + 3, text.length(), SecretChars.BLANK);
        boolean closes = next < text.length() && ";).,".indexOf(text.charAt(next)) >= 0;
        return closes ? first : 0;
    }
}
