package io.github.threadreporter.send;

import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tasks of a dump by shape: those of one kind that stand at the same place in the same state. */
final class TaskGroups {

    /** What a person reads as one row; {@code stack} is a number that equal stacks share. */
    record Shape(TaskKind kind, String state, int stack) {}

    private final IdentityHashMap<StackTrace, Integer> numbers = new IdentityHashMap<>();
    private final Map<StackTrace, Integer> numbersByContent = new HashMap<>();
    private final Map<Shape, List<Task>> groups = new LinkedHashMap<>();
    private final Set<String> essential = new HashSet<>();

    TaskGroups(ThreadDump dump) {
        for (Task task : dump.tasks()) {
            groups.computeIfAbsent(shape(task), shape -> new ArrayList<>()).add(task);
        }
        dump.analysis().chain().forEach(this::matters);
        dump.analysis().deadlocks().forEach(deadlock -> deadlock.cycle().forEach(this::matters));
    }

    private void matters(Node node) {
        if (!node.isThread()) {
            essential.add(node.id());
        }
    }

    /** Those first in which a task of a deadlock or of the culprit's chain is, then larger ones first. */
    List<List<Task>> groups() {
        List<List<Task>> sorted = new ArrayList<>(groups.values());
        sorted.sort(Comparator.comparing(this::essential)
                .reversed()
                .thenComparing(Comparator.<List<Task>>comparingInt(List::size).reversed()));
        return sorted;
    }

    private boolean essential(List<Task> group) {
        return !essential.isEmpty() && group.stream().anyMatch(task -> essential.contains(task.id()));
    }

    /** Content is hashed once a stack, not once a task. */
    Shape shape(Task task) {
        int number = numbers.computeIfAbsent(
                task.stack(), s -> numbersByContent.computeIfAbsent(s, unseen -> numbersByContent.size()));
        return new Shape(task.kind(), task.state(), number);
    }
}
