package io.github.threadreporter.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a dump does not show, and why: nothing is left out in silence.
 *
 * @param missing what could not be seen
 * @param cuts what a limit left out
 * @param masked how many values were masked, by redaction rule
 */
public record Account(List<Missing> missing, List<Cut> cuts, Map<String, Integer> masked) {

    public static final Account EMPTY = new Account(List.of(), List.of(), Map.of());

    public Account {
        missing = List.copyOf(missing);
        cuts = List.copyOf(cuts);
        masked = Map.copyOf(masked);
    }

    public Account plusCut(Cut cut) {
        return new Account(missing, Stream.concat(cuts.stream(), Stream.of(cut)).toList(), masked);
    }

    public Account withMasked(Map<String, Integer> value) {
        return new Account(missing, cuts, value);
    }
}
