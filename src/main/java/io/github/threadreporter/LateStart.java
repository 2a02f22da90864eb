package io.github.threadreporter;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Does something once, after a while, on a daemon thread that is gone then. No lambdas: an application is starting. */
final class LateStart implements Closeable {

    private final ScheduledThreadPoolExecutor executor;

    private LateStart(ScheduledThreadPoolExecutor executor) {
        this.executor = executor;
    }

    /** @param work must not throw */
    static LateStart after(Duration delay, Runnable work) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, new Threads());
        var unused = executor.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
        executor.shutdown(); // after what waits
        return new LateStart(executor);
    }

    /** It does not happen any more, unless it has begun. */
    @Override
    public void close() {
        executor.shutdownNow();
    }

    private record Threads() implements ThreadFactory {
        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(null, work, "thread-reporter-start", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(LateStart.class.getClassLoader());
            return thread;
        }
    }
}
