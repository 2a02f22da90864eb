package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.TaskKind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what collectors find in one look. Tasks and resources are known by their objects, so that collectors can speak of
 * those of each other. Not thread-safe.
 */
public final class TaskSink {

    /** A wait of a thread or a task. */
    record Edge(@Nullable LiveThread thread, @Nullable TaskDraft task, ResourceDraft what, boolean timed) {}

    private final CaptureLimits limits;
    private final ValueReading values;
    private final IdentityHashMap<Object, TaskDraft> tasks = new IdentityHashMap<>();
    private final List<TaskDraft> taskOrder = new ArrayList<>();
    private final IdentityHashMap<Object, ResourceDraft> resources = new IdentityHashMap<>();
    private final List<ResourceDraft> resourceOrder = new ArrayList<>();
    private final Map<Node, Edge> waits = new LinkedHashMap<>();
    private final List<Missing> missing = new ArrayList<>();
    private final Ids ids = new Ids();
    private final List<Cut> cuts = new ArrayList<>();
    private final LongSupplier nanoTime;
    private final long start;
    private long left;
    private long late;

    TaskSink(CaptureLimits limits, ValueReading values, LongSupplier nanoTime) {
        this.limits = limits;
        this.values = values;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Where live objects are put so that their values become variables of tasks. */
    public ValueReading values() {
        return values;
    }

    /**
     * The task that an object stands for: the one that is known already, by whichever collector, or a new one. Empty where
     * there is no more room or time, which is counted.
     *
     * @param name a name for people: its own, else where its code is
     */
    public Optional<TaskDraft> task(Object identity, TaskKind kind, String name) {
        TaskDraft known = tasks.get(identity);
        if (known == null && !isFull()) {
            known = new TaskDraft(ids.of(identity), kind, name);
            tasks.put(identity, known);
            taskOrder.add(known);
        } else if (known == null) {
            left(1);
        }
        return Optional.ofNullable(known);
    }

    /** The task that an object stands for; null where nobody has told of one. */
    public @Nullable TaskDraft known(Object identity) {
        return tasks.get(identity);
    }

    /** How many further tasks there is room for. */
    public int room() {
        return Math.max(0, limits.tasks() - taskOrder.size());
    }

    /** Counts tasks that were seen and passed over since there is no room or no time. */
    public void left(long count) {
        if (taskOrder.size() >= limits.tasks()) {
            left += count;
        } else {
            late += count;
        }
    }

    /** Whether there is no room or no time for another task. */
    public boolean isFull() {
        return taskOrder.size() >= limits.tasks()
                || nanoTime.getAsLong() - start > TimeUnit.MILLISECONDS.toNanos(limits.taskMillis());
    }

    /** The resource that an object is: the one that is known already, or a new one of that kind. */
    public ResourceDraft resource(Object identity, Resource.Kind kind) {
        return resources.computeIfAbsent(identity, object -> {
            ResourceDraft draft = new ResourceDraft(LiveObjects.ref(object), kind);
            resourceOrder.add(draft);
            return draft;
        });
    }

    /** A thread waits for it. What is told last counts, since a thread waits for one thing at a time. */
    public void waits(LiveThread who, ResourceDraft what) {
        waits(who, what, who.isTimed());
    }

    /**
     * The same where the state of the thread does not tell how it waits.
     *
     * @param timed whether the wait ends by itself after some time
     */
    public void waits(LiveThread who, ResourceDraft what, boolean timed) {
        waits.put(Node.thread(who.id()), new Edge(who, null, what, timed));
    }

    /** A task waits for it. */
    public void waits(TaskDraft who, ResourceDraft what) {
        waits(who, what, false);
    }

    /**
     * The same.
     *
     * @param timed whether the wait ends by itself after some time
     */
    public void waits(TaskDraft who, ResourceDraft what, boolean timed) {
        waits.put(who.node(), new Edge(null, who, what, timed));
    }

    /** What bounds this look. */
    public CaptureLimits limits() {
        return limits;
    }

    /** A limit left something out. */
    public void cut(Cut cut) {
        cuts.add(cut);
    }

    /** Another object that stands for a task, e.g. its place in a queue: who tells of it tells of that task. */
    public void alias(Object other, TaskDraft task) {
        tasks.putIfAbsent(other, task);
    }

    /** Something cannot be seen. */
    public void missing(Missing what) {
        if (!missing.contains(what)) {
            missing.add(what);
        }
    }

    List<TaskDraft> tasks() {
        return taskOrder;
    }

    List<ResourceDraft> resources() {
        return resourceOrder;
    }

    Map<Node, Edge> waits() {
        return waits;
    }

    List<Missing> missing() {
        return missing;
    }

    List<Cut> cuts() {
        List<Cut> all = new ArrayList<>(cuts);
        if (left > 0) {
            all.add(new Cut("tasks", left, "tasks=" + limits.tasks()));
        }
        if (late > 0) {
            all.add(new Cut("tasks", late, "taskMillis=" + limits.taskMillis()));
        }
        return all;
    }
}
