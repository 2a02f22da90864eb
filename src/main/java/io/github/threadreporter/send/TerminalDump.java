package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A dump for a person at a terminal: what is wrong first, then the threads that matter, with source and variables; those
 * that idle are counted; then pools with their queues, and tasks, folded where they have the same shape. Meant for enriched dumps; threads without a group are shown by their state, each alone.
 *
 * <p>No line is wider than the terminal, as far as each character takes one column: those that take two, or none, are
 * counted as one. Characters that would act on the terminal are shown as escapes.
 */
public final class TerminalDump {

    /** Groups of one role that are shown; the culprit and deadlocked threads always are. */
    private static final int GROUPS = 100;

    /** Names of groups on the line of a role that is only counted; the line is cut long before. */
    private static final int NAMES = 50;

    private final ThreadDump dump;
    private final MovementWords movement;
    private final TerminalLines lines;

    private TerminalDump(List<ThreadDump> looks, TerminalLines lines) {
        this.dump = looks.get(looks.size() - 1);
        this.movement = new MovementWords(Movement.over(looks));
        this.lines = lines;
    }

    /**
     * Writes dumps, each group by group. Of those that follow each other and are of one process (as far as its PID and its
     * start are known) the last one is shown, and what has moved since the first and what has not.
     *
     * @param dumps in the order of time
     * @throws IOException from {@code out}, which is neither flushed nor closed
     */
    public static void write(List<ThreadDump> dumps, TerminalOptions options, Writer out) throws IOException {
        TerminalLines lines = new TerminalLines(out, options);
        boolean further = false;
        for (List<ThreadDump> looks : Movement.series(dumps)) {
            if (further) {
                lines.blank();
                lines.end(TerminalStyle.QUIET, '=');
                lines.blank();
            }
            further = true;
            new TerminalDump(looks, lines).write();
        }
    }

    private void write() throws IOException {
        new TerminalHead(lines).write(dump, movement.ofAll());
        History history = dump.story().history();
        WaitIndex index = new WaitIndex(dump);
        TerminalCycles cycles = new TerminalCycles(lines, index);
        for (Deadlock deadlock : dump.analysis().deadlocks()) {
            cycles.deadlock(deadlock);
        }
        cycles.chain(dump.analysis().chain());
        TerminalGroup text = new TerminalGroup(lines, waiters(index), movement, history, index);
        for (Map.Entry<Role, List<StackGroup>> role : byRole().entrySet()) {
            if (role.getKey() == Role.IDLE || role.getKey() == Role.SYSTEM) {
                counted(role.getKey(), role.getValue());
            } else {
                shown(role.getKey(), role.getValue(), text);
            }
        }
        new TerminalPools(lines, index).write(dump);
        new TerminalTasks(lines, index).write(dump);
        new TerminalHistory(lines).write(history);
    }

    private void shown(Role role, List<StackGroup> groups, TerminalGroup text) throws IOException {
        int most = role == Role.CULPRIT || role == Role.DEADLOCKED ? groups.size() : GROUPS;
        for (StackGroup group : groups.subList(0, Math.min(most, groups.size()))) {
            lines.blank();
            text.write(group);
        }
        if (groups.size() > most) {
            List<StackGroup> left = groups.subList(most, groups.size());
            lines.blank();
            lines.add("… " + left.size() + " more groups of " + word(role) + " threads, " + threads(left) + " in all")
                    .end();
        }
    }

    private void counted(Role role, List<StackGroup> groups) throws IOException {
        int count = threads(groups);
        String names = groups.stream().limit(NAMES).map(GroupNames::of).collect(Collectors.joining("; "));
        lines.blank();
        String moved = movement.counted(
                groups.stream().flatMap(group -> group.threads().stream()).toList());
        lines.add(TerminalStyle.QUIET, role.name())
                .add("  " + count + (count == 1 ? " thread" : " threads"))
                .add((moved.isEmpty() ? ": " : ", " + moved + ": ") + names)
                .end();
    }

    private static int threads(List<StackGroup> groups) {
        return groups.stream().mapToInt(StackGroup::size).sum();
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private Map<Long, Integer> waiters(WaitIndex index) {
        Map<Long, Integer> waiters = new HashMap<>();
        for (CapturedThread thread : dump.threads()) {
            Long owner = index.onlyOwner(thread);
            if (owner != null) {
                waiters.merge(owner, 1, Integer::sum);
            }
        }
        return waiters;
    }

    private Map<Role, List<StackGroup>> byRole() {
        ReadingOrder order = new ReadingOrder(dump);
        Map<Role, List<StackGroup>> byRole = new EnumMap<>(Role.class);
        List<CapturedThread> members = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            CapturedThread thread = order.threads().get(i);
            StackGroup group = order.group(i);
            members.add(thread);
            boolean last = group == null || i + 1 == order.size() || order.groupNumber(i + 1) != order.groupNumber(i);
            if (last) {
                Role role = group == null ? byState(thread) : group.role();
                byRole.computeIfAbsent(role, r -> new ArrayList<>()).add(new StackGroup(role, members));
                members.clear();
            }
        }
        return byRole;
    }

    private static Role byState(CapturedThread thread) {
        return switch (thread.state()) {
            case BLOCKED -> Role.BLOCKED;
            case RUNNABLE -> Role.RUNNING;
            default -> Role.WAITING;
        };
    }
}
