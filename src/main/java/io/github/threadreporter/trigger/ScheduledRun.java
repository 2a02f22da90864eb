package io.github.threadreporter.trigger;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One run of a schedule: whether it captures, and who hears of it. Throws nothing but what is fatal. */
final class ScheduledRun implements Runnable {

    static final CaptureReason REASON = new CaptureReason("schedule", "");

    private static final long WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration WAIT_SLICE = Duration.ofMillis(500);
    private static final int COMPLAINTS = 10;

    private final ScheduleOptions options;
    private final CaptureRequests requests;
    private final RunMonitor monitor;
    private final Consumer<String> complaints;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;
    private final Set<String> complained = new HashSet<>();
    private volatile boolean closing;

    ScheduledRun(
            ScheduleOptions options,
            CaptureRequests requests,
            RunMonitor monitor,
            Consumer<String> complaints,
            Clock clock,
            LongSupplier nanoTime,
            DoubleSupplier random) {
        this.options = options;
        this.requests = requests;
        this.monitor = monitor;
        this.complaints = complaints;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    @Override
    public void run() {
        try {
            if (options.quiet().contains(clock.instant()) || random.getAsDouble() * 100 >= options.samplePercent()) {
                monitor.skipped();
            } else {
                capture();
            }
        } catch (RuntimeException | LinkageError e) {
            complain(e);
        }
    }

    private void capture() {
        long start = nanoTime.getAsLong();
        String run = begin();
        boolean ok = false;
        try {
            CaptureReport report = requests.request(REASON);
            ok = monitor == RunMonitor.NONE || isOk(report);
        } finally {
            if (run != null) {
                monitor.end(run, ok, Duration.ofNanos(nanoTime.getAsLong() - start));
            }
        }
    }

    /** A monitor that fails is no reason to capture nothing. */
    private @Nullable String begin() {
        try {
            return monitor.begin();
        } catch (RuntimeException | LinkageError e) {
            complain(e);
            return null;
        }
    }

    private boolean isOk(CaptureReport report) {
        long start = nanoTime.getAsLong();
        while (!report.isDone() && !closing && nanoTime.getAsLong() - start < WAIT_NANOS) {
            report.await(WAIT_SLICE);
            if (Thread.currentThread().isInterrupted()) {
                return true; // closed: nobody waits for the end, and it is not known to be bad
            }
        }
        return Outcome.arrived(report) || (closing && !report.isDone());
    }

    void stopWaiting() {
        closing = true;
    }

    private void complain(Throwable problem) {
        if (complained.size() < COMPLAINTS && complained.add(problem.getClass().getName())) {
            complaints.accept("a scheduled capture failed: " + problem);
        }
    }
}
