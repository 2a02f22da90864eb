package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.internal.LiveFrame;
import io.github.threadreporter.internal.LiveSlots;
import io.github.threadreporter.internal.jvmti.MethodInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts what live frames hold where the JVM's own frames say that it belongs. */
final class LiveReading {

    private final Methods methods;
    private final ValueReading reading;

    LiveReading(Methods methods, ValueReading reading) {
        this.methods = methods;
        this.reading = reading;
    }

    /**
     * The plan of a thread with everything that its live frames hold.
     *
     * @param frames the same frames as the JVM counts them, taken at the same moment
     */
    ThreadPlan plan(Candidate candidate, long[] frames, List<LiveFrame> live) {
        ThreadPlan plan = new ThreadPlan(candidate, frames, methods);
        int i = live.size() - 1;
        int j = frames.length / 2 - 1;
        while (i >= 0 && j >= 0) {
            if (isSame(live.get(i), frames[2 * j], frames[2 * j + 1])) {
                put(live.get(i--), plan.at(j, frames[2 * j], frames[2 * j + 1]));
                j--;
            } else if (methods.mayBeHidden(frames[2 * j])) {
                j--;
            } else {
                break;
            }
        }
        return plan;
    }

    private boolean isSame(LiveFrame live, long id, long bci) {
        Optional<MethodInfo> method = methods.of(id);
        return method.isPresent()
                && live.bytecodeIndex() == bci
                && live.declaringClass() == method.get().declaringClass()
                && live.method().equals(method.get().name())
                && live.descriptor().equals(method.get().descriptor());
    }

    private void put(LiveFrame live, @Nullable FoundFrame into) {
        if (into == null) {
            return;
        }
        LiveSlots slots = live.slots();
        for (int slot = 0; slot < slots.size(); slot++) {
            Object object = slots.object(slot);
            if (object != null) {
                into.keep(slot, object);
                if (into.isShown()) {
                    into.put(slot, CarriedThreads.add(reading, into.method(), slot, object));
                }
            }
        }
        if (into.isShown()) {
            into.putRest(slots.withoutObjects());
        }
    }
}
