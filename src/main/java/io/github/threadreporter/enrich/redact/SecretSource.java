package io.github.threadreporter.enrich.redact;

import java.util.Set;

/** Where comments, literals and calls begin and end in source text. */
final class SecretSource {

    static final String TEXT_BLOCK = "\"\"\"";

    private static final Set<String> COMPARING = Set.of("equals", "equalsIgnoreCase", "contentEquals", "isEqual");

    /** Verbs whose first argument says which value is meant, rather than being it. */
    private static final Set<String> READING = Set.of(
            "get find has is read load lookup parse resolve remove require fetch getenv env property".split(" "));

    /** Far above the longest source line: a bound for hostile text. */
    private static final int LONGEST_LITERAL = 4_096;

    private SecretSource() {}

    /** The end of the comment that begins at the index, or -1. A line of a comment that began above is one too. */
    static int commentEnd(String text, int at) {
        char c = text.charAt(at);
        if (c == '/' && text.startsWith("//", at)) {
            return SecretChars.indexOf(text, '\n', at, text.length());
        }
        if (c == '/' && text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            return end < 0 ? text.length() : end;
        }
        if (c == '*' && startsLine(text, at)) {
            int line = SecretChars.indexOf(text, '\n', at, text.length());
            int end = text.substring(at, line).indexOf("*/");
            return end < 0 ? line : Math.max(at + 1, at + end);
        }
        return -1;
    }

    private static boolean startsLine(String text, int at) {
        int start = SecretChars.skipBack(text, 0, at, SecretChars.BLANK);
        return start == 0 || text.charAt(start - 1) == '\n';
    }

    static int contentStart(String text, int quote) {
        return quote + (text.startsWith(TEXT_BLOCK, quote) ? TEXT_BLOCK.length() : 1);
    }

    /** The end of the content of the literal that begins at the quote, or -1 where the quote begins none. */
    static int contentEnd(String text, int quote) {
        if (text.startsWith(TEXT_BLOCK, quote)) {
            int end = text.indexOf(TEXT_BLOCK, quote + TEXT_BLOCK.length());
            return end < 0 ? text.length() : end;
        }
        int limit = Math.min(text.length(), quote + LONGEST_LITERAL);
        int end = SecretLiterals.contentEnd(text, quote, 0, limit);
        int line = SecretChars.indexOf(text, '\n', quote, end);
        boolean closed = line == end && end < limit;
        // A quotation mark with no other on its line: the line was cut off. An apostrophe may stand for anything.
        return closed || text.charAt(quote) == '"' ? line : -1;
    }

    static int afterLiteral(String text, int quote, int contentEnd) {
        return Math.min(text.length(), contentEnd + contentStart(text, quote) - quote);
    }

    /** Whether the call whose arguments begin at the parenthesis is given a secret: {@code setPassword(}. */
    static boolean takesSecret(RedactionRules rules, String text, int parenthesis) {
        String callee = callee(text, parenthesis);
        if (callee.isEmpty()) {
            return false;
        }
        int dot = callee.lastIndexOf('.');
        String method = callee.substring(dot + 1);
        if (COMPARING.contains(method)) {
            return rules.isSensitiveName(callee);
        }
        return !isReading(method) && rules.isSensitiveName(method);
    }

    /** Whether the first argument of the call only says which value is meant: {@code getProperty(}. */
    static boolean reads(String text, int parenthesis) {
        String callee = callee(text, parenthesis);
        return isReading(callee.substring(callee.lastIndexOf('.') + 1));
    }

    private static String callee(String text, int parenthesis) {
        int floor = Math.max(0, parenthesis - 128);
        return text.substring(SecretLiterals.nameStart(text, floor, parenthesis), parenthesis);
    }

    private static boolean isReading(String method) {
        int verb = 0;
        while (verb < method.length() && Character.isLowerCase(method.charAt(verb))) {
            verb++;
        }
        return READING.contains(method.substring(0, verb));
    }
}
