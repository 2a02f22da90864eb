package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.variables.LateNames;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what collectors found into the model, when there is time to read class files. Not thread-safe. */
public final class TaskFinish {

    /** Makes a stack of frames, within the limit of frames. */
    @FunctionalInterface
    public interface Stacks {
        StackTrace of(List<StackTraceElement> frames);
    }

    private final TaskSink sink;
    private final Stacks stacks;
    private final LateNames names;
    private final CaptureLimits limits;

    TaskFinish(TaskSink sink, Stacks stacks, LateNames names, CaptureLimits limits) {
        this.sink = sink;
        this.stacks = stacks;
        this.names = names;
        this.limits = limits;
    }

    /** The tasks in the order in which they were found. */
    public List<Task> tasks() {
        return sink.tasks().stream().map(this::task).toList();
    }

    private Task task(TaskDraft draft) {
        List<StackTraceElement> frames = new ArrayList<>(draft.frames().size());
        List<FrameVariables> variables = new ArrayList<>();
        for (LateFrame late : draft.frames()) {
            LateFrame.Finished finished = late.finish(names);
            if (!finished.variables().isEmpty()
                    && names.showsValues()
                    && variables.size() < limits.variableFrames()
                    && frames.size() < limits.framesPerStack()) {
                variables.add(new FrameVariables(frames.size(), finished.variables(), ""));
            }
            frames.add(finished.frame());
        }
        Map<String, String> facts = texts(draft.facts());
        return new Task(
                draft.id(),
                draft.kind(),
                text(draft.name()),
                draft.state(),
                stacks.of(frames),
                variables,
                draft.threadId(),
                draft.parent() == null ? null : draft.parent().id(),
                draft.pool() == null ? null : draft.pool().ref(),
                draft.createdAt().isEmpty() ? StackTrace.EMPTY : stacks.of(draft.createdAt()),
                facts);
    }

    /** Who waits for what. */
    public WaitGraph waits() {
        List<Wait> waits = new ArrayList<>();
        sink.waits().forEach((who, edge) -> waits.add(new Wait(who, edge.what().ref(), edge.timed(), null)));
        return new WaitGraph(
                sink.resources().stream().map(ResourceDraft::finish).toList(), waits);
    }

    private Map<String, String> texts(Map<String, String> facts) {
        Map<String, String> texts = new LinkedHashMap<>();
        facts.forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    private String text(String value) {
        return value.length() <= limits.textLength() ? value : value.substring(0, limits.textLength());
    }
}
