package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Each distinct frame and stack once, numbered in the order in which threads first need them. */
final class StackIndex {

    /** Collectors share instances, and hashing a stack costs much more than comparing a reference. */
    private final IdentityHashMap<StackTrace, Integer> byReference = new IdentityHashMap<>();

    private final Map<StackTrace, Integer> byValue = new HashMap<>();
    private final Map<Frame, Integer> frameNumbers = new HashMap<>();
    private final List<Frame> frames = new ArrayList<>();
    private final List<StackTrace> stacks = new ArrayList<>();
    private final List<int[]> framesOfStacks = new ArrayList<>();

    StackIndex(List<CapturedThread> threads) {
        for (CapturedThread thread : threads) {
            if (hasStack(thread)) {
                byReference.computeIfAbsent(thread.stack(), this::number);
            }
        }
    }

    static boolean hasStack(CapturedThread thread) {
        return !thread.stack().equals(StackTrace.EMPTY);
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

    /** @throws IllegalArgumentException if the thread was not indexed */
    int stackOf(CapturedThread thread) {
        Integer number = byReference.get(thread.stack());
        if (number == null) {
            throw new IllegalArgumentException("thread: " + thread.id() + " was not indexed");
        }
        return number;
    }
}
