package io.github.threadreporter.internal;

import org.jspecify.annotations.Nullable;

/**
 * The slots of one frame. Holds live objects unless it is {@link #withoutObjects()}. Immutable, thread-safe.
 *
 * <p>Of a variable that is in scope it never tells a wrong value. Compiled code forgets variables that nothing reads
 * any more, and a frame that goes back from compiled code to the interpreter has zeros in their places; objects that
 * live in registers only look like null. So a zero is believed only where the frame shows that the slot is in use, or
 * where it is interpreted and something will read the variable yet; null only in the latter case. Everything else is
 * what was last written.
 */
public final class LiveSlots {

    private static final Object LET_GO = new Object();

    private final LiveHandles handles;
    private final @Nullable Object[] locals;
    private final boolean interpreted;

    LiveSlots(LiveHandles handles, @Nullable Object[] locals, boolean interpreted) {
        this.handles = handles;
        this.locals = locals;
        this.interpreted = interpreted;
    }

    /** How many there are: as many as the method has, none in native methods and where the JVM shows none. */
    public int size() {
        return locals.length;
    }

    /** The object that a slot holds; null where it holds null or a primitive value, or the object was let go. */
    public @Nullable Object object(int slot) {
        Object held = locals[slot];
        return held == LET_GO || handles.isPrimitive(held) ? null : held;
    }

    /** The same without the objects, whose slots are unknown then: it may be kept. */
    public LiveSlots withoutObjects() {
        @Nullable Object[] kept = locals.clone();
        for (int slot = 0; slot < kept.length; slot++) {
            if (object(slot) != null) {
                kept[slot] = LET_GO;
            }
        }
        return new LiveSlots(handles, kept, interpreted);
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
        boolean believed = isLive && interpreted;
        if (slot < 0 || slot >= locals.length) {
            return LiveValue.UNKNOWN;
        }
        return switch (type.charAt(0)) {
            case 'L', '[' -> reference(locals[slot], believed);
            case 'J', 'D' -> wide(slot, type.charAt(0) == 'D', believed);
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
    private LiveValue wide(int slot, boolean isDouble, boolean believed) {
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
