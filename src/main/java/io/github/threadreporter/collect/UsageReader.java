package io.github.threadreporter.collect;

import io.github.threadreporter.model.Usage;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CPU time and allocated bytes of platform threads, in two calls for all and without a pause. Thread-safe. */
final class UsageReader {

    private final ThreadMXBean bean;

    UsageReader(ThreadMXBean bean) {
        this.bean = bean;
    }

    /** By thread id; threads that the JVM tells nothing about are left out. */
    Map<Long, Usage> of(List<Long> platformIds) {
        try {
            return ofAll(platformIds);
        } catch (NoClassDefFoundError e) {
            return Map.of(); // a runtime image without jdk.management
        }
    }

    private Map<Long, Usage> ofAll(List<Long> platformIds) {
        Map<Long, Usage> usage = new HashMap<>();
        if (!(bean instanceof com.sun.management.ThreadMXBean hotspot)) {
            return usage; // the supported API asks one thread at a time
        }
        long[] ids = platformIds.stream().mapToLong(Long::longValue).toArray();
        boolean cpu = hotspot.isThreadCpuTimeSupported() && hotspot.isThreadCpuTimeEnabled();
        boolean bytes = hotspot.isThreadAllocatedMemorySupported() && hotspot.isThreadAllocatedMemoryEnabled();
        long[] nanos = cpu ? hotspot.getThreadCpuTime(ids) : unknown(ids.length);
        long[] allocated = bytes ? hotspot.getThreadAllocatedBytes(ids) : unknown(ids.length);
        for (int i = 0; i < ids.length; i++) {
            usage.put(ids[i], new Usage(nanos[i], allocated[i])); // both give -1 for a thread that has ended
        }
        return usage;
    }

    private static long[] unknown(int length) {
        long[] values = new long[length];
        java.util.Arrays.fill(values, Usage.UNKNOWN);
        return values;
    }
}
