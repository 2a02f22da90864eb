package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.internal.LiveSlots;
import io.github.threadreporter.internal.jvmti.MethodInfo;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the slots of one frame held; live objects only for the time of the look. Names come later, when there is time to read class files. */
final class FoundFrame {

    private final int shownDepth;
    private final int jvmDepth;
    private final long methodId;
    private final MethodInfo method;
    private final int bci;
    private final boolean shown;
    private final Map<Integer, Object> live = new TreeMap<>();
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
     * @param shown whether it shows variables; else only its live objects are wanted
     * @param jvmDepth the same as the JVM counts, which counts hidden frames too
     */
    FoundFrame(int shownDepth, boolean shown, int jvmDepth, long methodId, MethodInfo method, int bci) {
        this.shownDepth = shownDepth;
        this.shown = shown;
        this.jvmDepth = jvmDepth;
        this.methodId = methodId;
        this.method = method;
        this.bci = bci;
    }

    /** Keeps the live object that a slot held until {@link #letGo()}. */
    void keep(int slot, Object object) {
        if (slot < method.maxLocals()) {
            live.putIfAbsent(slot, object);
        }
    }

    /** The live objects by slot. */
    Map<Integer, Object> live() {
        return live;
    }

    void letGo() {
        live.clear();
    }

    boolean isShown() {
        return shown;
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
