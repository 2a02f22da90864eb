package io.github.threadreporter.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that was left out because of a limit.
 *
 * @param what in words, e.g. {@code frames}
 * @param count how much was left out
 * @param limit the limit, in words a person can look up, e.g. {@code framesPerStack=512}
 */
public record Cut(String what, long count, String limit) {

    /** Both lists as one, with one entry for each limit and what it cut. */
    public static List<Cut> merged(List<Cut> one, List<Cut> other) {
        Map<Cut, Long> counts = new LinkedHashMap<>();
        for (List<Cut> cuts : List.of(one, other)) {
            cuts.forEach(cut -> counts.merge(new Cut(cut.what, 0, cut.limit), cut.count, Long::sum));
        }
        List<Cut> merged = new ArrayList<>(counts.size());
        counts.forEach((cut, count) -> merged.add(new Cut(cut.what, count, cut.limit)));
        return merged;
    }
}
