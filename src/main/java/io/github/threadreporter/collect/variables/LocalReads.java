package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.classfile.ClassFacts;
import io.github.threadreporter.collect.classfile.LocalName;
import io.github.threadreporter.collect.classfile.MethodFacts;
import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.internal.jvmti.LocalReading;
import io.github.threadreporter.model.Cut;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Variables that no walk tells, one by one: primitive ones, and those that compiled code needs no more. Only in a JVM
 * that was started with our library as its agent, since each costs a pause of its own. Not thread-safe.
 */
final class LocalReads {

    /** A variable to read. */
    private record Wanted(FoundFrame frame, LocalName name) {}

    private final VariableReader reader;
    private final Jvmti jvmti;
    private final ValueReading reading;
    private final long deadline;
    private int left;
    private long skipped;

    LocalReads(VariableReader reader, Jvmti jvmti, ValueReading reading) {
        this.reader = reader;
        this.jvmti = jvmti;
        this.reading = reading;
        this.left = reader.limits.localReads();
        this.deadline = reader.nanoTime.getAsLong() + reader.limits.localReadMillis() * 1_000_000L;
    }

    /** Completes the frames of these threads, in their order, as far as count and time allow. */
    void complete(List<Candidate> candidates, Map<Long, ThreadPlan> plans) {
        Set<Class<?>> classes = new HashSet<>();
        plans.values().forEach(plan -> plan.agreed()
                .forEach(frame -> classes.add(frame.method().declaringClass())));
        Map<Class<?>, ClassFacts> facts = reader.classFiles.of(classes);
        for (Candidate candidate : candidates) {
            ThreadPlan plan = plans.get(candidate.id());
            if (plan != null && candidate.thread() != Thread.currentThread()) {
                complete(candidate.thread(), wanted(plan, facts));
            }
        }
    }

    private static List<Wanted> wanted(ThreadPlan plan, Map<Class<?>, ClassFacts> facts) {
        List<Wanted> wanted = new ArrayList<>();
        for (FoundFrame frame : plan.agreed()) {
            ClassFacts known = facts.get(frame.method().declaringClass());
            Optional<MethodFacts> method = known == null
                    ? Optional.empty()
                    : known.method(frame.method().name(), frame.method().descriptor());
            if (method.isPresent() && method.get().sameCode(frame.method().bytecode())) {
                for (LocalName name : method.get().at(frame.bci())) {
                    if (frame.object(name.slot()) == null) {
                        wanted.add(new Wanted(frame, name));
                    }
                }
            }
        }
        return wanted;
    }

    private void complete(Thread thread, List<Wanted> wanted) {
        long nanos = deadline - reader.nanoTime.getAsLong();
        int count = nanos <= 0 ? 0 : Math.min(Math.min(left, Jvmti.MAX_LOCALS), wanted.size());
        skipped += wanted.size() - count;
        if (count == 0) {
            return;
        }
        left -= count;
        long[] request = new long[count * LocalReading.STRIDE];
        for (int i = 0; i < count; i++) {
            Wanted local = wanted.get(i);
            int at = i * LocalReading.STRIDE;
            request[at] = local.frame().jvmDepth();
            request[at + 1] = local.frame().methodId();
            request[at + 2] = local.frame().bci();
            request[at + 3] = local.name().slot();
            request[at + 4] = local.name().descriptor().charAt(0);
        }
        LocalReading found = jvmti.readLocals(thread, request, nanos);
        for (int i = 0; i < count && found.error() == 0; i++) {
            if (found.statuses()[i] == 0) {
                put(wanted.get(i), found, i);
            } else if (found.statuses()[i] == LocalReading.LATE) {
                skipped++;
            }
        }
    }

    private void put(Wanted wanted, LocalReading found, int index) {
        int slot = wanted.name().slot();
        Object value = found.value(index, wanted.name().descriptor().charAt(0));
        if (value == null || wanted.name().descriptor().length() == 1) {
            wanted.frame().put(slot, new FoundFrame.Exact(value));
        } else {
            wanted.frame().put(slot, CarriedThreads.add(reading, wanted.frame().method(), slot, value));
        }
    }

    List<Cut> cuts() {
        return skipped == 0
                ? List.of()
                : List.of(new Cut(
                        "variables of primitive types and unused ones",
                        skipped,
                        "localReads=" + reader.limits.localReads() + ", localReadMillis="
                                + reader.limits.localReadMillis()));
    }
}
