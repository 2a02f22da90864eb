package io.github.threadreporter.collect;

import io.github.threadreporter.model.Cut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what limits cut during one capture: one {@link Cut} a limit, however often it struck. Not thread-safe. */
final class CutCounter {

    private record Key(String what, String limit) {}

    private final Map<Key, Long> counts = new LinkedHashMap<>();

    void add(String what, long count, String limit) {
        counts.merge(new Key(what, limit), count, Long::sum);
    }

    void addAll(CutCounter others) {
        others.counts.forEach((key, count) -> counts.merge(key, count, Long::sum));
    }

    List<Cut> cuts() {
        List<Cut> cuts = new ArrayList<>();
        counts.forEach((key, count) -> cuts.add(new Cut(key.what(), count, key.limit())));
        return cuts;
    }
}
