package io.github.threadreporter.collect.tasks;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who will complete which future, and which futures were come across: what collectors of executors leave for that of
 * futures. For one look; not thread-safe.
 */
final class Producers {

    private static final int MOST_SEEN = 100_000;
    private static final String FUTURE = "java.util.concurrent.CompletableFuture";

    private final LiveObjects objects;
    private final IdentityHashMap<Object, Producer> producers = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    private final List<Object> order = new ArrayList<>();

    /**
     * One who will complete a future.
     *
     * @param thread the thread that is at it, or null
     * @param task the task that is to be run for that, or null
     * @param function what makes the result, or null where it is not to be had any more
     * @param place where the thread is at it, or null
     */
    record Producer(
            @Nullable LiveThread thread,
            @Nullable TaskDraft task,
            @Nullable Object function,
            @Nullable StackTraceElement place) {}

    Producers(LiveObjects objects) {
        this.objects = objects;
    }

    /** A future that somebody refers to. */
    void saw(@Nullable Object value) {
        if (value != null
                && seen.size() < MOST_SEEN
                && objects.isA(value, FUTURE)
                && seen.put(value, Boolean.TRUE) == null) {
            order.add(value);
        }
    }

    /** The future will be completed so; whoever is at it already is the better one. */
    void put(Object future, Producer producer) {
        saw(future);
        Producer known = producers.get(future);
        if (known == null || known.thread() == null) {
            producers.put(future, producer);
        }
    }

    @Nullable
    Producer of(Object future) {
        return producers.get(future);
    }

    /** All that were come across, in that order. */
    List<Object> seen() {
        return order;
    }
}
