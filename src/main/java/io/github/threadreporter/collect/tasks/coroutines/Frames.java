package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.tasks.LateFrame;
import io.github.threadreporter.collect.tasks.TaskSink;
import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.internal.FieldAccess.FieldInfo;
import io.github.threadreporter.model.Cut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what continuations keep while it can be read. Many coroutines stand at few places: of each such place one shows its
 * variables before any shows them as the second. Not thread-safe.
 */
final class Frames {

    private static final Set<String> OWN_FIELDS = Set.of("label", "result", "arity", "completion");

    private final Reading reading;
    private final TaskSink into;
    private final Map<Class<?>, Map<Integer, LateFrame>> bare = new HashMap<>();
    private final int room;
    private int left;

    Frames(Reading reading, TaskSink into) {
        this.reading = reading;
        this.into = into;
        this.room = into.limits().variableThreads();
    }

    /** Gives all of them their frames. */
    void give(List<Coroutine> coroutines) {
        Set<Coroutine> chosen = chosen(coroutines);
        for (Coroutine coroutine : coroutines) {
            coroutine.onThread.forEach(frame -> coroutine.draft.frame(LateFrame.of(frame)));
            boolean withValues = chosen.contains(coroutine) && into.values().hasRoom();
            if (!withValues && !coroutine.frames.isEmpty()) {
                left++;
            }
            for (Object frame : coroutine.frames) {
                coroutine.draft.frame(frame(frame, withValues));
            }
        }
        if (left > 0) {
            into.cut(new Cut("variables of coroutines", left, "variableThreads=" + room));
        }
    }

    private Set<Coroutine> chosen(List<Coroutine> coroutines) {
        Set<Coroutine> chosen = new HashSet<>();
        Set<Long> shapes = new HashSet<>();
        List<Coroutine> others = new ArrayList<>();
        for (Coroutine coroutine : coroutines) {
            if (chosen.size() == room) {
                break;
            }
            if (!coroutine.frames.isEmpty()) {
                if (shapes.add(shape(coroutine))) {
                    chosen.add(coroutine);
                } else if (others.size() < room) {
                    others.add(coroutine);
                }
            }
        }
        others.subList(0, Math.min(others.size(), room - chosen.size())).forEach(chosen::add);
        return chosen;
    }

    private long shape(Coroutine coroutine) {
        long shape = 1;
        for (Object frame : coroutine.frames) {
            shape = 31 * (31 * shape + System.identityHashCode(frame.getClass())) + label(frame);
        }
        return shape;
    }

    private LateFrame frame(Object continuation, boolean withValues) {
        return withValues
                ? withValues(continuation)
                : bare.computeIfAbsent(continuation.getClass(), type -> new HashMap<>())
                        .computeIfAbsent(
                                label(continuation),
                                label -> new SuspendedFrame(continuation.getClass(), null, label, Map.of()));
    }

    private LateFrame withValues(Object continuation) {
        Map<String, ValueReading.@Nullable Slot> kept = new LinkedHashMap<>();
        Class<?> receiver = null;
        for (FieldInfo field : reading.declared(continuation.getClass())) {
            if (!OWN_FIELDS.contains(field.name())) {
                Object value = reading.get(continuation, field);
                boolean outer = field.name().startsWith("this$") && value != null;
                kept.put(
                        field.name(),
                        value == null
                                ? null
                                : outer
                                        ? into.values().addReceiver(value)
                                        : into.values().add(value));
                receiver = outer ? value.getClass() : receiver;
            }
        }
        return new SuspendedFrame(continuation.getClass(), receiver, label(continuation), kept);
    }

    /** The place, counted from 1; 0 where it has not begun; -1 where there is none at which it could be suspended. */
    private int label(Object continuation) {
        return reading.get(continuation, "label") instanceof Integer label ? label & Integer.MAX_VALUE : -1;
    }
}
