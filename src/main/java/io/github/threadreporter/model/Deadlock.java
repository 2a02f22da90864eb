package io.github.threadreporter.model;

import java.util.List;

/**
 * A cycle of threads, each of which waits for a lock that the next one holds, the last for one that the first holds.
 *
 * @param threadIds ids in that order, beginning with the smallest; one id where a thread waits for itself
 */
public record Deadlock(List<Long> threadIds) {
    public Deadlock {
        threadIds = List.copyOf(threadIds);
    }
}
