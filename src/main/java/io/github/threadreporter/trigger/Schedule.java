package io.github.threadreporter.trigger;

import io.github.threadreporter.model.CaptureReason;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Captures again and again. One daemon thread, {@code thread-reporter-schedule}, which sleeps between captures. A capture
 * that takes longer than the period delays the next one; none are made up for. Thread-safe.
 */
public final class Schedule implements Closeable {

    private static final CaptureReason REASON = new CaptureReason("schedule", "");
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final ScheduledThreadPoolExecutor executor;

    private Schedule(ScheduledThreadPoolExecutor executor) {
        this.executor = executor;
    }

    /**
     * The first capture comes after the first period.
     *
     * @param period from the end of one capture to the next one
     * @param capture what to do; must not throw, or it is not called again
     * @throws IllegalArgumentException if the period is shorter than a second
     */
    public static Schedule every(Duration period, Consumer<CaptureReason> capture) {
        if (period.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("schedule: " + period + " is shorter than " + LEAST);
        }
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, Schedule::thread);
        var unused = executor.scheduleWithFixedDelay(
                () -> capture.accept(REASON), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return new Schedule(executor);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "thread-reporter-schedule", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Schedule.class.getClassLoader());
        return thread;
    }

    /** Takes no more captures; one that is under way goes on. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
