package io.github.threadreporter.enrich;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Changes the frames of a dump and keeps what is shared shared: 100,000 threads or tasks in three shapes are three stacks
 * afterwards, even where the collector made equal stacks of different identity.
 */
public final class FrameMapper {

    private final ThreadDump dump;
    /** For each instance the one that stands for all its equals: hashing a deep stack is what costs, so it is done once. */
    private final IdentityHashMap<StackTrace, StackTrace> standIns = new IdentityHashMap<>();

    private final Map<StackTrace, StackTrace> distinct = new LinkedHashMap<>();

    public FrameMapper(ThreadDump dump) {
        this.dump = dump;
        dump.threads().forEach(thread -> add(thread.stack()));
        for (Task task : dump.tasks()) {
            add(task.stack());
            add(task.createdAt());
        }
    }

    private void add(StackTrace of) {
        standIns.computeIfAbsent(of, stack -> {
            StackTrace first = distinct.putIfAbsent(stack, stack);
            return first == null ? stack : first;
        });
    }

    /** The distinct frames, in the order of threads and then of tasks. */
    public Set<Frame> frames() {
        Set<Frame> frames = new LinkedHashSet<>();
        distinct.keySet().forEach(stack -> frames.addAll(stack.frames()));
        return frames;
    }

    /** {@code change} is asked once for each distinct frame; equal frames become one instance. */
    public ThreadDump map(UnaryOperator<Frame> change) {
        Map<Frame, Frame> frames = new HashMap<>();
        IdentityHashMap<StackTrace, StackTrace> stacks = new IdentityHashMap<>();
        distinct.keySet().forEach(stack -> stacks.put(stack, map(stack, frames, change)));
        standIns.replaceAll((stack, first) -> stacks.getOrDefault(first, first));
        List<CapturedThread> threads = dump.threads().stream().map(this::thread).toList();
        List<Task> tasks = dump.tasks().stream().map(this::task).toList();
        return dump.withThreads(threads).withTasks(tasks).withAnalysis(analysis(threads));
    }

    @SuppressWarnings("ReferenceEquality") // an unchanged frame is the same one
    private static StackTrace map(StackTrace stack, Map<Frame, Frame> frames, UnaryOperator<Frame> change) {
        List<Frame> mapped = new ArrayList<>(stack.frames().size());
        boolean same = true;
        for (Frame frame : stack.frames()) {
            Frame next = frames.computeIfAbsent(frame, change);
            same &= next == frame;
            mapped.add(next);
        }
        return same ? stack : new StackTrace(mapped, stack.framesCut());
    }

    @SuppressWarnings("ReferenceEquality") // sharing is about identity
    private CapturedThread thread(CapturedThread thread) {
        StackTrace stack = standIns.getOrDefault(thread.stack(), thread.stack());
        return stack == thread.stack() ? thread : thread.withStack(stack);
    }

    @SuppressWarnings("ReferenceEquality")
    private Task task(Task task) {
        StackTrace stack = standIns.getOrDefault(task.stack(), task.stack());
        StackTrace createdAt = standIns.getOrDefault(task.createdAt(), task.createdAt());
        return stack == task.stack() && createdAt == task.createdAt()
                ? task
                : task.withStack(stack).withCreatedAt(createdAt);
    }

    /** Groups hold their threads: those must be the changed ones too. */
    private Analysis analysis(List<CapturedThread> threads) {
        Analysis analysis = dump.analysis();
        if (analysis.groups().isEmpty()) {
            return analysis;
        }
        Map<Long, CapturedThread> byId = new HashMap<>();
        threads.forEach(thread -> byId.put(thread.id(), thread));
        List<StackGroup> groups = analysis.groups().stream()
                .map(group -> new StackGroup(
                        group.role(),
                        group.threads().stream()
                                .map(thread -> byId.getOrDefault(thread.id(), thread))
                                .toList()))
                .toList();
        return new Analysis(groups, analysis.deadlocks(), analysis.culpritId(), analysis.headline(), analysis.chain());
    }
}
