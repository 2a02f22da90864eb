package io.github.threadreporter.collect.tasks.reactive;

import io.github.threadreporter.collect.tasks.Code;
import io.github.threadreporter.collect.tasks.LateFrame;
import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.TaskDraft;
import io.github.threadreporter.collect.tasks.TaskSink;
import io.github.threadreporter.model.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a stream into a task. Not thread-safe. */
final class Telling {

    private final LiveState seen;
    private final TaskSink into;
    private final LiveObjects objects;
    private final Operators operators = new Operators();
    private final Assembly assembly;
    private final UserCode code;

    Telling(LiveState seen, TaskSink into) {
        this.seen = seen;
        this.into = into;
        this.objects = seen.objects();
        this.assembly = new Assembly(objects);
        this.code = new UserCode(seen);
    }

    /**
     * The task; empty where there is no more room.
     *
     * @param publisher what it was begun by, where that is known
     */
    Optional<TaskDraft> tell(Stream stream, @Nullable Object publisher) {
        Optional<TaskDraft> task = into.task(stream.identity(), TaskKind.STREAM, chain(stream, " \u2192 "));
        task.ifPresent(draft -> {
            String code = frames(stream, draft);
            List<String> checkpoints = checkpoints(stream);
            List<String> names = names(stream, publisher);
            String name = !names.isEmpty()
                    ? names.get(0)
                    : !checkpoints.isEmpty()
                            ? checkpoints.get(checkpoints.size() - 1)
                            : code.isEmpty() ? chain(stream, " \u2192 ") : code;
            draft.name(name);
            stream.name(name);
            draft.state(state(stream));
            draft.fact("operators", chain(stream, ", "));
            if (!checkpoints.isEmpty()) {
                draft.fact("checkpoints", String.join(", ", checkpoints));
            }
            if (stream.isCut()) {
                draft.fact("cut", "operators beyond " + Streams.MOST_ELEMENTS + " are not shown");
            }
            demand(stream, draft);
            if (stream.runner() != null) {
                draft.runBy(stream.runner());
            }
        });
        return task;
    }

    private String chain(Stream stream, String between) {
        List<String> names = new ArrayList<>();
        for (Object element : stream.elements()) {
            String name = operators.name(element);
            if (!name.isEmpty() && !name.equals("value")) {
                names.add(name);
            }
        }
        return names.isEmpty() ? "stream" : String.join(between, names);
    }

    /** @return a name by the first function of the application, or empty */
    private String frames(Stream stream, TaskDraft draft) {
        String first = "";
        boolean hasCode = false;
        StackTraceElement last = null;
        for (Object element : stream.elements()) {
            if (assembly.isMark(element)) {
                StackTraceElement place = assembly.place(element);
                if (place != null && !hasCode) {
                    draft.frame(LateFrame.of(place));
                }
                last = place == null ? last : place;
                continue;
            }
            List<Object> functions = code.of(element);
            for (Object function : functions) {
                draft.frame(Code.of(function, seen, into));
                if (first.isEmpty()) {
                    first = Code.name(function, seen);
                }
            }
            hasCode = !functions.isEmpty();
        }
        if (last != null) {
            draft.createdAt(List.of(last));
        }
        return first;
    }

    private List<String> checkpoints(Stream stream) {
        List<String> found = new ArrayList<>();
        for (Object element : stream.elements()) {
            String description = assembly.isMark(element) ? assembly.description(element) : null;
            if (description != null) {
                found.add(description);
            }
        }
        return found;
    }

    private List<String> names(Stream stream, @Nullable Object publisher) {
        if (publisher != null) {
            List<String> names = assembly.names(publisher);
            if (!names.isEmpty()) {
                return names;
            }
        }
        List<Object> elements = stream.elements();
        for (int i = elements.size() - 1; i >= 0; i--) {
            for (Object each : assembly.publishers(elements.get(i))) {
                List<String> names = assembly.names(each);
                if (!names.isEmpty()) {
                    return names;
                }
            }
        }
        return List.of();
    }

    private static String state(Stream stream) {
        if (stream.runner() != null) {
            return "running";
        }
        Stream.Queued queued = stream.queued();
        if (queued == null) {
            return "waiting";
        }
        return queued.dueNanos() > 0 ? "due in " + queued.dueNanos() / 1_000_000 + " ms" : "queued";
    }

    /** What the end has asked for, and what lies in queues between operators. */
    private void demand(Stream stream, TaskDraft draft) {
        List<String> buffered = new ArrayList<>();
        long requested = -1;
        for (Object element : stream.elements()) {
            Object queue = objects.get(element, "queue");
            long produced = objects.number(queue, "producerIndex");
            long size = produced < 0 ? 0 : produced - objects.number(queue, "consumerIndex");
            if (size > 0) {
                buffered.add(operators.name(element) + " " + size);
            }
            long own = objects.number(element, "requested");
            requested = own < 0 ? requested : own;
        }
        if (requested >= 0) {
            draft.fact("requested", requested == Long.MAX_VALUE ? "unbounded" : Long.toString(requested));
        }
        if (!buffered.isEmpty()) {
            draft.fact("buffered", String.join(", ", buffered));
        }
    }
}
