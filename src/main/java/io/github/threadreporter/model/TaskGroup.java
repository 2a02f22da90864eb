package io.github.threadreporter.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of one shape: of the same kind, in the same state, at the same place, for the same pool. A person reads them as
 * one row. What is part of a deadlock or of the culprit's chain is a group of its own.
 *
 * @param essential whether it is part of a deadlock or of the culprit's chain
 * @param tasks its members, never empty, in the order of the dump; the first stands for all
 */
public record TaskGroup(boolean essential, List<Task> tasks) {

    private record Key(
            TaskKind kind,
            String state,
            int stack,
            @Nullable LockRef pool,
            boolean running,
            @Nullable String alone) {}

    public TaskGroup {
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("tasks: a group has at least one");
        }
    }

    /**
     * Every task of a dump in exactly one group: essential ones first, then those with frames of the application, larger
     * groups first. It follows from the rest of the dump and is therefore no part of it. Linear in tasks; each distinct
     * stack is hashed once.
     */
    public static List<TaskGroup> of(ThreadDump dump) {
        Set<String> essential = essential(dump.analysis());
        IdentityHashMap<StackTrace, Integer> numbers = new IdentityHashMap<>();
        Map<StackTrace, Integer> numbersByContent = new HashMap<>();
        Map<Key, List<Task>> members = new LinkedHashMap<>();
        for (Task task : dump.tasks()) {
            int stack = numbers.computeIfAbsent(
                    task.stack(), s -> numbersByContent.computeIfAbsent(s, unseen -> numbersByContent.size()));
            boolean running = task.threadId() != null;
            String alone = essential.contains(task.id()) ? task.id() : null;
            Key key = new Key(task.kind(), task.state(), stack, task.pool(), running, alone);
            members.computeIfAbsent(key, k -> new ArrayList<>()).add(task);
        }
        List<TaskGroup> groups = new ArrayList<>(members.size());
        members.forEach((key, tasks) -> groups.add(new TaskGroup(key.alone() != null, tasks)));
        groups.sort(Comparator.comparing((TaskGroup group) -> !group.essential)
                .thenComparing(group -> !group.first().stack().hasInApp())
                .thenComparing(Comparator.comparingInt(TaskGroup::size).reversed()));
        return List.copyOf(groups);
    }

    private static Set<String> essential(Analysis analysis) {
        Set<String> ids = new HashSet<>();
        for (Deadlock deadlock : analysis.deadlocks()) {
            addTasks(deadlock.cycle(), ids);
            addTasks(deadlock.others(), ids);
        }
        addTasks(analysis.chain(), ids);
        return ids;
    }

    private static void addTasks(List<Node> nodes, Set<String> ids) {
        nodes.stream().filter(node -> !node.isThread()).map(Node::id).forEach(ids::add);
    }

    public Task first() {
        return tasks.get(0);
    }

    public int size() {
        return tasks.size();
    }
}
