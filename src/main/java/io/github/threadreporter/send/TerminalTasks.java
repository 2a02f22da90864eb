package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.model.Wait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tasks of a dump: groups of equal shape, of each the first in full. */
final class TerminalTasks {

    private static final String INDENT = "  ";
    private static final String BELOW = "      ";

    /** Groups that are shown. */
    private static final int GROUPS = 50;

    /** Variables of a task that is told on one line. */
    private static final int VARIABLES = 3;

    private final TerminalLines lines;
    private final WaitIndex index;
    private final WaitSentence sentence;

    TerminalTasks(TerminalLines lines, WaitIndex index) {
        this.lines = lines;
        this.index = index;
        this.sentence = new WaitSentence(index);
    }

    void write(ThreadDump dump) throws IOException {
        TaskGroups shapes = new TaskGroups(dump);
        List<List<Task>> groups = shapes.groups();
        for (List<Task> group : groups.subList(0, Math.min(GROUPS, groups.size()))) {
            lines.blank();
            group(group);
        }
        if (groups.size() > GROUPS) {
            List<List<Task>> left = groups.subList(GROUPS, groups.size());
            lines.blank();
            lines.add("… " + left.size() + " more groups of tasks, "
                            + left.stream().mapToInt(List::size).sum() + " in all")
                    .end();
        }
        new TerminalTree(lines, dump.tasks(), shapes, index).write();
    }

    private void group(List<Task> group) throws IOException {
        Task first = group.get(0);
        lines.add(TerminalStyle.CYAN, first.kind().label().toUpperCase(Locale.ROOT))
                .add(INDENT)
                .add(TerminalStyle.STRONG, names(group))
                .add(INDENT)
                .add(TerminalStyle.YELLOW, first.state())
                .end();
        String who = group.size() == 1 ? "" : "the first ";
        if (first.threadId() != null) {
            lines.add(INDENT + who + "is run by " + index.name(Node.thread(first.threadId())))
                    .end();
        }
        Wait wait = index.wait(Node.task(first.id()));
        if (wait != null) {
            boolean same = group.stream().allMatch(task -> waitsFor(task, wait));
            lines.add(INDENT + (same && group.size() > 1 ? "each " : who) + "waits for " + sentence.of(wait))
                    .end();
        }
        if (!first.facts().isEmpty()) {
            lines.add(INDENT + (group.size() == 1 ? "" : "the first: ") + WaitSentence.facts(first.facts()))
                    .end();
        }
        stack(first);
        Frame created = first.createdAt().interesting();
        if (created != null) {
            lines.add(INDENT + "created at " + created.shortText()).end();
        }
    }

    private boolean waitsFor(Task task, Wait wait) {
        Wait other = index.wait(Node.task(task.id()));
        return other != null && other.what().equals(wait.what());
    }

    /** {@code 4 x PriceJob.call}, or {@code sending and 3 more}. */
    static String names(List<Task> group) {
        String name = group.get(0).name();
        if (group.size() == 1) {
            return name;
        }
        return group.stream().allMatch(task -> task.name().equals(name))
                ? group.size() + " × " + name
                : name + " and " + (group.size() - 1) + " more";
    }

    /** As a thread that stands there. */
    private void stack(Task task) throws IOException {
        new TerminalStack(lines)
                .write(CapturedThread.builder(0, task.name())
                        .stack(task.stack())
                        .variables(task.variables())
                        .build());
        for (FrameVariables frame : task.variables()) {
            if (frame.depth() >= task.stack().frames().size()) {
                for (Variable variable : VariableText.shown(frame)) {
                    lines.add(TerminalStyle.CYAN, BELOW + VariableText.name(variable))
                            .add(" = " + VariableText.value(variable))
                            .end();
                }
            }
        }
    }

    /** {@code PriceJob.call  orderId = order-1}: one of many. */
    static String inShort(Task task) {
        List<String> shown = new ArrayList<>();
        for (FrameVariables frame : task.variables()) {
            for (Variable variable : frame.variables()) {
                if (shown.size() < VARIABLES) {
                    shown.add(VariableText.name(variable) + " = " + VariableText.value(variable));
                }
            }
        }
        return task.name() + (shown.isEmpty() ? "" : INDENT + String.join(", ", shown));
    }
}
