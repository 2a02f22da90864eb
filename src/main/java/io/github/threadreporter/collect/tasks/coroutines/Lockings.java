package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.tasks.ResourceDraft;
import io.github.threadreporter.collect.tasks.TaskSink;
import io.github.threadreporter.model.Resource;
import java.util.Collection;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Mutexes and semaphores of coroutines. Who waits knows only the part of the queue that it stands in, so they are found the
 * other way round. Not thread-safe.
 */
final class Lockings {

    private static final int MOST_SEGMENTS = 4_096;

    private final Reading reading;
    private final LiveState seen;
    private final Found found;
    private final TaskSink into;
    private final IdentityHashMap<Object, Object> bySegment = new IdentityHashMap<>();

    Lockings(Reading reading, LiveState seen, Found found, TaskSink into) {
        this.reading = reading;
        this.seen = seen;
        this.found = found;
        this.into = into;
    }

    void read(Collection<Object> locks) {
        for (Object lock : locks) {
            Object segment = reading.atomic(lock, "head");
            for (int left = MOST_SEGMENTS; segment != null && left > 0; left--) {
                if (bySegment.putIfAbsent(segment, lock) != null) {
                    break;
                }
                segment = reading.atomic(segment, "_next");
            }
        }
    }

    /** Whether that is what the coroutine waits for. */
    void waits(Coroutine coroutine, @Nullable Object state) {
        Object lock = state == null ? null : bySegment.get(state);
        if (lock == null) {
            if (reading.is(state, "kotlinx.coroutines.sync.SemaphoreSegment")) {
                coroutine.draft.fact("waits for", "a mutex or a semaphore that no variable leads to");
            }
        } else if (reading.kind(lock) == Kind.MUTEX) {
            into.waits(coroutine.draft, mutex(lock), coroutine.timed);
        } else {
            into.waits(
                    coroutine.draft,
                    into.resource(lock, Resource.Kind.SEMAPHORE)
                            .unknown("a semaphore does not know who took its permits")
                            .fact("permits", String.valueOf(reading.get(lock, "permits"))),
                    coroutine.timed);
        }
    }

    private ResourceDraft mutex(Object mutex) {
        ResourceDraft draft = into.resource(mutex, Resource.Kind.LOCK);
        Object owner = reading.atomic(mutex, "owner");
        Coroutine coroutine = found.of(owner);
        LiveThread thread = owner instanceof Thread holder ? seen.of(holder) : null;
        if (coroutine != null) {
            draft.holder(coroutine.draft, "");
        } else if (thread != null) {
            draft.holder(thread, "");
        } else {
            draft.unknown("a mutex does not know which coroutine locked it");
            if (owner instanceof String text) {
                draft.fact("owner", text);
            } else if (owner != null && !reading.is(owner, "kotlinx.coroutines.internal.Symbol")) {
                draft.fact("owner", owner.getClass().getName());
            }
        }
        return draft;
    }
}
