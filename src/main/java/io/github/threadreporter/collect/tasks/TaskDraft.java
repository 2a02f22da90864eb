package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.TaskKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task while it is being looked at. Holds no live object but classes. Not thread-safe. */
public final class TaskDraft {

    private final String id;
    private final TaskKind kind;
    private final List<LateFrame> frames = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private String name;
    private String state = "";
    private @Nullable Long threadId;
    private @Nullable TaskDraft parent;
    private @Nullable ResourceDraft pool;
    private List<StackTraceElement> createdAt = List.of();

    TaskDraft(String id, TaskKind kind, String name) {
        this.id = id;
        this.kind = kind;
        this.name = name;
    }

    /** A better name. */
    public TaskDraft name(String value) {
        name = value;
        return this;
    }

    /** In the words of its library, e.g. {@code suspended}. */
    public TaskDraft state(String value) {
        state = value;
        return this;
    }

    /** Adds the next older frame. */
    public TaskDraft frame(LateFrame frame) {
        frames.add(frame);
        return this;
    }

    /** The thread that runs it. */
    public TaskDraft runBy(LiveThread thread) {
        threadId = thread.id();
        return this;
    }

    public TaskDraft parent(TaskDraft value) {
        parent = value;
        return this;
    }

    /** What runs it, or will. */
    public TaskDraft pool(ResourceDraft value) {
        pool = value;
        return this;
    }

    /** Where it was created, newest frame first. */
    public TaskDraft createdAt(List<StackTraceElement> stack) {
        createdAt = List.copyOf(stack);
        return this;
    }

    /** Something else that is known, in words. */
    public TaskDraft fact(String fact, String value) {
        facts.put(fact, value);
        return this;
    }

    public boolean hasFrames() {
        return !frames.isEmpty();
    }

    public String id() {
        return id;
    }

    Node node() {
        return Node.task(id);
    }

    TaskKind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    String state() {
        return state;
    }

    List<LateFrame> frames() {
        return frames;
    }

    @Nullable
    Long threadId() {
        return threadId;
    }

    @Nullable
    TaskDraft parent() {
        return parent;
    }

    @Nullable
    ResourceDraft pool() {
        return pool;
    }

    List<StackTraceElement> createdAt() {
        return createdAt;
    }

    Map<String, String> facts() {
        return facts;
    }
}
