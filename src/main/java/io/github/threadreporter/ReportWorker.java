package io.github.threadreporter;

import io.sentry.ILogger;
import io.sentry.SentryLevel;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything after collecting happens on this one daemon thread, which is there only while there is work. A capture
 * reserves its place before it pauses the JVM: one that could not be sent is not taken.
 */
final class ReportWorker {

    private static final String THREAD = "thread-reporter-worker";
    private static final String CLOSED = "the reporter was closed";
    private static final long KEEP_ALIVE_SECONDS = 5;
    private static final long IDLE_CHECK_NANOS = 10_000_000;

    private final Semaphore places;
    private final int pendingCaptures;
    private final LongSupplier nanoTime;
    private final Supplier<ILogger> logger;
    private final ThreadPoolExecutor executor;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger unfinished = new AtomicInteger();

    ReportWorker(int pendingCaptures, LongSupplier nanoTime, Supplier<ILogger> logger) {
        this.pendingCaptures = pendingCaptures;
        this.places = new Semaphore(pendingCaptures);
        this.nanoTime = nanoTime;
        this.logger = logger;
        this.executor = new ThreadPoolExecutor(
                1, 1, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ReportWorker::thread);
        executor.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, THREAD, 0, false); // inherits no thread-locals of whoever calls first
        thread.setDaemon(true);
        thread.setContextClassLoader(ReportWorker.class.getClassLoader());
        return thread;
    }

    /** Takes a place for a capture, or says why there is none. */
    @Nullable
    String reserve() {
        if (Thread.currentThread().getName().equals(THREAD)) {
            return "asked for from within a capture"; // by a beforeSend callback: it would go on for ever
        }
        if (closed.get()) {
            return "the reporter is closed";
        }
        return places.tryAcquire() ? null : pendingCaptures + " captures are pending (pendingCaptures)";
    }

    void cancelReservation() {
        places.release();
    }

    /**
     * Runs the rest of a capture that has a place.
     *
     * @param after runs when all is known that the report will tell, whatever became of the rest
     */
    void run(LiveReport report, Runnable rest, Runnable after) {
        unfinished.incrementAndGet();
        Work work = new Work(report, rest, after);
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            work.abandon(CLOSED);
        } catch (Error e) { // no memory, or no thread, is left: it may be queued all the same
            work.abandon("no thread could be had for it: " + e);
        }
    }

    /** The rest of one capture. */
    private final class Work implements Runnable {
        private final LiveReport report;
        private final Runnable rest;
        private final Runnable after;
        private final AtomicBoolean begun = new AtomicBoolean();

        Work(LiveReport report, Runnable rest, Runnable after) {
            this.report = report;
            this.rest = rest;
            this.after = after;
        }

        @Override
        public void run() {
            if (!begun.compareAndSet(false, true)) {
                return;
            }
            long start = nanoTime.getAsLong();
            try {
                rest.run();
            } catch (RuntimeException | Error e) {
                report.deliveries().lostRest(1, "the capture could not be processed: " + e);
                logger.get().log(SentryLevel.ERROR, "A thread capture could not be processed.", e);
            } finally {
                finish(start);
            }
        }

        void abandon(String why) {
            if (begun.compareAndSet(false, true)) {
                report.deliveries().lostRest(1, why);
                finish(nanoTime.getAsLong());
            }
        }

        private void finish(long start) {
            try {
                after.run();
            } finally {
                // The place first: whoever has waited for the report may capture again at once.
                places.release();
                unfinished.decrementAndGet();
                report.finish(Duration.ofNanos(nanoTime.getAsLong() - start));
            }
        }
    }

    /**
     * Stops within {@code atMost} and a little.
     *
     * @param closeSender ends the sending of captures in flight within the time it is given
     * @return how many captures had to be given up
     */
    int close(Duration atMost, Consumer<Duration> closeSender) {
        if (!closed.compareAndSet(false, true)) {
            return 0;
        }
        long deadline = nanoTime.getAsLong() + atMost.toNanos();
        executor.shutdown();
        boolean finished = awaitUntil(deadline);
        int lost = finished ? 0 : unfinished.get();
        closeSender.accept(Duration.ZERO);
        if (!finished) {
            logger.get().log(SentryLevel.WARNING, "Closed with %d thread captures not wholly sent.", lost);
            for (Runnable waiting : executor.shutdownNow()) {
                ((Work) waiting).abandon(CLOSED);
            }
        }
        return lost;
    }

    /** Waits until nothing is left to do, at most so long. Whether it is so. */
    boolean awaitIdle(Duration atMost) {
        long deadline = nanoTime.getAsLong() + atMost.toNanos();
        while (unfinished.get() > 0
                && nanoTime.getAsLong() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(IDLE_CHECK_NANOS);
        }
        return unfinished.get() == 0;
    }

    private boolean awaitUntil(long deadline) {
        try {
            return executor.awaitTermination(deadline - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return executor.isTerminated();
        }
    }
}
