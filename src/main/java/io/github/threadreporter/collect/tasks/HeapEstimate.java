package io.github.threadreporter.collect.tasks;

import java.util.concurrent.TimeUnit;

/**
 * How long a walk over the heap will hold the application, told from how much of it is used. Begins with what was
 * measured of small objects, of which there are most in a MiB, and learns from each walk. Thread-safe.
 */
final class HeapEstimate {

    private static final double FIRST_NANOS_PER_KIB = 800;

    /** Of less than that, what the walk costs whatever the heap hides the rest. */
    private static final long LEAST_BYTES = 16 << 20;

    /** Less is learned quickly than more: a heap that fills up with small objects is not to be believed to be fast. */
    private static final double WEIGHT_OF_FASTER = 0.3;

    private double nanosPerKib = FIRST_NANOS_PER_KIB;

    synchronized long millis(long bytes) {
        return TimeUnit.NANOSECONDS.toMillis((long) (bytes / 1024.0 * nanosPerKib));
    }

    synchronized void learn(long bytes, long nanos) {
        if (bytes >= LEAST_BYTES) {
            double seen = nanos / (bytes / 1024.0);
            nanosPerKib = seen > nanosPerKib ? seen : nanosPerKib + WEIGHT_OF_FASTER * (seen - nanosPerKib);
        }
    }
}
