package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.internal.LiveSlots;
import io.github.threadreporter.internal.jvmti.MethodInfo;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the slots of one frame held; no live object. Names come later, when there is time to read class files. */
final class FoundFrame {

    private final int shownDepth;
    private final int jvmDepth;
    private final long methodId;
    private final MethodInfo method;
    private final int bci;
    private final Map<Integer, ValueReading.Slot> objects = new TreeMap<>();
    private final Map<Integer, Exact> exact = new TreeMap<>();
    private @Nullable LiveSlots rest;

    /**
     * A value that the JVM gave for a variable of known type.
     *
     * @param value a primitive value in its box, or null
     */
    record Exact(@Nullable Object value) {}

    /**
     * A frame of which nothing is found yet.
     *
     * @param shownDepth index into the frames that are shown
     * @param jvmDepth the same as the JVM counts, which counts hidden frames too
     */
    FoundFrame(int shownDepth, int jvmDepth, long methodId, MethodInfo method, int bci) {
        this.shownDepth = shownDepth;
        this.jvmDepth = jvmDepth;
        this.methodId = methodId;
        this.method = method;
        this.bci = bci;
    }

    /** Adds the object that a slot held. Slots of the operand stack are no variables. */
    void put(int slot, ValueReading.Slot object) {
        if (slot < method.maxLocals()) {
            objects.putIfAbsent(slot, object);
        }
    }

    void put(int slot, Exact value) {
        exact.put(slot, value);
    }

    /** Adds what is known of the slots that hold no object. */
    void putRest(LiveSlots withoutObjects) {
        rest = withoutObjects;
    }

    ValueReading.@Nullable Slot object(int slot) {
        return objects.get(slot);
    }

    @Nullable
    Exact exact(int slot) {
        return exact.get(slot);
    }

    @Nullable
    LiveSlots rest() {
        return rest;
    }

    int shownDepth() {
        return shownDepth;
    }

    int jvmDepth() {
        return jvmDepth;
    }

    long methodId() {
        return methodId;
    }

    MethodInfo method() {
        return method;
    }

    int bci() {
        return bci;
    }
}
