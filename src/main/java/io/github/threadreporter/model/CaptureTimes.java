package io.github.threadreporter.model;

import java.time.Duration;

/**
 * What a capture cost the process while it looked.
 *
 * @param pause how long all application threads stood still, in safepoints, while the capture was collected. It
 *     includes safepoints of others (a garbage collection) that fell into the same time
 * @param pauseIsUpperBound true where the JVM does not publish its safepoint time: {@code pause} is then the whole
 *     duration of the calls that pause
 * @param collect how long collecting took in all, on the calling thread
 * @param variables the part of {@code collect} that went into local variables, pauses included
 * @param heapWalk the part of {@code pause} that a walk over the heap took; zero where there was none
 */
public record CaptureTimes(
        Duration pause, boolean pauseIsUpperBound, Duration collect, Duration variables, Duration heapWalk) {

    /** For dumps that were not taken from a live JVM. */
    public static final CaptureTimes NONE = new CaptureTimes(Duration.ZERO, false, Duration.ZERO, Duration.ZERO);

    /** Without a walk over the heap. */
    public CaptureTimes(Duration pause, boolean pauseIsUpperBound, Duration collect, Duration variables) {
        this(pause, pauseIsUpperBound, collect, variables, Duration.ZERO);
    }
}
