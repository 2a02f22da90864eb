package io.github.threadreporter.trigger.remote;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Two threads for callers, some callers who wait for them, and nobody for long: a thread that talks to a slow caller is
 * interrupted in time, which closes the connection. The JDK's server has a limit of its own for that, but for all
 * servers of the process alike. Its threads end when there is nothing to do. Thread-safe.
 */
final class TimedPool implements Executor, Closeable {

    static final int THREADS = 2;
    static final int WAITING = 8;

    private static final long KEEP_SECONDS = 5;

    /** Of a thread, while it serves a caller. */
    private static final ThreadLocal<@Nullable Talk> TALKS = new ThreadLocal<>();

    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor guard;
    private final long patienceNanos;

    /** @param patience how long a caller may take to tell what it wants, and again to hear the answer */
    TimedPool(Duration patience, ThreadFactory threads) {
        patienceNanos = patience.toNanos();
        pool = new ThreadPoolExecutor(
                THREADS, THREADS, KEEP_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), threads);
        pool.allowCoreThreadTimeOut(true);
        guard = new ScheduledThreadPoolExecutor(1, threads, new ThreadPoolExecutor.DiscardPolicy());
        guard.setKeepAliveTime(KEEP_SECONDS, TimeUnit.SECONDS);
        guard.allowCoreThreadTimeOut(true);
        guard.setRemoveOnCancelPolicy(true);
        guard.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** @throws java.util.concurrent.RejectedExecutionException if too many wait already; the server hangs up on it then */
    @Override
    public void execute(Runnable exchange) {
        pool.execute(() -> {
            Talk talk = new Talk(Thread.currentThread());
            TALKS.set(talk);
            talk.arm();
            try {
                exchange.run();
            } finally {
                talk.disarm();
                TALKS.remove();
                var unused = Thread.interrupted(); // the next caller is another one
            }
        });
    }

    /** From now on the thread is not interrupted; false where it has been, and the caller is gone. */
    boolean disarm() {
        Talk talk = TALKS.get();
        return talk != null && talk.disarm();
    }

    /** From now on it is interrupted again, when the patience is over. */
    void arm() {
        Talk talk = TALKS.get();
        if (talk != null) {
            talk.arm();
        }
    }

    /** Takes no more callers, and interrupts none; it is for the server to hang up on those who are being talked to. */
    @Override
    public void close() {
        guard.shutdown();
        pool.shutdown();
    }

    private final class Talk {
        private final Thread thread;
        private @Nullable Future<?> end;
        private boolean over;

        Talk(Thread thread) {
            this.thread = thread;
        }

        synchronized void arm() {
            end = guard.isShutdown() ? null : guard.schedule(this::end, patienceNanos, TimeUnit.NANOSECONDS);
        }

        synchronized boolean disarm() {
            if (end != null) {
                end.cancel(false);
                end = null;
            }
            return !over;
        }

        private synchronized void end() {
            if (end != null) {
                over = true;
                thread.interrupt();
            }
        }
    }
}
