package io.github.threadreporter.model;

/**
 * What a thread used since it started.
 *
 * @param cpuNanos CPU time in nanoseconds, or {@value #UNKNOWN}
 * @param allocatedBytes bytes allocated on the heap, or {@value #UNKNOWN}
 */
public record Usage(long cpuNanos, long allocatedBytes) {

    /** The JVM does not tell: always so for virtual threads. */
    public static final long UNKNOWN = -1;

    public static final Usage NONE = new Usage(UNKNOWN, UNKNOWN);
}
