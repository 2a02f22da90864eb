package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Each distinct frame and stack once, numbered in the order in which threads and tasks first need them, one of each in
 * turn: where there is no room for all, neither take all of it.
 */
final class StackIndex {

    /** Collectors share instances, and hashing a stack costs much more than comparing a reference. */
    private final IdentityHashMap<StackTrace, Integer> byReference = new IdentityHashMap<>();

    private final Map<StackTrace, Integer> byValue = new HashMap<>();
    private final Map<Frame, Integer> frameNumbers = new HashMap<>();
    private final List<Frame> frames = new ArrayList<>();
    private final List<StackTrace> stacks = new ArrayList<>();
    private final List<int[]> framesOfStacks = new ArrayList<>();

    StackIndex(List<CapturedThread> threads, List<Task> tasks) {
        for (int i = 0; i < Math.max(threads.size(), tasks.size()); i++) {
            if (i < threads.size()) {
                add(threads.get(i).stack());
            }
            if (i < tasks.size()) {
                add(tasks.get(i).stack());
            }
        }
        // Where tasks stand matters more than where they come from.
        tasks.forEach(task -> add(task.createdAt()));
    }

    private void add(StackTrace stack) {
        if (!stack.equals(StackTrace.EMPTY)) {
            byReference.computeIfAbsent(stack, this::number);
        }
    }

    private int number(StackTrace stack) {
        Integer known = byValue.putIfAbsent(stack, stacks.size());
        if (known != null) {
            return known;
        }
        stacks.add(stack);
        framesOfStacks.add(stack.frames().stream().mapToInt(this::number).toArray());
        return stacks.size() - 1;
    }

    private int number(Frame frame) {
        Integer known = frameNumbers.putIfAbsent(frame, frames.size());
        if (known != null) {
            return known;
        }
        frames.add(frame);
        return frames.size() - 1;
    }

    List<Frame> frames() {
        return frames;
    }

    List<StackTrace> stacks() {
        return stacks;
    }

    int[] framesOf(int stack) {
        return framesOfStacks.get(stack);
    }

    /**
     * The number of a stack, or null for one without frames.
     *
     * @throws IllegalArgumentException if the stack was not indexed
     */
    @Nullable
    Integer numberOf(StackTrace stack) {
        Integer number = byReference.get(stack);
        if (number == null && !stack.equals(StackTrace.EMPTY)) {
            throw new IllegalArgumentException("stack: it was not indexed");
        }
        return number;
    }
}
