package io.github.threadreporter.benchmarks;

import io.github.threadreporter.enrich.Analyzer;
import io.github.threadreporter.enrich.waits.Deadlocks;
import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * What it costs to find out who waits for whom, and how that grows with threads and ten times as many tasks. A quarter
 * of the threads are workers of pools of 50 and stuck in a deadlock through what is queued behind them, a quarter are in
 * a chain of locks, half wait for one future at the end of a chain of a third of the tasks.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 30)
@Measurement(iterations = 20)
@SuppressWarnings("NullAway.Init") // JMH calls build first
public class WaitsBenchmark {

    private static final int TASKS_PER_THREAD = 10;
    private static final int WORKERS = 50;
    private static final StackTrace PLACE =
            new StackTrace(List.of(new Frame("com.acme.Stock", "reserve", "Stock.java", 88, null, true, null)), 0);

    @Param({"1000", "3000", "10000"})
    public int waiters;

    private final List<CapturedThread> threads = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private final ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    private ThreadDump dump;
    private long cpuNanos;

    @Setup(Level.Trial)
    public void build() {
        int workers = waiters / 4 / WORKERS * WORKERS;
        for (int i = 0; i < workers; i++) {
            worker(i, workers);
        }
        int lockEnd = workers + waiters / 4;
        for (int i = workers; i < lockEnd; i++) {
            CapturedThread.Builder builder = thread(i);
            if (i + 1 < lockEnd) {
                builder.waitsFor(
                        new LockWait(ref("Lock", i), LockWait.How.PARKED, new LockWait.Owner(i + 1, "t-" + (i + 1))));
            }
            threads.add(builder.build());
        }
        for (int i = lockEnd; i < waiters; i++) {
            threads.add(thread(i).build());
            waits.add(new Wait(Node.thread(i), ref("Stage", 0), false, null));
        }
        tasks(waiters * TASKS_PER_THREAD, Math.max(1, workers / WORKERS));
        CaptureInfo info = new CaptureInfo(
                "0".repeat(32),
                CaptureReason.MANUAL,
                Instant.EPOCH,
                new JvmInfo("", "", 17, 1, "", "", Instant.EPOCH),
                CaptureTimes.NONE);
        dump = new ThreadDump(info, threads, tasks, new WaitGraph(resources, waits), Analysis.NONE, Account.EMPTY);
    }

    /** Waits for the first job that is queued for its own pool. */
    private void worker(int number, int workers) {
        int pool = number / WORKERS;
        threads.add(thread(number).build());
        waits.add(new Wait(Node.thread(number), ref("Result", pool), false, null));
        if (number % WORKERS == 0) {
            List<Holder> holders = new ArrayList<>();
            for (int i = number; i < Math.min(number + WORKERS, workers); i++) {
                holders.add(new Holder(Node.thread(i), ""));
            }
            resources.add(resource("Pool", pool, Kind.EXECUTOR, Need.ONE, holders));
            resources.add(
                    resource("Result", pool, Kind.FUTURE, Need.ALL, List.of(new Holder(Node.task("job-" + pool), ""))));
        }
    }

    private void tasks(int count, int pools) {
        int stages = count / 3;
        for (int i = 0; i < stages; i++) {
            tasks.add(Task.of("stage-" + i, TaskKind.FUTURE, "stage", "pending").withStack(PLACE));
            resources.add(
                    resource("Stage", i, Kind.FUTURE, Need.ALL, List.of(new Holder(Node.task("stage-" + i), ""))));
            if (i + 1 < stages) {
                waits.add(new Wait(Node.task("stage-" + i), ref("Stage", i + 1), false, null));
            }
        }
        for (int i = 0; i < count - stages; i++) {
            tasks.add(Task.of("job-" + i, TaskKind.JOB, "job", "queued")
                    .withStack(PLACE)
                    .withPool(ref("Pool", i % pools)));
        }
    }

    private static CapturedThread.Builder thread(int id) {
        return CapturedThread.builder(id, "t-" + id).state(Thread.State.WAITING).stack(PLACE);
    }

    private static LockRef ref(String name, int number) {
        return LockRef.of("com.acme." + name, number);
    }

    private static Resource resource(String name, int number, Kind kind, Need need, List<Holder> holders) {
        return new Resource(ref(name, number), kind, "", holders, need, "", Map.of());
    }

    @Setup(Level.Invocation)
    public void startMeter() {
        cpuNanos = bean.getCurrentThreadCpuTime();
    }

    /** On a busy machine the clock tells little. */
    @TearDown(Level.Invocation)
    public void readMeter() {
        Gauges.add("caller cpu us", (bean.getCurrentThreadCpuTime() - cpuNanos) / 1_000);
    }

    /** Groups of equal stacks are part of it. */
    @Benchmark
    public ThreadDump analyze() {
        return new Analyzer().apply(dump);
    }

    @Benchmark
    public Deadlocks deadlocks() {
        return Deadlocks.in(WaitsFor.of(dump));
    }
}
