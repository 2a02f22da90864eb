package io.github.threadreporter.convert;

import io.github.threadreporter.model.Cut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what is left out of one event. Not thread-safe. */
final class Cuts {

    private record Kind(String what, String limit) {}

    private final Map<Kind, Long> counts = new LinkedHashMap<>();

    void add(String what, long count, String limit) {
        if (count > 0) {
            counts.merge(new Kind(what, limit), count, Long::sum);
        }
    }

    void addAll(Cuts others) {
        others.counts.forEach((kind, count) -> add(kind.what, count, kind.limit));
    }

    /** The text on one line with at most {@code max} characters; a cut is marked and counted. */
    String text(String what, String text, int max) {
        if (text.length() > max) {
            add(what, 1, "characters=" + max);
        }
        return Texts.oneLine(Texts.cut(text, max));
    }

    List<Cut> toList() {
        return counts.entrySet().stream()
                .map(entry -> new Cut(entry.getKey().what, entry.getValue(), entry.getKey().limit))
                .toList();
    }
}
