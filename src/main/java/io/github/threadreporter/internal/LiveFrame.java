package io.github.threadreporter.internal;

import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/**
 * One frame with what its slots held. Holds live objects: read from it at once and let it go. Thread-safe.
 *
 * <p>Of a variable that is in scope it never tells a wrong value. Compiled code forgets variables that nothing reads
 * any more, and a frame that goes back from compiled code to the interpreter has zeros in their places; objects that
 * live in registers only look like null. So a zero is believed only where the frame shows that the slot is in use, or
 * where it is interpreted and something will read the variable yet; null only in the latter case. Everything else is
 * what was last written.
 */
public final class LiveFrame {

    private static final Object LET_GO = new Object();

    private final LiveHandles handles;
    private final StackFrame frame;

    private LiveFrame(LiveFrame from, @Nullable Object[] locals) {
        handles = from.handles;
        element = from.element;
        declaringClass = from.declaringClass;
        descriptor = from.descriptor;
        bytecodeIndex = from.bytecodeIndex;
        interpreted = from.interpreted;
        this.locals = locals;
    }

    LiveFrame(LiveHandles handles, StackFrame frame) {
        this.handles = handles;
        this.frame = frame;
    }

    /** Equal to the element of the same frame in {@code Thread.getStackTrace()}. */
    public StackTraceElement element() {
        return frame.toStackTraceElement();
    }

    public Class<?> declaringClass() {
        return frame.getDeclaringClass();
    }

    public String method() {
        return frame.getMethodName();
    }

    /** As in the class file, e.g. {@code (ILjava/lang/String;)V}. */
    public String descriptor() {
        return frame.getDescriptor();
    }

    /** Index of the instruction that is being executed, negative in native methods. */
    public int bytecodeIndex() {
        return frame.getByteCodeIndex();
    }

    /** Whether the interpreter runs it; otherwise compiled code does. */
    public boolean isInterpreted() {
        return handles.isInterpreted(frame);
    }

    /** How many slots it shows: as many as the method has, none in native methods and where the JVM shows none. */
    public int slots() {
        return handles.locals(frame).length;
    }

    /** The object that a slot holds; null where it holds null or a primitive value. */
    public @Nullable Object object(int slot) {
        Object held = locals[slot];
        return handles.isPrimitive(held) ? null : held;
    }

    /** The same frame without the objects, whose slots are unknown then: it may be kept. */
    public LiveFrame withoutObjects() {
        @Nullable Object[] kept = locals.clone();
        for (int slot = 0; slot < kept.length; slot++) {
            if (object(slot) != null) {
                kept[slot] = LET_GO;
            }
        }
        return new LiveFrame(this, kept);
    }

    /**
     * What a variable holds that is in scope at the bytecode index.
     *
     * @param slot its (first) slot
     * @param type its descriptor, e.g. {@code I} or {@code Ljava/lang/String;}
     * @param isLive whether some way on from the bytecode index reads the variable before writing it; false where that
     *     is not known
     */
    public LiveValue local(int slot, String type, boolean isLive) {
        @Nullable Object[] locals = handles.locals(frame);
        boolean believed = isLive && isInterpreted();
        if (slot < 0 || slot >= locals.length) {
            return LiveValue.UNKNOWN;
        }
        return switch (type.charAt(0)) {
            case 'L', '[' -> reference(locals[slot], believed);
            case 'J', 'D' -> wide(locals, slot, type.charAt(0) == 'D', believed);
            default -> narrow(locals[slot], type.charAt(0), believed);
        };
    }

    private LiveValue reference(@Nullable Object held, boolean believed) {
        return handles.isPrimitive(held) || held == LET_GO || (held == null && !believed)
                ? LiveValue.UNKNOWN
                : LiveValue.of(held);
    }

    private LiveValue narrow(@Nullable Object held, char type, boolean believed) {
        if (held == null || !handles.isPrimitive(held)) {
            return LiveValue.UNKNOWN;
        }
        long bits = handles.bits(held);
        // Slots in use are filled up with other bits by compiled code, so that a zero of 32 bits is none of 64.
        return bits == 0 && !believed ? LiveValue.UNKNOWN : LiveValue.of(boxed((int) bits, type));
    }

    /** A 64-bit JVM keeps such a value in the second of its two slots; a slot in use has some bits set in the first. */
    private LiveValue wide(@Nullable Object[] locals, int slot, boolean isDouble, boolean believed) {
        if (slot + 1 >= locals.length) {
            return LiveValue.UNKNOWN;
        }
        Object first = locals[slot];
        Object held = locals[slot + 1];
        if (held == null || !handles.isPrimitive(held) || handles.size(held) != Long.BYTES) {
            return LiveValue.UNKNOWN;
        }
        long bits = handles.bits(held);
        boolean used = bits != 0 || (first != null && handles.isPrimitive(first) && handles.bits(first) != 0);
        if (!used && !believed) {
            return LiveValue.UNKNOWN;
        }
        return LiveValue.of(isDouble ? (Object) Double.longBitsToDouble(bits) : (Object) bits);
    }

    private static Object boxed(int bits, char type) {
        return switch (type) {
            case 'Z' -> bits != 0;
            case 'B' -> (byte) bits;
            case 'C' -> (char) bits;
            case 'S' -> (short) bits;
            case 'I' -> bits;
            case 'F' -> Float.intBitsToFloat(bits);
            default -> throw new IllegalArgumentException("not a type: " + type);
        };
    }
}
