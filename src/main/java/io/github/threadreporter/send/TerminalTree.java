package io.github.threadreporter.send;

import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which task belongs to which: a tree, in which children of equal shape without children of their own are one line. Tasks
 * that belong to each other in a circle have no root, and are in none.
 */
final class TerminalTree {

    private static final int LINES = 100;
    private static final int DEPTH = 16;

    private final TerminalLines lines;
    private final List<Task> tasks;
    private final TaskGroups shapes;
    private final WaitIndex index;
    private final Map<String, List<Task>> children = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private int written;

    TerminalTree(TerminalLines lines, List<Task> tasks, TaskGroups shapes, WaitIndex index) {
        this.lines = lines;
        this.tasks = tasks;
        this.shapes = shapes;
        this.index = index;
        for (Task task : tasks) {
            if (task.parentId() != null) {
                children.computeIfAbsent(task.parentId(), id -> new ArrayList<>())
                        .add(task);
            }
        }
    }

    void write() throws IOException {
        if (children.isEmpty()) {
            return;
        }
        lines.blank();
        lines.add(TerminalStyle.STRONG, "Tree of tasks").end();
        Set<String> known = new HashSet<>();
        tasks.forEach(task -> known.add(task.id()));
        for (Task task : tasks) {
            if (task.parentId() == null && children.containsKey(task.id())) {
                line(List.of(task), 1);
                below(task.id(), 2);
            }
        }
        for (Map.Entry<String, List<Task>> orphans : children.entrySet()) {
            if (!known.contains(orphans.getKey())) {
                below(orphans.getKey(), 1);
            }
        }
        if (written > LINES) {
            lines.add("  … " + (written - LINES) + " more lines").end();
        }
    }

    /** What has children of its own is a line for itself. */
    private void below(String parent, int depth) throws IOException {
        Map<TaskGroups.Shape, List<Task>> leaves = new LinkedHashMap<>();
        List<Task> below = seen.add(parent) ? children.getOrDefault(parent, List.of()) : List.of();
        for (Task task : below) {
            if (!children.containsKey(task.id())) {
                leaves.computeIfAbsent(shapes.shape(task), shape -> new ArrayList<>())
                        .add(task);
            } else if (!seen.contains(task.id())) {
                line(List.of(task), depth);
                if (depth < DEPTH) {
                    below(task.id(), depth + 1);
                }
            }
        }
        for (List<Task> group : leaves.values()) {
            line(group, depth);
        }
    }

    private void line(List<Task> group, int depth) throws IOException {
        if (++written > LINES) {
            return;
        }
        Task first = group.get(0);
        lines.add("  ".repeat(depth)).add(TerminalStyle.STRONG, TerminalTasks.names(group));
        lines.add("  " + first.kind().label() + "  ").add(TerminalStyle.YELLOW, first.state());
        if (first.threadId() != null && group.size() == 1) {
            lines.add("  on " + index.name(Node.thread(first.threadId())));
        }
        lines.end();
    }
}
