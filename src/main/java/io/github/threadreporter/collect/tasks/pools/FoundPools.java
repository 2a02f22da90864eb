package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.Local;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pools that there are, each looked into once, and who waits for them. Not thread-safe. */
final class FoundPools {

    /** More pools than that are not looked into, but for those that somebody waits for. */
    static final int MOST_POOLS = 256;

    /**
     * A pool.
     *
     * @param identity the object that it is
     */
    record Found(Object identity, LivePool pool, Map<Long, LiveThread> waiters) {}

    private final LiveState seen;
    private final LiveObjects objects;
    private final Kinds kinds;
    private final IdentityHashMap<Object, Found> byObject = new IdentityHashMap<>();
    private final List<Found> inOrder = new ArrayList<>();
    private boolean isCut;

    FoundPools(LiveState seen, Kinds kinds) {
        this.seen = seen;
        this.objects = seen.objects();
        this.kinds = kinds;
    }

    void find() {
        for (Local local : seen.locals()) {
            LiveThread thread = local.slot() == 0 ? seen.thread(local.threadId()) : null;
            PoolKind kind = thread != null && thread.isWaiting() ? kinds.of(local.value()) : null;
            if (thread != null && kind != null) {
                Object pool = kind.awaited(local, thread, objects);
                if (pool != null) {
                    found(pool, kind).waiters().put(thread.id(), thread);
                }
            }
        }
        for (Local local : seen.locals()) {
            PoolKind kind = kinds.of(local.value());
            add(kind == null ? null : kind.pool(local.value(), objects), kind);
        }
        for (LiveThread thread : seen.threads()) {
            for (PoolKind kind : kinds.all()) {
                add(kind.servedBy(thread, objects), kind);
            }
        }
    }

    private void add(@Nullable Object pool, @Nullable PoolKind kind) {
        if (pool != null && kind != null && inOrder.size() < MOST_POOLS) {
            found(pool, kind);
        } else if (pool != null && !byObject.containsKey(pool)) {
            isCut = true;
        }
    }

    private Found found(Object pool, PoolKind kind) {
        Found known = byObject.get(pool);
        if (known == null) {
            known = new Found(pool, kind.look(pool, seen), new LinkedHashMap<>());
            byObject.put(pool, known);
            inOrder.add(known);
        }
        return known;
    }

    /** Whether there are more than were looked into. */
    boolean isCut() {
        return isCut;
    }

    /** Those that somebody waits for come first. */
    List<Found> all() {
        return inOrder;
    }
}
