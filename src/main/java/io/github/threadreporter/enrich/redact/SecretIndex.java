package io.github.threadreporter.enrich.redact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds given texts inside others while keeping only hashes of them. A rolling hash over the first {@value #WINDOW}
 * characters tells where to look, a hash of the whole sorts out nearly all of what is none, SHA-256 decides. The time is
 * linear in the length of a text, times the number of given texts that begin alike. Immutable and thread-safe.
 */
final class SecretIndex {

    /** The shortest text that can be found. */
    static final int WINDOW = 6;

    /** The shortest beginning of one that can be found where a text was cut off. */
    static final int CUT_OFF = 8;

    /**
     * @param number which of the given texts
     * @param cutOff digest of its beginning, or empty where it is no longer than that
     * @param piece part of a longer secret: what stands around it up to a blank or quote belongs to it
     */
    private record Entry(int number, int length, int folded, String digest, String cutOff, boolean piece) {}

    private final SecretHash hash;
    private final BitSet beginnings = new BitSet(SecretHash.FOLDED);
    private final Map<Integer, List<Entry>> byBeginning = new HashMap<>();
    private final int longest;
    private int size;

    /**
     * @param whole texts to be found as they are
     * @param pieces texts of which a longer secret is made
     */
    SecretIndex(Collection<String> whole, Collection<String> pieces) {
        longest = Math.max(WINDOW, Math.max(longest(whole), longest(pieces)));
        hash = new SecretHash(longest);
        whole.forEach(text -> add(text, false));
        pieces.forEach(text -> add(text, true));
    }

    private static int longest(Collection<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private void add(String text, boolean piece) {
        long[] sums = hash.sums(text);
        int beginning = hash.folded(sums, 0, WINDOW);
        beginnings.set(beginning);
        byBeginning
                .computeIfAbsent(beginning, key -> new ArrayList<>())
                .add(new Entry(
                        size++,
                        text.length(),
                        hash.folded(sums, 0, text.length()),
                        hash.digest(text),
                        piece || text.length() <= CUT_OFF ? "" : hash.digest(text.substring(0, CUT_OFF)),
                        piece));
    }

    /** Finds the beginning, from {@value #CUT_OFF} characters on, of one that would go on after the end of the text. */
    void findCutOff(String text, String rule, SecretSpans spans) {
        int first = Math.max(0, text.length() - longest + 1);
        long rolling = 0;
        for (int i = 0; i < text.length(); i++) {
            rolling = hash.roll(rolling, text, i, WINDOW);
            int start = i - WINDOW + 1;
            if (start >= first
                    && start + CUT_OFF <= text.length()
                    && beginsOne(text, start, byBeginning.getOrDefault(hash.fold(rolling), List.of()))) {
                spans.add(start, text.length(), rule);
                return;
            }
        }
    }

    private boolean beginsOne(String text, int start, List<Entry> entries) {
        for (Entry entry : entries) {
            if (!entry.cutOff.isEmpty()
                    && start + entry.length > text.length()
                    && hash.digest(text.substring(start, start + CUT_OFF)).equals(entry.cutOff)) {
                return true;
            }
        }
        return false;
    }

    void find(String text, String rule, SecretSpans spans) {
        if (size == 0 || text.length() < WINDOW) {
            return;
        }
        Search search = null;
        long rolling = 0;
        for (int i = 0; i < text.length(); i++) {
            rolling = hash.roll(rolling, text, i, WINDOW);
            int beginning = hash.fold(rolling);
            if (i >= WINDOW - 1 && beginnings.get(beginning)) {
                search = search == null ? new Search(text, rule, spans) : search;
                search.at(i - WINDOW + 1, byBeginning.getOrDefault(beginning, List.of()));
            }
        }
    }

    /** What is needed once something begins like a given text, which is rare. */
    private final class Search {
        private final String text;
        private final String rule;
        private final SecretSpans spans;
        private final long[] sums;
        private final Map<Integer, Integer> endByNumber = new HashMap<>();

        Search(String text, String rule, SecretSpans spans) {
            this.text = text;
            this.rule = rule;
            this.spans = spans;
            this.sums = hash.sums(text);
        }

        void at(int start, List<Entry> entries) {
            for (Entry entry : entries) {
                int end = start + entry.length;
                if (end <= text.length() && hash.folded(sums, start, end) == entry.folded && matches(start, entry)) {
                    spans.add(entry.piece ? runStart(start) : start, entry.piece ? runEnd(end) : end, rule);
                }
            }
        }

        /** Next to what was just found the quick hash is enough: a text that repeats itself costs one digest a length. */
        private boolean matches(int start, Entry entry) {
            int end = start + entry.length;
            if (start < endByNumber.getOrDefault(entry.number, 0)) {
                return true;
            }
            boolean equal = hash.digest(text.substring(start, end)).equals(entry.digest);
            if (equal) {
                endByNumber.put(entry.number, end);
            }
            return equal;
        }

        private int runStart(int start) {
            int at = start;
            while (at > 0 && start - at < SecretPieces.LENGTH && inRun(text.charAt(at - 1))) {
                at--;
            }
            return at;
        }

        private int runEnd(int end) {
            int at = end;
            while (at < text.length() && at - end < SecretPieces.LENGTH && inRun(text.charAt(at))) {
                at++;
            }
            return at;
        }

        private static boolean inRun(char c) {
            return !Character.isWhitespace(c) && !SecretChars.isQuote(c);
        }
    }
}
