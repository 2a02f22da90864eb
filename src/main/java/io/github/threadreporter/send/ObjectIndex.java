package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Each object that a variable leads to once, numbered in the order in which variables first need them, those of
 * threads before those of tasks. Objects are told
 * apart by identity: values are a graph, of any depth.
 */
final class ObjectIndex {

    private final IdentityHashMap<Value.Structure, Integer> numbers = new IdentityHashMap<>();
    private final List<Value.Structure> objects = new ArrayList<>();

    /** The numbers at which all objects before have all that they refer to. */
    private final BitSet wholes = new BitSet();

    ObjectIndex(List<CapturedThread> threads, List<Task> tasks) {
        threads.forEach(thread -> add(thread.variables()));
        tasks.forEach(task -> add(task.variables()));
    }

    private void add(List<FrameVariables> frames) {
        for (FrameVariables frame : frames) {
            for (Variable variable : frame.variables()) {
                add(variable.value());
            }
        }
    }

    private void add(Value root) {
        Deque<Value> next = new ArrayDeque<>();
        next.add(root);
        while (!next.isEmpty()) {
            if (next.remove() instanceof Value.Structure object
                    && numbers.putIfAbsent(object, objects.size()) == null) {
                objects.add(object);
                object.members().forEach(member -> next.add(member.value()));
            }
        }
        wholes.set(objects.size());
    }

    int size() {
        return objects.size();
    }

    /**
     * The objects from that number on up to the end of the variable that first needs it: only together do they hold all
     * that they refer to.
     */
    List<Value.Structure> together(int from) {
        return objects.subList(from, wholes.nextSetBit(from + 1));
    }

    /** @throws IllegalArgumentException if nothing that was indexed has it */
    int numberOf(Value.Structure object) {
        Integer number = numbers.get(object);
        if (number == null) {
            throw new IllegalArgumentException("object: " + object.label() + " was not indexed");
        }
        return number;
    }
}
