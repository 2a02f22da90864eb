package io.github.threadreporter.enrich.redact;

/** Masks the literals of one expression or of the arguments of one call. Used once. */
final class SecretExpression {

    private static final int LONGEST = 2_048;

    /** A shorter number is a count, a flag or a size, and worth reading. */
    private static final int SHORTEST_NUMBER = 4;

    private final String text;
    private final SecretAssignments prose;
    private final SecretSpans spans;
    private int depth;
    /** Depth of the arguments of a call whose first one is only a key, while that is still to come. */
    private int keyAt = -1;

    SecretExpression(String text, SecretAssignments prose, SecretSpans spans) {
        this.text = text;
        this.prose = prose;
        this.spans = spans;
    }

    /**
     * Masks up to the end of the expression.
     *
     * @param arguments whether a parenthesis has been opened: commas and line breaks do not end it
     * @return where the expression ends
     */
    int mask(int from, boolean arguments) {
        int to = Math.min(text.length(), from + LONGEST);
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            int comment = SecretSource.commentEnd(text, at);
            if (comment > at) {
                prose.find(text, at, comment, spans);
                at = comment;
            } else if (SecretChars.isQuote(c)) {
                at = literal(at);
            } else if (SecretChars.isDigit(c) && !SecretChars.isWord(text.charAt(at - 1))) {
                at = number(at);
            } else if (ends(c, at, from, arguments)) {
                return at;
            } else {
                nest(c, at);
                at++;
            }
        }
        return at;
    }

    private int literal(int quote) {
        int end = SecretSource.contentEnd(text, quote);
        if (end < 0) {
            return quote + 1;
        }
        int start = SecretSource.contentStart(text, quote);
        if (keyAt == depth) {
            prose.find(text, start, end, spans);
        } else if (!SecretLiterals.isPlaceholder(text.substring(start, end))) {
            spans.add(start, end, SecretAssignments.RULE);
        }
        return SecretSource.afterLiteral(text, quote, end);
    }

    private int number(int start) {
        int end = start;
        int digits = 0;
        while (end < text.length() && (SecretChars.isWord(text.charAt(end)) || text.charAt(end) == '.')) {
            digits += SecretChars.isDigit(text.charAt(end)) ? 1 : 0;
            end++;
        }
        if (digits >= SHORTEST_NUMBER) {
            spans.add(start, end, SecretAssignments.RULE);
        }
        return end;
    }

    private boolean ends(char c, int at, int from, boolean arguments) {
        if (depth > 0) {
            return false;
        }
        if (c == ')' || c == ']' || c == '}') {
            return true;
        }
        if (arguments) {
            return false;
        }
        return c == ';' || c == ',' || (c == '\n' && !goesOn(at, from));
    }

    /** Whether the expression goes on after a line break: an operator stands on either side, or nothing was yet. */
    private boolean goesOn(int lineBreak, int from) {
        int before = SecretChars.skipBack(text, from, lineBreak, SecretChars.SPACE);
        int after = SecretChars.skip(text, lineBreak, text.length(), SecretChars.SPACE);
        return before == from
                || "+=?:.".indexOf(text.charAt(before - 1)) >= 0
                || (after < text.length() && "+?:.".indexOf(text.charAt(after)) >= 0);
    }

    private void nest(char c, int at) {
        if ("([{".indexOf(c) >= 0) {
            depth++;
            if (c == '(' && SecretSource.reads(text, at)) {
                keyAt = depth;
            }
        } else if (")]}".indexOf(c) >= 0) {
            keyAt = keyAt == depth ? -1 : keyAt;
            depth--;
        } else if (c == ',' && keyAt == depth) {
            keyAt = -1;
        }
    }
}
