package io.github.threadreporter.enrich;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.LockWait;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names the thread that a capture is about, by these rules: the head of the first deadlock; else the thread that most
 * others wait for, directly or through each other, if they are at least {@value #LEAST_WAITERS}; else none. One thread
 * waiting for a moment is what locks are for, and no news.
 */
final class CulpritFinder {

    static final int LEAST_WAITERS = 2;

    /** Whom, and in which words. */
    record Verdict(@Nullable Long culpritId, Headline headline) {}

    private CulpritFinder() {}

    static Verdict find(List<CapturedThread> threads, Map<Long, CapturedThread> byId, List<Deadlock> deadlocks) {
        if (!deadlocks.isEmpty()) {
            CapturedThread head = byId.get(deadlocks.get(0).threadIds().get(0));
            if (head != null && head.waitsFor() != null) {
                return new Verdict(head.id(), deadlock(head, head.waitsFor(), deadlocks.get(0)));
            }
        }
        Map<Long, Integer> waiters = waiters(threads, byId);
        CapturedThread worst = null;
        for (CapturedThread thread : threads) { // by id, so that ties are settled the same way each time
            int count = waiters.getOrDefault(thread.id(), 0);
            if (count >= LEAST_WAITERS && (worst == null || count > waiters.getOrDefault(worst.id(), 0))) {
                worst = thread;
            }
        }
        return worst == null
                ? new Verdict(null, nothing(threads))
                : new Verdict(worst.id(), held(worst, waiters.getOrDefault(worst.id(), 0), threads));
    }

    /** For each thread at the end of a chain, how many wait behind it. */
    private static Map<Long, Integer> waiters(List<CapturedThread> threads, Map<Long, CapturedThread> byId) {
        Map<Long, Long> ends = new HashMap<>();
        Map<Long, Integer> waiters = new HashMap<>();
        for (CapturedThread thread : threads) {
            long end = endOf(thread, byId, ends);
            if (end != thread.id()) {
                waiters.merge(end, 1, Integer::sum);
            }
        }
        return waiters;
    }

    /** The thread at the end of the chain; remembers it for all on the way, so that all chains together are linear. */
    private static long endOf(CapturedThread start, Map<Long, CapturedThread> byId, Map<Long, Long> ends) {
        Set<Long> way = new HashSet<>();
        CapturedThread thread = start;
        Long end = null;
        while (end == null) {
            way.add(thread.id());
            CapturedThread next = DeadlockFinder.ownerOf(thread, byId);
            if (next == null || way.contains(next.id())) {
                end = thread.id();
            } else {
                end = ends.get(next.id());
                thread = next;
            }
        }
        for (Long id : way) {
            ends.put(id, end);
        }
        return end;
    }

    private static Headline deadlock(CapturedThread head, LockWait wait, Deadlock cycle) {
        LockWait.Owner owner = wait.owner();
        return Headline.of(
                "Deadlock of %s threads: %s waits for %s held by %s",
                cycle.threadIds().size(), head.displayName(), wait.lock().text(), owner == null ? "" : owner.name());
    }

    private static Headline held(CapturedThread culprit, int waiters, List<CapturedThread> threads) {
        Frame frame = culprit.stack().interesting();
        return Headline.of(
                "%s threads wait for %s held by %s at %s",
                waiters,
                lockHeldBy(culprit, threads),
                culprit.displayName(),
                frame == null ? "an unknown place" : frame.shortText());
    }

    /** The lock that most threads want of the culprit. */
    private static String lockHeldBy(CapturedThread culprit, List<CapturedThread> threads) {
        Map<String, Integer> wanted = new HashMap<>();
        String most = "a lock";
        for (CapturedThread thread : threads) {
            LockWait wait = thread.waitsFor();
            if (wait != null && wait.owner() != null && wait.owner().id() == culprit.id()) {
                String lock = wait.lock().text();
                wanted.merge(lock, 1, Integer::sum);
                if (wanted.getOrDefault(lock, 0) > wanted.getOrDefault(most, 0)) {
                    most = lock;
                }
            }
        }
        return most;
    }

    private static Headline nothing(List<CapturedThread> threads) {
        long blocked = threads.stream()
                .filter(thread -> thread.state() == Thread.State.BLOCKED)
                .count();
        long running = threads.stream()
                .filter(thread -> thread.state() == Thread.State.RUNNABLE)
                .count();
        return Headline.of(
                "No thread stands out: %s threads, %s of them running and %s blocked",
                threads.size(), running, blocked);
    }
}
