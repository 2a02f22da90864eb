package io.github.threadreporter.internal;

import io.github.threadreporter.collect.liveness.Liveness;
import io.github.threadreporter.testing.CompiledMethod;
import io.github.threadreporter.testing.CompiledMethod.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares frames of {@link LiveProbe} with what their variables must hold, and counts. */
final class LiveAudit {

    private static final CompiledMethod METHOD = CompiledMethod.of(LiveProbe.class, LiveProbe.METHOD);
    private static final Liveness LIVENESS = new Liveness(METHOD.code(), METHOD.handlers());

    private final Map<List<Integer>, Boolean> liveness = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    /**
     * @param seed of the newest frame of {@link LiveProbe}
     * @param expected how many frames of it there must be
     */
    void check(List<LiveFrame> frames, long seed, int expected) {
        long next = seed;
        for (LiveFrame frame : frames) {
            if (frame.declaringClass() == LiveProbe.class && frame.method().equals(LiveProbe.METHOD)) {
                check(frame, next++);
            }
        }
        if (next - seed != expected) {
            throw new AssertionError(next - seed + " frames instead of " + expected);
        }
    }

    private void check(LiveFrame frame, long seed) {
        String how = frame.isInterpreted() ? "interpreted" : "compiled";
        count(how + " frames");
        if (!frame.descriptor().equals(METHOD.descriptor())) {
            throw new AssertionError(frame.descriptor());
        }
        for (Variable variable : METHOD.variables()) {
            if (variable.isInScope(frame.bytecodeIndex()) && isOfKnownValue(variable.name())) {
                check(frame, variable, seed, how);
            }
        }
    }

    private static boolean isOfKnownValue(String name) {
        return name.startsWith("live")
                || name.startsWith("dead")
                || name.startsWith("inner")
                || name.startsWith("shared");
    }

    private void check(LiveFrame frame, Variable variable, long seed, String how) {
        boolean isLive = liveness.computeIfAbsent(
                List.of(variable.slot(), frame.bytecodeIndex()), at -> LIVENESS.isLive(at.get(0), at.get(1)));
        LiveValue found = frame.slots().local(variable.slot(), variable.type(), isLive);
        if (found.isKnown() && !LiveValues.isRight(found.value(), variable.name(), variable.type(), seed)) {
            throw new AssertionError("wrong " + variable.name() + " in " + how + " frame: " + found.value());
        }
        count((found.isKnown() ? "known " : "unknown ") + how + (isLive ? " live " : " dead ") + kind(variable));
    }

    /** Objects that nobody else sees may live in registers, and null may be such an object. */
    private static String kind(Variable variable) {
        if (variable.type().length() == 1) {
            return "primitives";
        }
        return variable.name().startsWith("shared") ? "shared objects" : "objects";
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** One line for each count, e.g. {@code known compiled live primitives = 8}. */
    void print() {
        counts.forEach((what, count) -> System.out.println(what + " = " + count));
    }
}
