package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What parked threads wait for, beyond locks that one thread holds at a time: for these the JVM itself tells. Comes
 * first, so that whoever knows more than the class of the blocker tells it afterwards.
 */
final class Parking implements TaskCollector {

    private static final String PACKAGE = "java.util.concurrent.";
    private static final int MOST_WAIT_FRAMES = 4;
    private static final Set<String> MEETING_POINTS = Set.of(
            "LinkedBlockingQueue",
            "LinkedBlockingDeque",
            "ArrayBlockingQueue",
            "PriorityBlockingQueue",
            "DelayQueue",
            "LinkedTransferQueue",
            "SynchronousQueue",
            "ScheduledThreadPoolExecutor$DelayedWorkQueue",
            "CyclicBarrier");
    private static final Set<String> READ_LOCKING = Set.of("lock", "lockInterruptibly", "tryLock");
    private static final Set<String> WAITING = Set.of(
            "take",
            "takeFirst",
            "takeLast",
            "poll",
            "pollFirst",
            "pollLast",
            "put",
            "putFirst",
            "putLast",
            "offer",
            "offerFirst",
            "offerLast",
            "transfer",
            "tryTransfer",
            "dowait");

    @Override
    public boolean wants(String className, String method) {
        if (!className.startsWith(PACKAGE)) {
            return false;
        }
        String name = className.substring(PACKAGE.length());
        return (WAITING.contains(method) && MEETING_POINTS.contains(name))
                || (READ_LOCKING.contains(method) && name.equals(ReadWriteLocks.READ_LOCK));
    }

    @Override
    public void collect(LiveState seen, TaskSink into) {
        Map<Long, Local> meetingPoints = new HashMap<>();
        Map<Long, Object> readLocks = new HashMap<>();
        for (Local local : seen.locals()) {
            String type = local.declaringClass().getName();
            if (local.slot() == 0 && wants(type, local.method())) {
                if (type.equals(PACKAGE + ReadWriteLocks.READ_LOCK)) {
                    readLocks.putIfAbsent(local.threadId(), local.value());
                } else {
                    meetingPoints.putIfAbsent(local.threadId(), local);
                }
            }
        }
        Synchronizers synchronizers = new Synchronizers(seen, into);
        List<LiveThread> readersAndWriters = new ArrayList<>();
        for (LiveThread thread : seen.threads()) {
            if (thread.blocker() == null || !isParked(thread)) {
                continue;
            }
            if (seen.objects().isA(thread.blocker(), ReadWriteLocks.SYNC)) {
                readersAndWriters.add(thread);
                continue;
            }
            Local at = meetingPoints.get(thread.id());
            ResourceDraft resource =
                    at == null ? synchronizers.of(thread.blocker()) : synchronizers.at(at.value(), at.method());
            if (resource != null) {
                into.waits(thread, resource);
            }
        }
        new ReadWriteLocks(seen, into).waits(readersAndWriters, readLocks);
    }

    /** Not at a monitor, of which the JVM tells all there is. */
    private static boolean isParked(LiveThread thread) {
        if (!thread.isWaiting() || thread.state() == Thread.State.BLOCKED) {
            return false;
        }
        return thread.stack().stream()
                .limit(MOST_WAIT_FRAMES)
                .noneMatch(frame -> frame.getClassName().equals("java.lang.Object")
                        && frame.getMethodName().startsWith("wait"));
    }

    /** The kind of a resource where things are handed over. */
    static Resource.Kind kindOf(Object meetingPoint, LiveObjects objects) {
        return objects.isA(meetingPoint, PACKAGE + "CyclicBarrier") ? Resource.Kind.LATCH : Resource.Kind.QUEUE;
    }
}
