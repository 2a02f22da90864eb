package io.github.threadreporter.benchmarks;

import io.github.threadreporter.internal.SafepointClock;
import java.lang.management.ManagementFactory;

/** What an action costs the thread that calls it, and what it costs all others. Of one thread. */
final class Meter {

    /**
     * @param nanos time on the calling thread
     * @param pauseNanos of it, how long all threads stood still
     * @param bytes allocated by the calling thread
     */
    record Reading(long nanos, long pauseNanos, long bytes) {}

    private final SafepointClock safepoints = SafepointClock.ofThisJvm();
    private final com.sun.management.ThreadMXBean bean =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long nanos;
    private long pauseNanos;
    private long bytes;

    void start() {
        pauseNanos = paused();
        bytes = allocated();
        nanos = System.nanoTime();
    }

    Reading stop() {
        long end = System.nanoTime();
        return new Reading(end - nanos, paused() - pauseNanos, allocated() - bytes);
    }

    private long allocated() {
        return bean.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private long paused() {
        return safepoints
                .totalNanos()
                .orElseThrow(() -> new IllegalStateException("this JVM does not publish its safepoint time"));
    }
}
