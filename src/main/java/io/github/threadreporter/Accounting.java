package io.github.threadreporter;

import io.github.threadreporter.incident.Budget;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.send.Loss;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds up what captures cost, and tells whoever wants to know. Thread-safe. */
final class Accounting {

    private static final int KINDS = 64;

    private final ReporterMetrics metrics;
    private final Budget budget;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final AtomicLong captures = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Map<String, Long> withheld = new ConcurrentHashMap<>();
    private volatile @Nullable Instant lastCapture;
    private final AtomicBoolean off = new AtomicBoolean();

    Accounting(ReporterMetrics metrics, Budget budget) {
        this.metrics = metrics;
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    /** The threads have been looked at. */
    void looked(LiveReport report) {
        captures.incrementAndGet();
        lastCapture = report.takenAt();
        budget.spend(report.times().collect(), 0); // the pauses are a part of it
        tell(() -> metrics.captured(report.reason().kind(), report.times(), report.threads()));
    }

    /** Does the rest of a capture, and adds up what that costs. */
    void process(LiveReport report, Runnable rest) {
        long before = cpu();
        try {
            rest.run();
        } finally {
            budget.spend(Duration.ofNanos(Math.max(0, cpu() - before)), report.bytes());
        }
    }

    /** Everything is known that became of a capture. */
    void finished(LiveReport report) {
        int arrived = report.delivered();
        int failed = Stream.concat(report.losses().stream(), report.unconfirmed().stream())
                .mapToInt(Loss::count)
                .sum();
        long cut = report.cuts().stream().mapToLong(Cut::count).sum();
        delivered.addAndGet(arrived);
        lost.addAndGet(failed);
        tell(() -> {
            if (arrived > 0) {
                metrics.delivered(arrived);
            }
            if (failed > 0) {
                metrics.lost(failed);
            }
            if (cut > 0) {
                metrics.cut(cut);
            }
        });
    }

    /** The kinds of triggers are few; those of an application's own may be many, and count as one. */
    void withheld(String kind) {
        withheld.merge(withheld.size() < KINDS || withheld.containsKey(kind) ? kind : "others", 1L, Long::sum);
        tell(() -> metrics.withheld(kind));
    }

    /** Whether that has changed since it was asked last: said once. */
    boolean turned(boolean isOff) {
        if (!off.compareAndSet(!isOff, isOff)) {
            return false;
        }
        tell(isOff ? metrics::switchedOff : metrics::switchedOn);
        return true;
    }

    Optional<Instant> lastCapture() {
        return Optional.ofNullable(lastCapture);
    }

    long captures() {
        return captures.get();
    }

    long delivered() {
        return delivered.get();
    }

    long lost() {
        return lost.get();
    }

    Map<String, Long> withheld() {
        return Map.copyOf(withheld);
    }

    private long cpu() {
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
    }

    /** The metrics are the application's code. */
    private static void tell(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException | LinkageError e) {
            return; // as their documentation says
        }
    }
}
