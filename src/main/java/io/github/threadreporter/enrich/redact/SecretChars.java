package io.github.threadreporter.enrich.redact;

import java.util.BitSet;

/** Classes of characters, and runs of them. */
final class SecretChars {

    static final BitSet BASE64 = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    static final BitSet BASE64_URL = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    /** Of the credentials after a scheme (token68 of RFC 9110), base64url included. */
    static final BitSet TOKEN = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    static final BitSet UPPER = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    static final BitSet SPACE = ascii(" \t\r\n\f");
    static final BitSet BLANK = ascii(" \t");

    private SecretChars() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlphanumeric(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Of an identifier in a program. */
    static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || Character.isSurrogate(c);
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** The first index from {@code from} on, below {@code to}, whose character is not of the class. */
    static int skip(String text, int from, int to, BitSet characters) {
        int at = from;
        while (at < to && characters.get(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The start of the run of the class that ends before {@code end}, not before {@code from}. */
    static int skipBack(String text, int from, int end, BitSet characters) {
        int at = end;
        while (at > from && characters.get(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** The first index of the character from {@code from} on, or {@code to}; looks no farther than that. */
    static int indexOf(String text, char c, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != c) {
            at++;
        }
        return at;
    }

    private static BitSet ascii(String characters) {
        BitSet set = new BitSet(128);
        characters.chars().forEach(set::set);
        return set;
    }
}
