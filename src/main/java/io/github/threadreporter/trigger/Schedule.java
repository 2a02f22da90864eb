package io.github.threadreporter.trigger;

import io.github.threadreporter.model.CaptureReason;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Captures again and again. One daemon thread, {@code thread-reporter-schedule}, which sleeps between captures. A capture
 * that takes longer than the period delays the next one; none are made up for. Thread-safe.
 */
public final class Schedule implements Closeable {

    /** The shortest period. */
    public static final Duration LEAST = Duration.ofSeconds(1);

    private static final CaptureReason REASON = new CaptureReason("schedule", "");

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
        check(period);
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, new Threads());
        long nanos = TimeUnit.NANOSECONDS.convert(period);
        var unused = executor.scheduleWithFixedDelay(new Turn(capture), nanos, nanos, TimeUnit.NANOSECONDS);
        return new Schedule(executor);
    }

    /**
     * Whether it is long enough.
     *
     * @throws IllegalArgumentException if the period is shorter than a second
     */
    public static void check(Duration period) {
        if (period.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("threadreporter.schedule: " + period.toMillis()
                    + " ms is less than a second, the shortest time between captures");
        }
    }

    /** Takes no more captures; one that is under way goes on. */
    @Override
    public void close() {
        executor.shutdown();
    }

    /** No lambda: it is made while an application starts. */
    private record Turn(Consumer<CaptureReason> capture) implements Runnable {
        @Override
        public void run() {
            capture.accept(REASON);
        }
    }

    private record Threads() implements ThreadFactory {
        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(null, work, "thread-reporter-schedule", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Schedule.class.getClassLoader());
            return thread;
        }
    }
}
