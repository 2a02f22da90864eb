package io.github.threadreporter.blackbox;

import io.github.threadreporter.internal.SafepointClock;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The running JVM, by its management beans. */
final class JvmSource implements Source {

    private final ThreadMXBean threads;
    private final OperatingSystemMXBean system;
    private final List<GarbageCollectorMXBean> collectors;
    private final SafepointClock safepoints;

    JvmSource(
            ThreadMXBean threads,
            OperatingSystemMXBean system,
            List<GarbageCollectorMXBean> collectors,
            SafepointClock safepoints) {
        this.threads = threads;
        this.system = system;
        this.collectors = collectors.stream().filter(JvmSource::pauses).toList();
        this.safepoints = safepoints;
    }

    static JvmSource ofThisJvm() {
        return new JvmSource(
                ManagementFactory.getThreadMXBean(),
                ManagementFactory.getOperatingSystemMXBean(),
                ManagementFactory.getGarbageCollectorMXBeans(),
                SafepointClock.ofThisJvm());
    }

    /** ZGC and Shenandoah have a bean for whole cycles, beside which the application runs, and one for pauses. */
    private static boolean pauses(GarbageCollectorMXBean collector) {
        return !collector.getName().endsWith("Cycles");
    }

    @Override
    public long[] ids() {
        return threads.getAllThreadIds();
    }

    @Override
    public long[] cpuNanos(long[] ids) {
        try {
            if (threads instanceof com.sun.management.ThreadMXBean hotspot
                    && hotspot.isThreadCpuTimeSupported()
                    && hotspot.isThreadCpuTimeEnabled()) {
                return hotspot.getThreadCpuTime(ids);
            }
        } catch (NoClassDefFoundError e) {
            return unknown(ids.length); // a runtime image without jdk.management: every thread is looked at each time
        }
        return unknown(ids.length);
    }

    private static long[] unknown(int length) {
        long[] values = new long[length];
        Arrays.fill(values, UNKNOWN);
        return values;
    }

    @Override
    public List<Sighting> see(long[] ids, int depth) {
        if (ids.length == 0) {
            return List.of();
        }
        List<Sighting> seen = new ArrayList<>(ids.length);
        for (ThreadInfo info : threads.getThreadInfo(ids, depth)) {
            if (info != null) { // it has ended
                String lock =
                        info.getLockInfo() == null ? "" : info.getLockInfo().getClassName();
                seen.add(new Sighting(
                        info.getThreadId(),
                        info.getThreadName(),
                        info.getThreadState(),
                        Arrays.asList(info.getStackTrace()),
                        lock,
                        info.getLockOwnerId(),
                        info.getBlockedCount() + info.getWaitedCount()));
            }
        }
        return seen;
    }

    @Override
    public long processCpuNanos() {
        try {
            return system instanceof com.sun.management.OperatingSystemMXBean hotspot
                    ? hotspot.getProcessCpuTime()
                    : UNKNOWN;
        } catch (NoClassDefFoundError e) {
            return UNKNOWN; // a runtime image without jdk.management
        }
    }

    @Override
    public long gcMillis() {
        long sum = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            sum += Math.max(0, collector.getCollectionTime()); // -1 where it is not measured
        }
        return collectors.isEmpty() ? UNKNOWN : sum;
    }

    @Override
    public long ownCpuNanos() {
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads.getCurrentThreadCpuTime()
                : UNKNOWN;
    }

    @Override
    public long safepointNanos() {
        return safepoints.totalNanos().orElse(UNKNOWN);
    }
}
