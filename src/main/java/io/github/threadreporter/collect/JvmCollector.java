package io.github.threadreporter.collect;

import io.github.threadreporter.collect.tasks.HeapWalk;
import io.github.threadreporter.collect.tasks.TaskCollector;
import io.github.threadreporter.collect.tasks.TaskLook;
import io.github.threadreporter.collect.variables.VariableLook;
import io.github.threadreporter.collect.variables.VariableReader;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.Jdk.Ability;
import io.github.threadreporter.internal.SafepointClock;
import io.github.threadreporter.internal.ThreadContainers;
import io.github.threadreporter.internal.ThreadSnapshots;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Usage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Collects from the JVM that it runs in, by the best way that this JVM offers. Thread-safe.
 *
 * <p><b>Consistency.</b> With thread snapshots (JDK 25, package opened) each thread is consistent in itself and the
 * whole is not of one instant; threads that could be part of a deadlock are looked at twice. Otherwise platform threads
 * are of one instant, and virtual threads (JDK 21 and later) are read after it. Context is read right after the stack.
 *
 * <p><b>Overhead.</b> Otherwise one safepoint, a tenth longer than that of {@code Thread.getAllStackTraces}. With
 * snapshots no global pause; about 20 microseconds a platform thread and 7 a parked virtual one.
 *
 * <p><b>Mechanism.</b> {@code jdk.internal.vm.ThreadSnapshot}; or {@code ThreadMXBean.dumpAllThreads} and {@code
 * HotSpotDiagnosticMXBean.dumpThreads}; thread-local tables read from outside.
 */
public final class JvmCollector implements ThreadCollector {

    private final Jdk jdk;
    private final CaptureLimits limits;
    private final VariableReader variables;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final SafepointClock safepoints;
    private final ThreadMXBean bean;
    private final JvmFacts facts;
    private final List<ContextReader> contextReaders;
    private final List<TaskCollector> taskCollectors;
    private final HeapWalk heapWalk;

    /** One that looks for no tasks. */
    public JvmCollector(Jdk jdk, CaptureLimits limits, VariableReader variables) {
        this(jdk, limits, variables, List.of());
    }

    /** One that does not walk over the heap. */
    public JvmCollector(Jdk jdk, CaptureLimits limits, VariableReader variables, List<TaskCollector> taskCollectors) {
        this(jdk, limits, variables, taskCollectors, HeapWalk.off());
    }

    /**
     * For this JVM.
     *
     * @param variables reads local variables
     * @param taskCollectors find work without a thread; in this order, in which a later one may speak of what an earlier
     *     one has found
     * @param heapWalk finds what only the heap leads to
     */
    public JvmCollector(
            Jdk jdk,
            CaptureLimits limits,
            VariableReader variables,
            List<TaskCollector> taskCollectors,
            HeapWalk heapWalk) {
        this(jdk, limits, variables, taskCollectors, heapWalk, InstantSource.system(), System::nanoTime);
    }

    JvmCollector(
            Jdk jdk,
            CaptureLimits limits,
            VariableReader variables,
            List<TaskCollector> taskCollectors,
            HeapWalk heapWalk,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.jdk = jdk;
        this.limits = limits;
        this.variables = variables;
        this.taskCollectors = List.copyOf(taskCollectors);
        this.heapWalk = heapWalk;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.safepoints = SafepointClock.ofThisJvm();
        this.bean = ManagementFactory.getThreadMXBean();
        this.facts = new JvmFacts();
        this.contextReaders = List.of(new MdcReader(), new SentryScopeReader());
    }

    /** The main class or jar of this JVM, empty where it is unknown. */
    public static String mainClass() {
        return JvmFacts.mainClass(System.getProperty("sun.java.command", ""));
    }

    @Override
    public Look look(CaptureReason reason) {
        return look(reason, into -> {
            gatherThreads(into);
            into.variables.read(into.tasks::collect);
        });
    }

    @Override
    public Look lookHere(CaptureReason reason) {
        return look(reason, CallingThread::gather);
    }

    @Override
    public CaptureInfo info(CaptureReason reason) {
        return new CaptureInfo(newId(), reason, clock.instant(), facts.now(), CaptureTimes.NONE);
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private Look look(CaptureReason reason, Consumer<Gathering> gather) {
        var takenAt = clock.instant();
        long start = nanoTime.getAsLong();
        CutCounter cuts = new CutCounter();
        VariableLook variableLook = variables.begin();
        Gathering gathering = new Gathering(
                jdk,
                limits,
                cuts,
                new ContextCollector(jdk, contextReaders, limits, cuts),
                variableLook,
                new TaskLook(taskCollectors, heapWalk, limits, variableLook, bean));

        OptionalLong before = safepoints.totalNanos();
        long pausing = nanoTime.getAsLong();
        gather.accept(gathering);
        gathering.contexts.close();
        long paused = nanoTime.getAsLong() - pausing;
        OptionalLong after = safepoints.totalNanos();

        Map<Long, Usage> usage = new UsageReader(bean).of(gathering.platformIds);
        boolean measured = before.isPresent() && after.isPresent();
        CaptureTimes times = new CaptureTimes(
                Duration.ofNanos(measured ? after.getAsLong() - before.getAsLong() : paused),
                !measured,
                Duration.ofNanos(nanoTime.getAsLong() - start),
                gathering.variables.took(),
                gathering.tasks.heapWalk());
        CaptureInfo info = new CaptureInfo(newId(), reason, takenAt, facts.now(), times);
        return new JvmLook(info, gathering, usage, jdk.threadId(Thread.currentThread()));
    }

    private void gatherThreads(Gathering into) {
        if (jdk.snapshots().isPresent() && jdk.containers().isPresent()) {
            try (ThreadSnapshots.Looks looks = jdk.snapshots().get().begin()) {
                if (looks != null) {
                    gatherSnapshots(jdk.containers().get(), looks, into);
                    return;
                }
            }
            into.missing.add(new Missing(
                    "locks of virtual threads", "a debugger is attached: it alone may suspend threads", "detach it"));
        }
        new ManagementThreads(bean).gather(into);
        if (jdk.hasVirtualThreads()) {
            gatherVirtualThreads(into);
        }
    }

    private void gatherSnapshots(ThreadContainers containers, ThreadSnapshots.Looks looks, Gathering into) {
        new SnapshotThreads(new TrackedThreads(containers, nanoTime), looks).gather(into);
        jdk.lack(Ability.LOCK_OWNERS)
                .ifPresent(why -> into.missing.add(
                        new Missing("owners of java.util.concurrent locks", why, Ability.LOCK_OWNERS.flag())));
        tellUntracked(into);
    }

    private void gatherVirtualThreads(Gathering into) {
        jdk.lack(Ability.THREAD_SNAPSHOTS)
                .ifPresent(why ->
                        into.missing.add(new Missing("locks of virtual threads", why, "the native library, JDK 25")));
        Optional<ThreadContainers> containers = jdk.containers();
        if (jdk.dumpsThreadsSafely()) {
            DumpFileReading.begin(into);
        } else if (containers.isPresent()) {
            new ContainerThreads(new TrackedThreads(containers.get(), nanoTime)).gather(into);
            tellUntracked(into);
        } else {
            jdk.lack(Ability.THREAD_CONTAINERS)
                    .ifPresent(why ->
                            into.missing.add(new Missing("virtual threads", why, Ability.THREAD_CONTAINERS.flag())));
        }
    }

    private static void tellUntracked(Gathering into) {
        if ("false".equals(System.getProperty("jdk.trackAllThreads"))) {
            into.missing.add(new Missing(
                    "virtual threads that no executor or scope started",
                    "this JVM does not track them",
                    "-Djdk.trackAllThreads=true"));
        }
    }
}
