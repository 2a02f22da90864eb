package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.tasks.coroutines.Coroutines;
import io.github.threadreporter.collect.tasks.pools.Pools;
import io.github.threadreporter.collect.tasks.reactive.ReactiveStreams;
import java.util.List;

/** The collectors that there are. */
public final class TaskCollectors {

    private TaskCollectors() {}

    /** All of them, in the order in which they are to look. */
    public static List<TaskCollector> all() {
        return List.of(
                new Parking(),
                new Joins(),
                // Coroutines in the queues of pools are known as such before the pools tell what they have queued.
                new Coroutines(),
                new ThreadPools(),
                new ForkJoinPools(),
                new Futures(),
                new HttpReplies(),
                new Scopes(),
                new Pools(),
                new ReactiveStreams());
    }
}
