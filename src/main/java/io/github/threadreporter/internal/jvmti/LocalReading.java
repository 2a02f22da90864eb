package io.github.threadreporter.internal.jvmti;

import org.jspecify.annotations.Nullable;

/**
 * Locals of one thread, all of the same moment. Holds live objects of the application: read from them at once and let
 * it go.
 *
 * @param error 0, or the error of JVMTI for the whole thread: then nothing was read
 * @param statuses for each local that was asked for 0, {@link #MOVED}, {@link #LATE}, or its own error of JVMTI
 * @param values bits of the primitive ones
 * @param objects the others
 * @param nanos how long it took, which is about how long the thread stood still
 */
@SuppressWarnings("ArrayRecordComponent") // many of them, and short-lived
public record LocalReading(
        int error, int[] statuses, long[] values, @Nullable Object[] objects, long nanos) {

    /** Longs for each local that is asked for: depth, method id, bytecode index, slot, first character of its type. */
    public static final int STRIDE = 5;

    /** The frame is not, or not any more, where it was said to be. */
    public static final int MOVED = -1;

    /** Not reached in time. */
    public static final int LATE = -2;

    /**
     * The value of a local whose status is 0, a primitive one in its box.
     *
     * @param type the first character of its descriptor
     */
    public @Nullable Object value(int index, char type) {
        return Primitives.isReference(type) ? objects[index] : Primitives.box(type, values[index]);
    }
}
