package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.model.Node;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells whether a thread has stood still since it was seen. What a thread holds and waits for cannot change during one
 * wait, so the facts about threads that stood still from the first fact to the last are true together, though they were
 * read one after the other. Of others nothing is said: it would be a deadlock that never was.
 */
final class Steadiness {

    private final ThreadMXBean bean;

    Steadiness(ThreadMXBean bean) {
        this.bean = bean;
    }

    /** How often each platform thread has begun to wait or to be blocked; takes no pause. */
    Map<Long, Long> waitsOfAll() {
        return waits(bean.getAllThreadIds(), 0);
    }

    private Map<Long, Long> waits(long[] ids, int depth) {
        Map<Long, Long> waits = new HashMap<>();
        for (ThreadInfo info : bean.getThreadInfo(ids, depth)) {
            if (info != null) {
                waits.put(info.getThreadId(), waits(info));
            }
        }
        return waits;
    }

    /** How often the thread has begun to wait or to be blocked. */
    static long waits(ThreadInfo info) {
        return info.getBlockedCount() + info.getWaitedCount();
    }

    /** Drops the waits of threads that have moved. */
    void dropMoved(Map<Node, TaskSink.Edge> edges) {
        // States before counts: a thread that has gone on and waits again has counted that, but for an instant.
        edges.values().removeIf(edge -> {
            LiveThread thread = edge.thread();
            return thread != null && isUnderWay(thread);
        });
        dropMoved(edges, edges.keySet(), 0);
        // The instant is between the state and the count. On a busy machine it can last; in a safepoint nobody is in
        // it.
        // States that are told there are no use: JDK 25 tells RUNNABLE of threads that virtual ones block.
        dropMoved(edges, couldBeInACycle(edges), 1);
    }

    /** Those who wait for somebody, and for whom somebody may wait. */
    private static Set<Node> couldBeInACycle(Map<Node, TaskSink.Edge> edges) {
        Set<Node> holders = new HashSet<>();
        edges.values().forEach(edge -> holders.addAll(edge.what().holders()));
        boolean tasksHold = holders.stream().anyMatch(node -> !node.isThread()); // and any thread may run one
        Set<Node> waiters = new HashSet<>();
        edges.forEach((who, edge) -> {
            if (!edge.what().holders().isEmpty() && (tasksHold || holders.contains(who))) {
                waiters.add(who);
            }
        });
        return waiters;
    }

    /** @param depth without frames the JVM does not stop the threads to tell of them */
    private void dropMoved(Map<Node, TaskSink.Edge> edges, Set<Node> which, int depth) {
        Map<Long, LiveThread> moved = new HashMap<>();
        edges.forEach((who, edge) -> {
            LiveThread thread = edge.thread();
            if (thread != null && isCounted(thread) && which.contains(who)) {
                moved.put(thread.id(), thread);
            }
        });
        if (!moved.isEmpty()) {
            Map<Long, Long> now =
                    waits(moved.keySet().stream().mapToLong(Long::longValue).toArray(), depth);
            moved.values().removeIf(thread -> !hasBegunAnother(thread, now));
            moved.keySet().forEach(id -> edges.remove(Node.thread(id)));
        }
    }

    /** Whether the thread has moved since it was seen. */
    boolean hasMoved(LiveThread seen) {
        return isUnderWay(seen) || (isCounted(seen) && hasBegunAnother(seen, waits(new long[] {seen.id()}, 1)));
    }

    private static boolean isCounted(LiveThread seen) {
        return !seen.virtual() && seen.waits() != LiveThread.UNKNOWN;
    }

    private static boolean isUnderWay(LiveThread seen) {
        Thread.State state = seen.thread().getState();
        if (state == Thread.State.RUNNABLE || state == Thread.State.TERMINATED) {
            return true;
        }
        if (isCounted(seen)) {
            return false;
        }
        // Nobody counts their waits: the same blocker is the best there is, and monitors are not told by it.
        Object blocker = LockSupport.getBlocker(seen.thread());
        return blocker != null && blocker != seen.blocker();
    }

    private static boolean hasBegunAnother(LiveThread seen, Map<Long, Long> now) {
        Long waits = now.get(seen.id());
        return waits == null || waits != seen.waits();
    }
}
