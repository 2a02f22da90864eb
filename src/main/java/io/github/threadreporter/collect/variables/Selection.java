package io.github.threadreporter.collect.variables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which threads get what there is to get: those that hold up others or are held up, then one of each
 * distinct stack, then a second one of each, and so on.
 */
final class Selection {

    private static final int INVOLVED = -1;

    private record Ranked(Candidate candidate, int rank) {}

    private Selection() {}

    static List<Candidate> order(List<Candidate> candidates, Set<Long> involved) {
        Map<List<StackTraceElement>, Integer> seen = new HashMap<>();
        List<Ranked> ranked = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            int before = seen.merge(candidate.stack(), 1, Integer::sum);
            ranked.add(new Ranked(candidate, involved.contains(candidate.id()) ? INVOLVED : before));
        }
        ranked.sort(Comparator.comparingInt(Ranked::rank)); // stable
        return ranked.stream().map(Ranked::candidate).toList();
    }
}
