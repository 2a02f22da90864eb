package io.github.threadreporter.internal.jvmti;

import org.jspecify.annotations.Nullable;

/**
 * What one walk over all stacks found. Holds live objects of the application: read from them at once and let it go.
 *
 * @param objects each object once; null for one that the garbage collector took before it could be had
 * @param locals {@value #STRIDE} longs a local: thread id, depth (0 is the newest frame), method id, bytecode index,
 *     and slot &lt;&lt; 32 | index into {@code objects}. Locals that hold null are not among them.
 * @param left how many locals were not recorded because there were too many
 * @param nanos wall time of the call that stops all threads
 * @param error 0, or the error of JVMTI that ended the walk: then there are no objects and no locals
 */
@SuppressWarnings("ArrayRecordComponent") // many of them, and short-lived
public record Walk(@Nullable Object[] objects, long[] locals, int left, long nanos, int error) {

    /** Longs a local. */
    public static final int STRIDE = 5;
}
