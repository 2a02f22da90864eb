package io.github.threadreporter.trigger.condition;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;

/** Where processor times come from. */
interface CpuSource {

    /** Of the process since it started, in nanoseconds; -1 where unknown. */
    long processNanos();

    /** How many processors it may use. */
    int processors();

    /** Of each platform thread since it started, in nanoseconds; empty where unknown. */
    Map<Long, Long> threadNanos();

    /** The name of a thread; empty where it has ended. */
    String name(long threadId);

    /** This JVM: some microseconds for the process, less than one for each thread, and no pause. */
    static CpuSource ofThisJvm() {
        return new CpuSource() {
            private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
            private final java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();

            @Override
            public long processNanos() {
                return system instanceof com.sun.management.OperatingSystemMXBean more ? more.getProcessCpuTime() : -1;
            }

            @Override
            public int processors() {
                return Runtime.getRuntime().availableProcessors();
            }

            @Override
            public Map<Long, Long> threadNanos() {
                Map<Long, Long> nanos = new HashMap<>();
                if (threads instanceof com.sun.management.ThreadMXBean more
                        && threads.isThreadCpuTimeSupported()
                        && threads.isThreadCpuTimeEnabled()) {
                    long[] ids = threads.getAllThreadIds();
                    long[] times = more.getThreadCpuTime(ids);
                    for (int i = 0; i < ids.length; i++) {
                        if (times[i] >= 0) {
                            nanos.put(ids[i], times[i]);
                        }
                    }
                }
                return nanos;
            }

            @Override
            public String name(long threadId) {
                ThreadInfo info = threads.getThreadInfo(threadId); // without frames: no pause
                return info == null ? "" : info.getThreadName();
            }
        };
    }
}
