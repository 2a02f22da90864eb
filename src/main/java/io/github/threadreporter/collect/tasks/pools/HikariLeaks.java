package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * With leak detection on, HikariCP notes who borrowed each connection, and where. All these notes wait in a queue, until
 * their time has come and they are written to the log; then the connections themselves lead to them.
 */
final class HikariLeaks {

    private static final String PACKAGE = "com.zaxxer.hikari.";

    /** The state of a {@code FutureTask} that has not been run or cancelled. */
    private static final int NEW = 0;

    private final LiveState seen;
    private final LiveObjects objects;

    HikariLeaks(LiveState seen) {
        this.seen = seen;
        this.objects = seen.objects();
    }

    /** Reads the notes that wait in the queue of a pool. */
    void read(Object pool, LivePool into) {
        if (thresholdMillis(pool) <= 0) {
            return;
        }
        for (Object job : HikariThreads.jobs(objects.get(pool, "houseKeepingExecutorService"), objects)) {
            Object leak = objects.get(job, "callable", "task");
            if (leak != null
                    && objects.isA(leak, PACKAGE + "pool.ProxyLeakTask")
                    && objects.number(job, "state") == NEW) {
                LivePool.Note note = note(leak, pool);
                if (note != null) {
                    into.note(note);
                }
            }
        }
    }

    /** What a note says; null where the thread of that name is not known, or there are two. */
    LivePool.@Nullable Note note(Object leak, @Nullable Object pool) {
        LiveThread borrower = objects.get(leak, "threadName") instanceof String name ? named(name) : null;
        return borrower == null ? null : new LivePool.Note(leak, borrower, stack(leak), held(leak, pool));
    }

    private @Nullable LiveThread named(String name) {
        LiveThread found = null;
        for (LiveThread thread : seen.threads()) {
            if (thread.thread().getName().equals(name)) {
                if (found != null) {
                    return null;
                }
                found = thread;
            }
        }
        return found;
    }

    /** From where the connection was asked for. */
    private List<StackTraceElement> stack(Object leak) {
        // Of this very class, so that it is the JDK's own method that is called.
        if (objects.get(leak, "exception") instanceof Exception note && note.getClass() == Exception.class) {
            return Arrays.stream(note.getStackTrace())
                    .dropWhile(frame -> frame.getClassName().startsWith(PACKAGE))
                    .toList();
        }
        return List.of();
    }

    private @Nullable Duration held(Object leak, @Nullable Object pool) {
        long due = objects.number(objects.get(leak, "scheduledFuture"), "time");
        long threshold = thresholdMillis(pool);
        return due == -1 || threshold <= 0
                ? null
                : new HikariClock(System.nanoTime(), 1).since(due - TimeUnit.MILLISECONDS.toNanos(threshold));
    }

    private long thresholdMillis(@Nullable Object pool) {
        return objects.number(objects.get(pool, "leakTaskFactory"), "leakDetectionThreshold");
    }
}
