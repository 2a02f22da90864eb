package io.github.threadreporter.collect;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds the {@code java.util.concurrent} locks that threads hold. The JVM keeps no list of them, but whoever waits for
 * one leads to its owner; a lock that nobody waits for stays unknown, and is nobody's trouble.
 */
final class SynchronizerOwners {

    private SynchronizerOwners() {}

    static List<CapturedThread> attach(List<CapturedThread> threads) {
        Map<Long, Set<LockRef>> held = new LinkedHashMap<>();
        for (CapturedThread thread : threads) {
            LockWait wait = thread.waitsFor();
            if (wait != null && wait.owner() != null && wait.how() == LockWait.How.PARKED) {
                held.computeIfAbsent(wait.owner().id(), id -> new LinkedHashSet<>())
                        .add(wait.lock());
            }
        }
        if (held.isEmpty()) {
            return threads;
        }
        List<CapturedThread> attached = new ArrayList<>(threads.size());
        for (CapturedThread thread : threads) {
            Set<LockRef> locks = held.get(thread.id());
            attached.add(locks == null ? thread : with(thread, locks));
        }
        return attached;
    }

    private static CapturedThread with(CapturedThread thread, Set<LockRef> locks) {
        List<HeldLock> held = new ArrayList<>(thread.held());
        locks.stream()
                .filter(lock -> !thread.holds(lock))
                .forEach(lock -> held.add(new HeldLock(lock, HeldLock.UNKNOWN_DEPTH)));
        return thread.toBuilder().held(held).build();
    }
}
