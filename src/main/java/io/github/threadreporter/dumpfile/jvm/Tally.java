package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.Cut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what limits cut from one dump. Not thread-safe. */
final class Tally {

    private record Key(String what, String limit) {}

    private final Map<Key, Long> counts = new LinkedHashMap<>();

    void add(String what, long count, String limit) {
        if (count > 0) {
            counts.merge(new Key(what, limit), count, Long::sum);
        }
    }

    List<Cut> cuts() {
        List<Cut> cuts = new ArrayList<>();
        counts.forEach((key, count) -> cuts.add(new Cut(key.what(), count, key.limit())));
        return cuts;
    }
}
