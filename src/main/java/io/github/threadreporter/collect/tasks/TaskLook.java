package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.values.Fields;
import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.collect.variables.VariableLook;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tasks of one look. Threads are offered as they are seen; {@link #collect} finds tasks and waits and lets go of every
 * live object; {@link #finish} gives names, later and on another thread. Not for two threads at a time.
 */
public final class TaskLook {

    private static final String WHAT = "tasks without a thread";

    private final List<TaskCollector> collectors;
    private final HeapWalk heapWalk;
    private final CaptureLimits limits;
    private final VariableLook variables;
    private final Steadiness steadiness;
    private TaskSink sink;
    private final Map<Long, LiveThread> threads = new LinkedHashMap<>();
    private final List<Missing> missing = new ArrayList<>();
    private HeapWalk.Result heap = HeapWalk.Result.NONE;

    /**
     * A look that has not seen anything yet.
     *
     * @param heapWalk finds what only the heap leads to
     * @param variables the look for variables, of which this is a part
     * @param bean tells whether a thread has moved
     */
    public TaskLook(
            List<TaskCollector> collectors,
            HeapWalk heapWalk,
            CaptureLimits limits,
            VariableLook variables,
            ThreadMXBean bean) {
        this.collectors = collectors;
        this.heapWalk = heapWalk;
        this.limits = limits;
        this.variables = variables;
        this.steadiness = new Steadiness(bean);
        this.sink = newSink();
        variables.rootsAre(
                (className, method) -> collectors.stream().anyMatch(collector -> collector.wants(className, method)));
    }

    private TaskSink newSink() {
        return new TaskSink(limits, variables.values(), System::nanoTime);
    }

    /** A thread that was looked at. */
    public void offer(LiveThread thread) {
        if (!collectors.isEmpty()) {
            threads.put(thread.id(), thread);
        }
    }

    /** How often each platform thread has begun to wait, asked for before threads are looked at one after the other. */
    public Map<Long, Long> waitsSoFar() {
        return steadiness.waitsOfAll();
    }

    /** Whether a thread has moved since it was seen, as far as the JVM counts its waits. */
    public boolean hasMoved(LiveThread seen) {
        return steadiness.hasMoved(seen);
    }

    /** Finds tasks and waits, with the objects that were found in frames. */
    public void collect(List<Local> locals) {
        if (collectors.isEmpty()) {
            return;
        }
        heap = heapWalk.walk(collectors.stream()
                .flatMap(collector -> collector.heapClasses().stream())
                .collect(Collectors.toSet()));
        missing.addAll(heap.missing());
        sink = newSink(); // its time begins now
        if (!variables.lack().isEmpty()) {
            missing.add(new Missing(WHAT, variables.lack(), ""));
        }
        LiveState state = new LiveState(
                threads,
                locals,
                new LiveObjects(new Fields(variables.fields())),
                new LiveCode(variables.jvmti()),
                variables,
                heap.instances());
        for (TaskCollector collector : collectors) {
            try {
                collector.collect(state, sink);
            } catch (RuntimeException e) {
                // What is being changed can be of any form; what this collector has found so far is kept.
                missing.add(new Missing(
                        "some tasks without a thread",
                        collector.getClass().getSimpleName() + " could not go on: " + e,
                        ""));
            }
        }
        if (state.isCut()) {
            missing.add(new Missing("some tasks without a thread", "variables lead to too many objects", ""));
        }
        steadiness.dropMoved(sink.waits());
        threads.clear();
        heap = heap.withoutInstances();
    }

    /** The pause that a walk over the heap took; zero where there was none. */
    public Duration heapWalk() {
        return heap.took();
    }

    /** The classes of which class files are wanted before {@link #finish}. */
    public Set<Class<?>> classes() {
        Set<Class<?>> classes = new HashSet<>();
        sink.tasks().forEach(task -> task.frames().forEach(frame -> classes.addAll(frame.classes())));
        return classes;
    }

    /** The tasks and waits with names. */
    public TaskFinish finish(TaskFinish.Stacks stacks, VariableLook.Named named) {
        return new TaskFinish(sink, stacks, named.late(), limits);
    }

    /** What could not be had. */
    public List<Missing> missing() {
        List<Missing> all = new ArrayList<>(missing);
        all.addAll(sink.missing());
        return all;
    }

    /** What limits left out. */
    public List<Cut> cuts() {
        List<Cut> all = new ArrayList<>(sink.cuts());
        all.addAll(heap.cuts());
        return all;
    }
}
