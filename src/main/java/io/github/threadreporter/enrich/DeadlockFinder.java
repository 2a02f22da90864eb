package io.github.threadreporter.enrich;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.LockWait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cycles of the wait-for graph. A thread waits for at most one lock and a lock has at most one owner, so
 * every thread has at most one way on: following it and remembering where we came by is linear.
 */
final class DeadlockFinder {

    private DeadlockFinder() {}

    /** Cycles ordered by their smallest thread id. */
    static List<Deadlock> find(List<CapturedThread> threads, Map<Long, CapturedThread> byId) {
        Map<Long, Long> visitedIn = new HashMap<>();
        List<Deadlock> cycles = new ArrayList<>();
        for (CapturedThread start : threads) {
            CapturedThread thread = start;
            while (thread != null && !visitedIn.containsKey(thread.id())) {
                visitedIn.put(thread.id(), start.id());
                thread = ownerOf(thread, byId);
            }
            // Back at a thread of this very walk: the rest of the walk from there on is a cycle.
            if (thread != null && visitedIn.getOrDefault(thread.id(), -1L) == start.id()) {
                cycles.add(cycleThrough(thread, byId));
            }
        }
        cycles.sort(Comparator.comparing(cycle -> cycle.threadIds().get(0)));
        return cycles;
    }

    /** Who must move before this thread can, or null. */
    static @Nullable CapturedThread ownerOf(CapturedThread thread, Map<Long, CapturedThread> byId) {
        LockWait wait = thread.waitsFor();
        return wait == null || wait.owner() == null
                ? null
                : byId.get(wait.owner().id());
    }

    private static Deadlock cycleThrough(CapturedThread first, Map<Long, CapturedThread> byId) {
        List<Long> ids = new ArrayList<>();
        CapturedThread thread = first;
        do {
            ids.add(thread.id());
            thread = ownerOf(thread, byId);
        } while (thread != null && thread.id() != first.id());
        Collections.rotate(ids, -ids.indexOf(Collections.min(ids)));
        return Deadlock.ofThreads(ids);
    }
}
