package io.github.threadreporter.enrich.redact;

import java.util.Map;
import java.util.TreeMap;

/** Counts what was masked, by rule. Not thread-safe. */
final class RedactTally {

    private final Map<String, Integer> counts = new TreeMap<>();

    void add(String rule) {
        counts.merge(rule, 1, Integer::sum);
    }

    void addAll(Map<String, Integer> others) {
        others.forEach((rule, count) -> counts.merge(rule, count, Integer::sum));
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }
}
