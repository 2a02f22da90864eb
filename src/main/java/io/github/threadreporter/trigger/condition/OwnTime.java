package io.github.threadreporter.trigger.condition;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** The processor time of whoever asks. */
final class OwnTime {

    private OwnTime() {}

    /**
     * Of the thread that calls, in nanoseconds. Elapsed time would be that of others on a busy machine; it stands in where
     * the JVM does not tell processor time.
     */
    static LongSupplier clock() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        boolean told = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
        return told ? threads::getCurrentThreadCpuTime : System::nanoTime;
    }
}
