package io.github.threadreporter.metrics;

import io.github.threadreporter.ReporterMetrics;
import io.github.threadreporter.model.CaptureTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells Micrometer:
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><td>{@code threadreporter.captures}</td><td>counter</td><td>looks at the JVM, tag {@code reason}</td></tr>
 * <tr><td>{@code threadreporter.pause}</td><td>timer</td><td>how long each kept all threads still</td></tr>
 * <tr><td>{@code threadreporter.collect}</td><td>timer</td><td>how long each held the thread that captures</td></tr>
 * <tr><td>{@code threadreporter.events}</td><td>counter</td><td>events, tag {@code outcome}: {@code delivered}, {@code
 * lost}</td></tr>
 * <tr><td>{@code threadreporter.cuts}</td><td>counter</td><td>what limits left out of captures</td></tr>
 * <tr><td>{@code threadreporter.withheld}</td><td>counter</td><td>captures that limits forbade, tag {@code
 * reason}</td></tr>
 * <tr><td>{@code threadreporter.switched.off}</td><td>gauge</td><td>1 while captures cost more than their budget, else
 * 0</td></tr>
 * </table>
 *
 * <p>A {@code reason} is one of {@link ReasonTags the kinds that there are}, or {@code other}: an application's own
 * reasons cannot make any number of series. Every meter is registered at once, with zero, so that alerts see the first
 * increase, and nothing waits for a lock of the registry while threads are captured. What to alert on: {@link
 * ReporterMetrics}.
 *
 * <p>Thread-safe.
 */
public final class MicrometerMetrics implements ReporterMetrics {

    private static final String PREFIX = "threadreporter.";

    private final ReasonTags captures;
    private final ReasonTags withheld;
    private final Timer pause;
    private final Timer collect;
    private final Counter delivered;
    private final Counter lost;
    private final Counter cuts;
    private final AtomicInteger off = new AtomicInteger();

    /** Registers all meters. */
    public MicrometerMetrics(MeterRegistry registry) {
        captures = new ReasonTags(registry, PREFIX + "captures", "Looks at the threads of this JVM");
        withheld = new ReasonTags(registry, PREFIX + "withheld", "Captures that limits of events or of cost forbade");
        pause = Timer.builder(PREFIX + "pause")
                .description("How long a capture kept all threads still")
                .register(registry);
        collect = Timer.builder(PREFIX + "collect")
                .description("How long a capture held the thread that took it")
                .register(registry);
        delivered = events(registry, "delivered");
        lost = events(registry, "lost");
        cuts = Counter.builder(PREFIX + "cuts")
                .description("What limits left out of captures")
                .register(registry);
        // A registry keeps the first gauge of a name, which would go on to tell of a reporter that is closed.
        registry.find(PREFIX + "switched.off").gauges().forEach(registry::remove);
        Gauge.builder(PREFIX + "switched.off", off, AtomicInteger::get)
                .description("1 while nothing is captured because captures cost more than their budget")
                .strongReference(true)
                .register(registry);
    }

    private static Counter events(MeterRegistry registry, String outcome) {
        return Counter.builder(PREFIX + "events")
                .description("Events for Sentry")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void captured(String kind, CaptureTimes times, int threads) {
        captures.of(kind).increment();
        pause.record(times.pause());
        collect.record(times.collect());
    }

    @Override
    public void delivered(int events) {
        delivered.increment(events);
    }

    @Override
    public void lost(int events) {
        lost.increment(events);
    }

    @Override
    public void cut(long count) {
        cuts.increment((double) count);
    }

    @Override
    public void withheld(String kind) {
        withheld.of(kind).increment();
    }

    @Override
    public void switchedOff() {
        off.set(1);
    }

    @Override
    public void switchedOn() {
        off.set(0);
    }
}
