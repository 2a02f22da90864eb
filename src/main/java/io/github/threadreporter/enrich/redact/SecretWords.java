package io.github.threadreporter.enrich.redact;

import java.util.BitSet;
import java.util.Collection;

/**
 * The letters of a name in lower case, and where words begin among them. Everything but a letter separates words, and so
 * does a change of case; where an acronym meets a word both readings count, so that {@code APIKey} and {@code DBtoken}
 * are understood.
 */
final class SecretWords {

    private final String letters;
    private final BitSet edges;

    private SecretWords(String letters, BitSet edges) {
        this.letters = letters;
        this.edges = edges;
    }

    static SecretWords of(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        BitSet edges = new BitSet(name.length() + 1);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c)) {
                edges.set(letters.length());
                continue;
            }
            if (i == 0 || isEdge(name, i)) {
                edges.set(letters.length());
            }
            letters.append(Character.toLowerCase(c));
        }
        edges.set(letters.length());
        return new SecretWords(letters.toString(), edges);
    }

    String letters() {
        return letters;
    }

    boolean edgeAt(int index) {
        return edges.get(index);
    }

    /** Whether a word ends before the index, a plural s allowed. */
    boolean endsAt(int index) {
        return edges.get(index) || (index < letters.length() && letters.charAt(index) == 's' && edges.get(index + 1));
    }

    /** Whether the last word is one of these. */
    boolean endIn(Collection<String> words) {
        return words.stream().anyMatch(word -> letters.endsWith(word) && edgeAt(letters.length() - word.length()));
    }

    private static boolean isEdge(String name, int i) {
        boolean upper = Character.isUpperCase(name.charAt(i));
        boolean afterUpper = Character.isUpperCase(name.charAt(i - 1));
        if (upper) {
            boolean beforeLower = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
            return !afterUpper || beforeLower;
        }
        return afterUpper && i > 1 && Character.isUpperCase(name.charAt(i - 2));
    }

    /** Half of a supplementary character counts as a letter: it separates nothing. */
    private static boolean isLetter(char c) {
        return Character.isLetter(c) || Character.isSurrogate(c);
    }
}
