package io.github.threadreporter.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * Threads and tasks that can never go on, since each waits for another of them.
 *
 * @param cycle in this order each waits for the next and the last for the first, beginning with the thread of the
 *     smallest id; one where it waits for itself
 * @param others who is held in the same way but is not on the shortest way round, e.g. the other workers of a pool
 */
public record Deadlock(List<Node> cycle, List<Node> others) {

    public Deadlock {
        cycle = List.copyOf(cycle);
        others = List.copyOf(others);
    }

    /** A cycle of threads alone. */
    public static Deadlock ofThreads(List<Long> ids) {
        return new Deadlock(ids.stream().map(Node::thread).toList(), List.of());
    }

    /** The ids of its threads, those of the cycle first. */
    public List<Long> threadIds() {
        return Stream.concat(cycle.stream(), others.stream())
                .filter(Node::isThread)
                .map(Node::threadId)
                .toList();
    }
}
