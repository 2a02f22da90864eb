package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.internal.jvmti.Instances;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instances of classes by a walk over the whole heap, where that was asked for. Lives as long as its reporter,
 * since it learns what a walk costs. Thread-safe.
 *
 * <p><b>Consistency.</b> All instances are of one instant, and garbage that was not collected yet is among them.
 * <b>Overhead.</b> One pause, which grows with what is used of the heap: about 0.8 ms for each MiB of small
 * objects. It is estimated before, and above {@link CaptureLimits#heapWalkMillis()} the walk is left out.
 * <b>Mechanism.</b> JVMTI {@code IterateThroughHeap} over classes that are marked for that one walk.
 */
public final class HeapWalk {

    private static final String WHAT = "tasks that only the heap leads to";

    /** Each coroutine has some continuations. */
    private static final int INSTANCES_PER_TASK = 8;

    private final @Nullable Jvmti jvmti;
    private final String lack;
    private final CaptureLimits limits;
    private final LongSupplier usedBytes;
    private final HeapEstimate estimate = new HeapEstimate();

    /**
     * What one walk gave.
     *
     * @param instances by name of the class that was asked for; its subclasses too
     * @param took the pause; zero where there was none
     */
    record Result(Map<String, List<Object>> instances, Duration took, List<Missing> missing, List<Cut> cuts) {

        static final Result NONE = new Result(Map.of(), Duration.ZERO, List.of(), List.of());

        /** Lets go of all objects. */
        Result withoutInstances() {
            return new Result(Map.of(), took, missing, cuts);
        }

        static Result missing(String why, String remedy) {
            return new Result(Map.of(), Duration.ZERO, List.of(new Missing(WHAT, why, remedy)), List.of());
        }
    }

    private HeapWalk(@Nullable Jvmti jvmti, String lack, CaptureLimits limits, LongSupplier usedBytes) {
        this.jvmti = jvmti;
        this.lack = lack;
        this.limits = limits;
        this.usedBytes = usedBytes;
    }

    /** None, and nothing is said to be missing. */
    public static HeapWalk off() {
        return new HeapWalk(null, "", CaptureLimits.DEFAULTS, () -> 0);
    }

    /** One at each look that the budget allows. */
    public static HeapWalk on(Jvmti.Loading library, CaptureLimits limits) {
        return on(library, limits, () -> ManagementFactory.getMemoryMXBean()
                .getHeapMemoryUsage()
                .getUsed());
    }

    static HeapWalk on(Jvmti.Loading library, CaptureLimits limits, LongSupplier usedBytes) {
        return new HeapWalk(library.jvmti(), library.lack(), limits, usedBytes);
    }

    /** Walks, where the budget allows it and any of these classes is loaded; pauses the JVM. */
    Result walk(Set<String> classNames) {
        if (jvmti == null) {
            return lack.isEmpty() ? Result.NONE : Result.missing(lack, "");
        }
        List<Class<?>> classes =
                classNames.isEmpty() ? List.of() : jvmti.classes().named(classNames);
        if (classes.isEmpty()) {
            return Result.NONE;
        }
        long used = usedBytes.getAsLong();
        long millis = estimate.millis(used);
        int budget = limits.heapWalkMillis();
        if (millis > budget) {
            return Result.missing(
                    "a walk over " + (used >> 20) + " MiB of heap would pause the JVM for about " + millis
                            + " ms, above heapWalkMillis=" + budget,
                    "a larger heapWalkMillis");
        }
        return walk(jvmti, classes, used);
    }

    private Result walk(Jvmti vm, List<Class<?>> classes, long used) {
        int most = (int) Math.min(Jvmti.MAX_INSTANCES, (long) INSTANCES_PER_TASK * limits.tasks());
        Instances found = vm.instances(classes.toArray(Class<?>[]::new), most);
        if (found.error() != 0) {
            return Result.missing("the JVM refused to walk over its heap, with JVMTI error " + found.error(), "");
        }
        estimate.learn(used, found.nanos());
        Map<String, List<Object>> byClass = new HashMap<>();
        for (Object object : found.objects()) {
            for (Class<?> type : classes) {
                if (type.isInstance(object)) {
                    byClass.computeIfAbsent(type.getName(), name -> new ArrayList<>())
                            .add(object);
                }
            }
        }
        List<Cut> cuts = found.left() == 0
                ? List.of()
                : List.of(new Cut(
                        "objects of the heap that lead to tasks",
                        found.left(),
                        INSTANCES_PER_TASK + " times tasks=" + limits.tasks()));
        return new Result(byClass, Duration.ofNanos(found.nanos()), List.of(), cuts);
    }
}
