package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.Local;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The coroutines that threads run: a thread's stack ends, for each of them, where it was resumed, and goes on in the objects
 * that its callers are kept in. One stack may hold several, of which the newer was begun by the older.
 */
final class RunningCoroutines {

    /** Of resumeWith: the first slots hold what it was called for, the last one what it will go on with. */
    private static final Set<Integer> CURRENT = Set.of(2, 4);

    private static final int MOST_STEPS = 65_536;
    private static final String BASE = "kotlin.coroutines.jvm.internal.BaseContinuationImpl";

    /** A frame of a thread that runs the code of a continuation. */
    private record Mark(int depth, Object continuation, Object root) {}

    private final Reading reading;
    private final Found found;

    RunningCoroutines(Reading reading, Found found) {
        this.reading = reading;
        this.found = found;
    }

    static boolean wants(String className, String method) {
        return method.equals("invokeSuspend") || (method.equals("resumeWith") && className.equals(BASE));
    }

    void find(LiveState seen) {
        Map<Long, Map<Integer, Object>> byThread = new LinkedHashMap<>();
        for (Local local : seen.locals()) {
            if (wants(local.declaringClass().getName(), local.method()) && reading.kind(local.value()) == Kind.FRAME) {
                boolean ofCode = local.method().equals("invokeSuspend");
                if (ofCode ? local.slot() == 0 : CURRENT.contains(local.slot())) {
                    byThread.computeIfAbsent(local.threadId(), id -> new LinkedHashMap<>())
                            .merge(local.depth(), local.value(), this::older);
                }
            }
        }
        byThread.forEach((id, frames) -> {
            LiveThread thread = seen.thread(id);
            if (thread != null) {
                find(thread, frames);
            }
        });
    }

    /** Of two in one frame the one that the other returns to: that is where the thread is at. */
    private Object older(Object one, Object other) {
        Object at = one;
        for (int left = MOST_STEPS; at != null && left > 0; left--) {
            if (at == other) {
                return other;
            }
            at = reading.get(at, "completion");
        }
        return one;
    }

    private void find(LiveThread thread, Map<Integer, Object> frames) {
        List<Mark> marks = new ArrayList<>();
        frames.forEach((depth, continuation) -> {
            Object root = Chain.from(continuation, reading, 0).root();
            if (root != null) {
                marks.add(new Mark(depth, continuation, root));
            }
        });
        marks.sort(Comparator.comparingInt(Mark::depth));
        int from = 0;
        for (int i = 0; i < marks.size(); i++) {
            boolean last = i + 1 == marks.size()
                    || marks.get(i + 1).root() != marks.get(i).root();
            if (last) {
                int end = marks.get(i).depth() + 1;
                take(thread, from, end, marks.get(i));
                from = end;
            }
        }
    }

    private void take(LiveThread thread, int from, int end, Mark oldest) {
        Coroutine coroutine = found.continuation(oldest.continuation(), Coroutine.Sight.RUNNING);
        if (coroutine != null && coroutine.thread == null) {
            coroutine.thread = thread;
            coroutine.onThread = withoutMachinery(thread.stack()
                    .subList(
                            Math.min(from, thread.stack().size()),
                            Math.min(end, thread.stack().size())));
            coroutine.frames = callers(coroutine.frames, oldest.continuation());
        }
    }

    /** Those behind the one that is on the stack itself. */
    private static List<Object> callers(List<Object> frames, Object onStack) {
        int at = 0;
        while (at < frames.size() && frames.get(at) != onStack) {
            at++;
        }
        return at < frames.size() ? frames.subList(at + 1, frames.size()) : frames;
    }

    private static List<StackTraceElement> withoutMachinery(List<StackTraceElement> frames) {
        return frames.stream()
                .filter(frame -> !frame.getClassName().equals(BASE))
                .toList();
    }
}
