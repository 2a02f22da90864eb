package io.github.threadreporter.trigger;

import io.github.threadreporter.model.CaptureReason;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Captures again and again. One daemon thread, {@code thread-reporter-schedule}, which sleeps between captures; it wakes up
 * once a minute to see whether the clock was set. Thread-safe.
 */
public final class Schedule implements Closeable {

    /** The shortest period. */
    public static final Duration LEAST = Timing.LEAST;

    private static final long SLICE = TimeUnit.MINUTES.toNanos(1);

    private final ScheduledExecutorService executor;
    private final Pace pace;
    private final Runnable run;
    private final long jitterNanos;
    private final DoubleSupplier random;
    private final Consumer<String> complaints;
    private final Turn turn = new Turn(this);
    private boolean failed;

    private Schedule(
            ScheduledExecutorService executor,
            Pace pace,
            Runnable run,
            long jitterNanos,
            DoubleSupplier random,
            Consumer<String> complaints) {
        this.executor = executor;
        this.pace = pace;
        this.run = run;
        this.jitterNanos = jitterNanos;
        this.random = random;
        this.complaints = complaints;
    }

    /**
     * The first capture comes after the first period.
     *
     * @param period from one capture to the next one; see {@link Timing#every}
     * @param capture what to do; what it throws is complained of once
     * @throws IllegalArgumentException if the period is shorter than a second
     */
    public static Schedule every(Duration period, Consumer<CaptureReason> capture) {
        return start(
                ScheduleOptions.of(Timing.every(period)),
                new Unwatched(capture),
                executor(),
                Clock.systemUTC(),
                SystemNanos.INSTANCE,
                SystemRandom.INSTANCE,
                Silence.INSTANCE);
    }

    /**
     * The first capture comes when it is due for the first time.
     *
     * @param requests what captures
     * @param monitor hears of each run; after a capture the thread then waits up to a minute for what becomes of it
     * @param complaints told, in words, of what went wrong; the first of each kind, at most ten
     */
    public static Schedule start(
            ScheduleOptions options, CaptureRequests requests, RunMonitor monitor, Consumer<String> complaints) {
        Clock clock = Clock.systemUTC();
        return start(
                options,
                new ScheduledRun(
                        options, requests, monitor, complaints, clock, SystemNanos.INSTANCE, SystemRandom.INSTANCE),
                executor(),
                clock,
                SystemNanos.INSTANCE,
                SystemRandom.INSTANCE,
                complaints);
    }

    static Schedule start(
            ScheduleOptions options,
            Runnable run,
            ScheduledExecutorService executor,
            Clock clock,
            LongSupplier nanoTime,
            DoubleSupplier random,
            Consumer<String> complaints) {
        Schedule schedule = new Schedule(
                executor,
                Pace.of(options.timing(), clock, nanoTime),
                run,
                TimeUnit.NANOSECONDS.convert(options.jitter()),
                random,
                complaints);
        schedule.advance();
        schedule.sleep();
        return schedule;
    }

    /**
     * Whether it is long enough.
     *
     * @throws IllegalArgumentException if the period is shorter than a second
     */
    public static void check(Duration period) {
        var unused = Timing.every(period);
    }

    private void turn() {
        try {
            if (pace.remaining() <= 0) {
                runOnce();
            }
        } catch (RuntimeException | Error e) { // an OutOfMemoryError may pass
            if (!failed) {
                failed = true;
                complaints.accept("a scheduled capture failed: " + e);
            }
        } finally {
            sleep();
        }
    }

    private void runOnce() {
        try {
            run.run();
        } finally {
            advance();
        }
    }

    private void advance() {
        pace.advance((long) (random.getAsDouble() * jitterNanos));
    }

    private void sleep() {
        var unused = executor.schedule(turn, Math.min(Math.max(pace.remaining(), 0), SLICE), TimeUnit.NANOSECONDS);
    }

    /** Takes no more captures; one that is under way goes on, and is no longer waited for. */
    @Override
    public void close() {
        if (run instanceof ScheduledRun watched) {
            watched.stopWaiting();
        }
        executor.shutdown();
    }

    private static ScheduledExecutorService executor() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, new Threads());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRejectedExecutionHandler(new DiscardPolicy()); // closed while it captured
        return executor;
    }

    /** No lambdas: they are made while an application starts. */
    private record Turn(Schedule schedule) implements Runnable {
        @Override
        public void run() {
            schedule.turn();
        }
    }

    private record Unwatched(Consumer<CaptureReason> capture) implements Runnable {
        @Override
        public void run() {
            capture.accept(ScheduledRun.REASON);
        }
    }

    private enum Silence implements Consumer<String> {
        INSTANCE;

        @Override
        public void accept(String complaint) {}
    }

    private enum SystemNanos implements LongSupplier {
        INSTANCE;

        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    private enum SystemRandom implements DoubleSupplier {
        INSTANCE;

        @Override
        public double getAsDouble() {
            return ThreadLocalRandom.current().nextDouble();
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
