package io.github.threadreporter.collect.tasks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Incomplete {@code CompletableFuture}s and what depends on them. A future knows what it is to complete and not what
 * completes it, so the way goes forward from those that are known. For one look; not thread-safe.
 */
final class FutureGraph {

    private static final String FUTURE = "java.util.concurrent.CompletableFuture";
    private static final int MOST_DEPENDENTS = 10_000;

    private final LiveObjects objects;
    private final BooleanSupplier isFull;
    private final IdentityHashMap<Object, Future> known = new IdentityHashMap<>();
    private final List<Future> order = new ArrayList<>();
    private final Deque<Future> open = new ArrayDeque<>();
    private long left;

    /** An incomplete future. */
    static final class Future {
        final Object object;
        final List<Stage> next = new ArrayList<>();
        final Set<Future> sources = new LinkedHashSet<>();
        final List<Thread> waiters = new ArrayList<>();

        /** Whether the first of its sources is enough. */
        boolean isAnyOf;

        boolean hasTimeLimit;

        Future(Object object) {
            this.object = object;
        }
    }

    /**
     * What happens when a future is complete.
     *
     * @param function what is run then; null where the result is only passed on
     * @param completes what is complete after that
     */
    record Stage(@Nullable Object function, Future completes) {}

    /** @param isFull whether it is time to end */
    FutureGraph(LiveObjects objects, BooleanSupplier isFull) {
        this.objects = objects;
        this.isFull = isFull;
    }

    /** Follows what depends on these, and what that depends on. */
    void build(Collection<Object> futures) {
        for (Object future : futures) {
            of(future);
            while (!open.isEmpty()) {
                follow(open.remove());
            }
        }
    }

    /** All in the order in which they were found. */
    List<Future> futures() {
        return order;
    }

    /** Null where it is complete, or was not come across. */
    @Nullable
    Future get(Object future) {
        return known.get(future);
    }

    /** How many were passed over, those that depend on them not counted. */
    long left() {
        return left;
    }

    private @Nullable Future of(@Nullable Object future) {
        if (!objects.isA(future, FUTURE) || future == null || objects.get(future, "result") != null) {
            return null;
        }
        Future node = known.get(future);
        if (node == null && isFull.getAsBoolean()) {
            left++;
        } else if (node == null) {
            node = new Future(future);
            known.put(future, node);
            order.add(node);
            open.add(node);
        }
        return node;
    }

    private void follow(Future future) {
        Object completion = objects.get(future.object, "stack");
        for (int i = 0; completion != null && i < MOST_DEPENDENTS; i++) {
            if (objects.isA(completion, FUTURE + "$Signaller")) {
                if (objects.get(completion, "thread") instanceof Thread thread) {
                    future.waiters.add(thread);
                }
            } else {
                add(future, completion);
            }
            completion = objects.get(completion, "next");
        }
        Collections.reverse(future.next); // what was added last comes first
    }

    private void add(Future source, Object completion) {
        Object stage = objects.isA(completion, FUTURE + "$CoCompletion") ? objects.get(completion, "base") : completion;
        Object function = objects.get(stage, "fn");
        if (objects.isA(function, FUTURE + "$Canceller")) {
            source.hasTimeLimit = true;
            return;
        }
        Future completes = of(objects.get(stage, "dep"));
        if (completes == null || stage == null) {
            return; // it has been run meanwhile
        }
        source.next.add(new Stage(function, completes));
        completes.sources.add(source);
        String kind = stage.getClass().getName();
        completes.isAnyOf |= kind.startsWith(FUTURE + "$Or") || kind.startsWith(FUTURE + "$AnyOf");
        addSource(objects.get(stage, "src"), completes);
        addSource(objects.get(stage, "snd"), completes);
        if (objects.get(stage, "srcs") instanceof Object[] all) {
            for (int i = 0; i < Math.min(all.length, MOST_DEPENDENTS); i++) {
                addSource(all[i], completes);
            }
        }
    }

    private void addSource(@Nullable Object source, Future completes) {
        Future other = of(source);
        if (other != null) {
            completes.sources.add(other);
        }
    }
}
