package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.model.Node;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
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
        return waits(bean.getAllThreadIds());
    }

    private Map<Long, Long> waits(long[] ids) {
        Map<Long, Long> waits = new HashMap<>();
        for (ThreadInfo info : bean.getThreadInfo(ids, 0)) {
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
        long[] ids = edges.values().stream()
                .map(TaskSink.Edge::thread)
                .filter(thread -> thread != null && !thread.virtual())
                .mapToLong(LiveThread::id)
                .toArray();
        Map<Long, Long> now = ids.length == 0 ? Map.of() : waits(ids);
        edges.values().removeIf(edge -> edge.thread() != null && hasMoved(edge.thread(), now));
    }

    /** Whether the thread has moved since it was seen. */
    boolean hasMoved(LiveThread seen) {
        return hasMoved(seen, seen.virtual() ? Map.of() : waits(new long[] {seen.id()}));
    }

    private static boolean hasMoved(LiveThread seen, Map<Long, Long> now) {
        Thread.State state = seen.thread().getState();
        if (state == Thread.State.RUNNABLE || state == Thread.State.TERMINATED) {
            return true;
        }
        if (seen.virtual() || seen.waits() == LiveThread.UNKNOWN) {
            // Nobody counts their waits: the same blocker is the best there is, and monitors are not told by it.
            Object blocker = LockSupport.getBlocker(seen.thread());
            return blocker != null && blocker != seen.blocker();
        }
        Long waits = now.get(seen.id());
        return waits == null || waits != seen.waits();
    }
}
