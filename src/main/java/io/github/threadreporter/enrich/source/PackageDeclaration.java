package io.github.threadreporter.enrich.source;

/**
 * Reads the package that a source file declares, so that a file of the right name and the wrong package is not taken.
 * Understands the heads of Java, Kotlin, Groovy and Scala files: comments, annotations, a shebang line, names in back
 * ticks, and Scala's packages one below the other.
 */
final class PackageDeclaration {

    private final String text;
    private final boolean commentsNest;
    private int at;

    private PackageDeclaration(String text, boolean commentsNest) {
        this.text = text;
        this.commentsNest = commentsNest;
    }

    /** Whether the file declares the package that {@code key} names. */
    static boolean matches(String text, SourceKey key) {
        PackageDeclaration file = new PackageDeclaration(text, key.commentsNest());
        String declared = file.clause();
        if (!key.packagesNest()) {
            return declared.equals(key.packageName());
        }
        String next = declared;
        while (!next.isEmpty()) {
            next = file.clause();
            declared = next.isEmpty() ? declared : declared + "." + next;
        }
        // A block further down may declare the rest: "package com.acme { ... package orders { ... } }".
        return declared.equals(key.packageName())
                || (!declared.isEmpty() && key.packageName().startsWith(declared + "."));
    }

    /** The name in the next package clause, empty where something else comes. */
    private String clause() {
        skipBlank();
        while (looking('@')) {
            skipAnnotation();
            skipBlank();
        }
        if (!keyword("package")) {
            return "";
        }
        skipBlank();
        if (keyword("object")) {
            skipBlank();
        }
        StringBuilder name = new StringBuilder(segment());
        skipBlank();
        while (looking('.')) {
            at++;
            skipBlank();
            name.append('.').append(segment());
            skipBlank();
        }
        if (looking(';') || looking('{') || looking(':')) {
            at++;
        }
        return name.toString();
    }

    private String segment() {
        if (looking('`')) {
            int end = text.indexOf('`', at + 1);
            String segment = end < 0 ? "" : text.substring(at + 1, end);
            at = end < 0 ? text.length() : end + 1;
            return segment;
        }
        int from = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean keyword(String word) {
        int end = at + word.length();
        boolean found = text.startsWith(word, at)
                && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
        if (found) {
            at = end;
        }
        return found;
    }

    /** {@code @Name}, {@code @file:Name(...)} or {@code @file:[Name Other(...)]}. */
    private void skipAnnotation() {
        at++;
        while (at < text.length()
                && (Character.isJavaIdentifierPart(text.charAt(at)) || looking('.') || looking(':'))) {
            at++;
        }
        if (looking('(') || looking('[')) {
            skipBrackets();
        }
    }

    private void skipBrackets() {
        int depth = 0;
        do {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                skipLiteral(c);
                continue;
            }
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            at++;
        } while (depth > 0 && at < text.length());
    }

    private void skipLiteral(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
    }

    private void skipBlank() {
        int before;
        do {
            before = at;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (text.startsWith("//", at) || (at == 0 && text.startsWith("#!"))) {
                skipLine();
            } else if (text.startsWith("/*", at)) {
                skipComment();
            }
        } while (at > before && at < text.length());
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private void skipComment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", at) && (depth == 0 || commentsNest)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
    }

    private boolean looking(char c) {
        return at < text.length() && text.charAt(at) == c;
    }
}
