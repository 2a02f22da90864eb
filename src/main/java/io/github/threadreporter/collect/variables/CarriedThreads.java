package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.internal.jvmti.MethodInfo;
import io.github.threadreporter.internal.jvmti.Walk;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Object variables of platform threads and mounted virtual threads: one walk over all stacks, in one pause. Not
 * thread-safe.
 */
final class CarriedThreads {

    private final VariableReader reader;
    private final Jvmti jvmti;
    private final Methods methods;
    private final ValueReading reading;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();

    CarriedThreads(VariableReader reader, Jvmti jvmti, Methods methods, ValueReading reading) {
        this.reader = reader;
        this.jvmti = jvmti;
        this.methods = methods;
        this.reading = reading;
    }

    void add(Candidate candidate) {
        candidates.add(candidate);
    }

    /**
     * Reads what fits into the budget.
     *
     * @param frames how many frames all threads have, those without variables included: the walk passes all of them
     */
    Map<Long, ThreadPlan> read(long frames) {
        if (candidates.isEmpty() || !affordable(frames)) {
            return Map.of();
        }
        Thread[] threads = candidates.stream().map(Candidate::thread).toArray(Thread[]::new);
        long[][] stacks = jvmti.stacks(threads, Jvmti.MAX_FRAMES);
        Map<Long, ThreadPlan> plans = new HashMap<>();
        for (int i = 0; i < threads.length; i++) {
            if (stacks[i] != null) {
                plans.put(candidates.get(i).id(), new ThreadPlan(candidates.get(i), stacks[i], methods));
            }
        }
        long[] wanted = plans.values().stream()
                .flatMapToLong(plan -> Arrays.stream(plan.methods()))
                .distinct()
                .toArray();
        if (wanted.length > 0) {
            Walk walk = jvmti.walk(wanted, reader.limits.variableObjects());
            if (walk.error() != 0) {
                missing.add(new Missing(VariableLook.WHAT, "the JVM refused, with JVMTI error " + walk.error(), ""));
                return Map.of();
            }
            reader.pauses.learn(frames, walk.nanos());
            distribute(walk, plans);
            if (jvmti.canReadLocals()) {
                LocalReads single = new LocalReads(reader, jvmti, reading);
                single.complete(candidates, plans);
                cuts.addAll(single.cuts());
            }
        }
        return plans;
    }

    private boolean affordable(long frames) {
        long estimated = TimeUnit.NANOSECONDS.toMillis(reader.pauses.nanos(frames));
        int budget = reader.limits.variablePauseMillis();
        if (budget > 0 && estimated <= budget) {
            return true;
        }
        reader.pauses.refused();
        missing.add(new Missing(
                VariableLook.WHAT,
                "finding them would pause the JVM for about " + estimated + " ms (" + frames
                        + " frames), above variablePauseMillis=" + budget,
                "a larger variablePauseMillis"));
        return false;
    }

    private void distribute(Walk walk, Map<Long, ThreadPlan> plans) {
        long[] locals = walk.locals();
        oldestFrames(locals).forEach((thread, i) -> Optional.ofNullable(plans.get(thread))
                .ifPresent(plan -> plan.oldest((int) locals[i + 1], locals[i + 2], locals[i + 3])));
        for (int i = 0; i < locals.length; i += Walk.STRIDE) {
            ThreadPlan plan = plans.get(locals[i]);
            FoundFrame frame = plan == null ? null : plan.at((int) locals[i + 1], locals[i + 2], locals[i + 3]);
            if (frame != null) {
                put(frame, (int) (locals[i + 4] >> 32), walk.objects()[(int) locals[i + 4]]);
            }
        }
        if (walk.left() > 0) {
            cuts.add(new Cut(VariableLook.WHAT, walk.left(), "variableObjects=" + reader.limits.variableObjects()));
        }
    }

    /** By thread, where in the walk its oldest frame is told of. */
    private static Map<Long, Integer> oldestFrames(long[] locals) {
        Map<Long, Integer> oldest = new HashMap<>();
        for (int i = 0; i < locals.length; i += Walk.STRIDE) {
            oldest.merge(locals[i], i, (one, other) -> locals[one + 1] >= locals[other + 1] ? one : other);
        }
        return oldest;
    }

    /** @param object null where it was collected between the walk and now */
    private void put(FoundFrame frame, int slot, @Nullable Object object) {
        if (object != null) {
            frame.keep(slot, object);
            if (frame.isShown()) {
                frame.put(slot, add(reading, frame.method(), slot, object));
            }
        }
    }

    /** The receiver is shown with its fields only where it is the application's own. */
    static ValueReading.Slot add(ValueReading reading, MethodInfo method, int slot, Object object) {
        boolean receiver = slot == 0 && !Modifier.isStatic(method.modifiers());
        return receiver ? reading.addReceiver(object) : reading.add(object);
    }

    List<Missing> missing() {
        return missing;
    }

    List<Cut> cuts() {
        return cuts;
    }
}
