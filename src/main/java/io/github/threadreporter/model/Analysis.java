package io.github.threadreporter.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was worked out from the threads afterwards.
 *
 * @param groups every thread in exactly one group, ordered by role, larger groups first
 * @param deadlocks cycles in the wait-for graph
 * @param culpritId id of the thread that the capture is about, or null where none stands out
 * @param headline what is wrong, in one sentence
 * @param chain how the culprit's wait goes on: the culprit, whom it waits for, and so on to where the trouble comes from;
 *     empty where it waits for nobody
 */
public record Analysis(
        List<StackGroup> groups,
        List<Deadlock> deadlocks,
        @Nullable Long culpritId,
        Headline headline,
        List<Node> chain) {

    public static final Analysis NONE = new Analysis(List.of(), List.of(), null, Headline.NONE, List.of());

    public Analysis {
        groups = List.copyOf(groups);
        deadlocks = List.copyOf(deadlocks);
        chain = List.copyOf(chain);
    }

    /** One without a chain. */
    public Analysis(List<StackGroup> groups, List<Deadlock> deadlocks, @Nullable Long culpritId, Headline headline) {
        this(groups, deadlocks, culpritId, headline, List.of());
    }
}
