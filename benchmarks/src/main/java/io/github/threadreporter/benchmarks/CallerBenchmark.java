package io.github.threadreporter.benchmarks;

import java.util.concurrent.TimeUnit;
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

/**
 * How long a look at all threads holds the thread that asks for it: {@code captureAll} beside the SDK's own {@code
 * attachThreads}, and {@code collect} beside {@code Thread.getAllStackTraces}. What goes on in the background
 * afterwards is awaited, but not measured. {@link GaugeProfiler} adds pause, allocation and size of the event.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 40)
@Measurement(iterations = 40)
@SuppressWarnings("NullAway.Init") // JMH calls startFleet first
public class CallerBenchmark {

    @Param({"attachThreads", "captureAll", "getAllStackTraces", "dumpAllThreads", "collect"})
    public String contender = "";

    @Param({"distinct-500", "equal-500"})
    public String fleet = "";

    private final Meter meter = new Meter();
    private Fleet threads;
    private Contender running;

    @Setup(Level.Trial)
    public void startFleet() {
        threads = Fleet.start(fleet);
        running = Contender.named(contender);
    }

    @Setup(Level.Invocation)
    public void startMeter() {
        meter.start();
    }

    @Benchmark
    public void caller() {
        running.act();
    }

    @TearDown(Level.Invocation)
    public void settle() {
        Gauges.add(meter.stop());
        running.settle();
        Gauges.addEvent(running.eventBytes());
    }

    @TearDown(Level.Trial)
    public void stopFleet() {
        running.close();
        threads.close();
    }
}
