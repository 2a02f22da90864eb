package io.github.threadreporter.trigger.condition;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * What an executor has before it, over time: it is exhausted as long as all its workers are busy and its queue does not
 * get shorter than it was, and in the end it has completed nothing or the queue is longer. Not thread-safe.
 */
final class Backlog {

    /**
     * An executor at one moment.
     *
     * @param workers how many threads it has
     * @param busy how many of them run something
     * @param queued how much waits
     * @param completed how much was done since it was made
     */
    record Load(int workers, int busy, int queued, long completed) {

        /** Null where nothing is to be told. */
        static @Nullable Load of(ThreadPoolExecutor executor) {
            BlockingQueue<Runnable> queue = executor.getQueue();
            // In an executor that is shut down, the lock that the counts need may be held by its terminated().
            if (executor.isShutdown() || executor instanceof ScheduledThreadPoolExecutor || !isKnown(queue)) {
                return null;
            }
            int queued = queue.size();
            return queued == 0
                    ? new Load(0, 0, 0, 0) // the counts take a lock, and nobody wants them
                    : new Load(
                            executor.getPoolSize(),
                            executor.getActiveCount(),
                            queued,
                            executor.getCompletedTaskCount());
        }

        private static boolean isKnown(BlockingQueue<Runnable> queue) {
            Class<?> type = queue.getClass();
            return type == LinkedBlockingQueue.class
                    || type == LinkedBlockingDeque.class
                    || type == LinkedTransferQueue.class
                    || type == ArrayBlockingQueue.class
                    || type == SynchronousQueue.class;
        }

        private boolean isBusy() {
            return queued > 0 && workers > 0 && busy >= workers;
        }
    }

    private @Nullable Load first;
    private long since;

    /** For how long it has been exhausted; zero where it is not. */
    Duration exhausted(@Nullable Load now, long nanos) {
        if (now == null || !now.isBusy()) {
            first = null;
            return Duration.ZERO;
        }
        if (first == null || now.queued() < first.queued()) {
            first = now;
            since = nanos;
        }
        boolean worse = now.completed() == first.completed() || now.queued() > first.queued();
        return worse ? Duration.ofNanos(nanos - since) : Duration.ZERO;
    }
}
