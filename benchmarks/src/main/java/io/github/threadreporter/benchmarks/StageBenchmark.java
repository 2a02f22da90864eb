package io.github.threadreporter.benchmarks;

import io.github.threadreporter.collect.JvmCollector;
import io.github.threadreporter.collect.variables.VariableReader;
import io.github.threadreporter.convert.ConvertedEvent;
import io.github.threadreporter.convert.EventConverter;
import io.github.threadreporter.enrich.Analyzer;
import io.github.threadreporter.enrich.InAppMarker;
import io.github.threadreporter.enrich.redact.KnownSecrets;
import io.github.threadreporter.enrich.redact.RedactionRules;
import io.github.threadreporter.enrich.redact.Redactor;
import io.github.threadreporter.enrich.source.SourceLookup;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.ThreadDump;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What each stage costs, and how that grows with the number of threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 40)
@Measurement(iterations = 20)
@SuppressWarnings("NullAway.Init") // JMH calls startFleet first
public class StageBenchmark {

    /** {@link Main} gives those that the JVM can have. */
    @Param("distinct-500")
    public String crowd = "";

    private final Meter meter = new Meter();
    private final JvmCollector collector =
            new JvmCollector(Jdk.probe(), CaptureLimits.DEFAULTS, VariableReader.off(CaptureLimits.DEFAULTS));
    private final EventConverter converter = new EventConverter(CaptureLimits.DEFAULTS);
    private final List<UnaryOperator<ThreadDump>> enrichment = List.of(
            InAppMarker.of(List.of("io.github.threadreporter.benchmarks"), List.of(), ""),
            SourceLookup.ofRunningJvm(CaptureLimits.DEFAULTS, List.of()),
            new Analyzer(),
            new Redactor(
                    RedactionRules.DEFAULTS,
                    KnownSecrets.ofProcess(RedactionRules.DEFAULTS, List.of()),
                    CaptureLimits.DEFAULTS));

    private Fleet threads;
    private ThreadDump raw;
    private ThreadDump enriched;

    @Setup(Level.Trial)
    public void startFleet() {
        threads = Fleet.start(crowd);
        raw = collector.collect(CaptureReason.MANUAL);
        enriched = enrich();
        if (raw.threads().size() < threads.size()) {
            throw new IllegalStateException(raw.threads().size() + " of " + threads.size() + " threads");
        }
    }

    @Setup(Level.Invocation)
    public void startMeter() {
        meter.start();
    }

    @Benchmark
    public ThreadDump collect() {
        return collector.collect(CaptureReason.MANUAL);
    }

    @Benchmark
    public ThreadDump enrich() {
        ThreadDump dump = raw;
        for (UnaryOperator<ThreadDump> step : enrichment) {
            dump = step.apply(dump);
        }
        return dump;
    }

    @Benchmark
    public ConvertedEvent convertAll() {
        return converter.whole(enriched);
    }

    @Benchmark
    public void convertEach(Blackhole blackhole) {
        for (Iterator<ConvertedEvent> events = converter.each(enriched); events.hasNext(); ) {
            blackhole.consume(events.next());
        }
    }

    @TearDown(Level.Invocation)
    public void readMeter() {
        Meter.Reading reading = meter.stop();
        Gauges.add(reading);
        Gauges.add("per-thread ns", reading.nanos() / raw.threads().size());
    }

    @TearDown(Level.Trial)
    public void stopFleet() {
        threads.close();
    }
}
