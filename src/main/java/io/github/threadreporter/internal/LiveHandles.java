package io.github.threadreporter.internal;

import io.github.threadreporter.internal.Access.Unavailable;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** What {@code java.lang.LiveStackFrame} tells of a frame. Immutable, thread-safe. */
final class LiveHandles {

    /** {@code LiveStackFrameInfo.MODE_INTERPRETED}. */
    private static final int INTERPRETED = 1;

    private final MethodHandle locals;
    private final MethodHandle mode;
    private final Class<?> slot;
    private final MethodHandle slotSize;
    private final MethodHandle intValue;
    private final MethodHandle longValue;

    LiveHandles(Class<?> frame) throws Unavailable {
        locals = Access.method(frame, "getLocals");
        mode = Access.getter(Access.type("java.lang.LiveStackFrameInfo"), "mode");
        slot = Access.type("java.lang.LiveStackFrame$PrimitiveSlot");
        slotSize = Access.method(slot, "size");
        intValue = Access.method(slot, "intValue");
        longValue = Access.method(slot, "longValue");
    }

    @Nullable
    Object[] locals(StackFrame frame) {
        return (@Nullable Object[]) Handles.required(Handles.call(locals, frame));
    }

    boolean isInterpreted(StackFrame frame) {
        return ((Integer) Handles.required(Handles.call(mode, frame)) & INTERPRETED) != 0;
    }

    boolean isPrimitive(@Nullable Object local) {
        return slot.isInstance(local);
    }

    /** In bytes, 8 on a 64-bit JVM. */
    int size(Object primitive) {
        return (Integer) Handles.required(Handles.call(slotSize, primitive));
    }

    long bits(Object primitive) {
        return size(primitive) == Long.BYTES
                ? (Long) Handles.required(Handles.call(longValue, primitive))
                : (Integer) Handles.required(Handles.call(intValue, primitive));
    }
}
