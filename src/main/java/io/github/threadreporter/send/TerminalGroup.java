package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.Wait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A group of threads at the same place: who they are, what they wait for, what they carry, and their frames. */
final class TerminalGroup {

    private static final String INDENT = "  ";

    private final TerminalLines lines;
    private final Map<Long, Integer> waiters;
    private final MovementWords movement;
    private final History history;
    private final WaitIndex index;

    /** @param waiters by id of a thread, how many wait for it */
    TerminalGroup(
            TerminalLines lines, Map<Long, Integer> waiters, MovementWords movement, History history, WaitIndex index) {
        this.lines = lines;
        this.waiters = waiters;
        this.movement = movement;
        this.history = history;
        this.index = index;
    }

    void write(StackGroup group) throws IOException {
        CapturedThread first = group.first();
        lines.add(style(group.role()), group.role().name()).add("  ");
        lines.add(TerminalStyle.STRONG, GroupNames.of(group));
        if (group.size() == 1) {
            lines.add(" #" + first.id());
        }
        lines.add((first.kind() == ThreadKind.VIRTUAL ? "  virtual" : "") + "  ");
        lines.add(
                TerminalStyle.of(first.state()),
                first.state() + WaitWords.of(first).afterState());
        lines.end();
        String moved = movement.of(group.threads());
        if (!moved.isEmpty()) {
            lines.add(INDENT).add(TerminalStyle.STRONG, moved).end();
        }
        String stood = StoryWords.stood(history, group.threads());
        if (!stood.isEmpty()) {
            lines.add(INDENT).add(TerminalStyle.STRONG, stood).end();
        }
        waits(group);
        int behind = waiters.getOrDefault(first.id(), 0);
        if (behind > 0 && group.size() == 1) {
            lines.add(
                            TerminalStyle.RED,
                            INDENT + behind + (behind == 1 ? " thread waits" : " threads wait") + " for it")
                    .end();
        }
        if (first.carrierId() != null) {
            lines.add(INDENT + "mounted on #" + first.carrierId()).end();
        }
        context(group);
        new TerminalStack(lines).write(first);
    }

    private void waits(StackGroup group) throws IOException {
        Wait known = index.wait(Node.thread(group.first().id()));
        Resource resource = known == null ? null : index.resource(known.what());
        if (known != null && resource != null) {
            boolean same = group.threads().stream().allMatch(thread -> waitsFor(thread, known));
            String who = group.size() == 1 ? "" : same ? "each " : "the first ";
            lines.paragraph(TerminalStyle.YELLOW, INDENT, who + "waits for " + new WaitSentence(index).of(known));
            return;
        }
        LockWait wait = group.first().waitsFor();
        if (wait == null) {
            return;
        }
        boolean same = group.threads().stream().allMatch(thread -> wait.equals(thread.waitsFor()));
        String who = group.size() == 1 ? "" : same ? "each " : "the first ";
        lines.add(INDENT + who + "waits for ")
                .add(TerminalStyle.YELLOW, wait.lock().text());
        LockWait.Owner owner = wait.owner();
        if (owner != null) {
            lines.add(", held by ").add(TerminalStyle.STRONG, owner.name() + " #" + owner.id());
        }
        lines.end();
    }

    private boolean waitsFor(CapturedThread thread, Wait wait) {
        Wait other = index.wait(Node.thread(thread.id()));
        return other != null && other.what().equals(wait.what());
    }

    /** On one line: it is for finding the request elsewhere. */
    private void context(StackGroup group) throws IOException {
        ThreadContext context = group.first().context();
        ScopeData scope = context.scope();
        List<String> parts = new ArrayList<>();
        add(parts, "", entries(context.mdc()));
        add(parts, "user ", entries(scope.user()));
        add(parts, "", scope.transaction());
        add(parts, "trace ", scope.traceId());
        add(parts, "tags ", entries(scope.tags()));
        add(parts, "scoped ", entries(context.scopedValues()));
        if (!parts.isEmpty()) {
            String who = group.size() == 1 ? "" : "the first: ";
            lines.add(INDENT + who + String.join(" | ", parts)).end();
        }
    }

    private static void add(List<String> parts, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            parts.add(name + text);
        }
    }

    private static String entries(Map<String, String> entries) {
        return new TreeMap<>(entries)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static TerminalStyle style(Role role) {
        return switch (role) {
            case CULPRIT, DEADLOCKED -> TerminalStyle.ALARM;
            case BLOCKED -> TerminalStyle.RED;
            case RUNNING -> TerminalStyle.GREEN;
            case WAITING -> TerminalStyle.YELLOW;
            case SYSTEM, IDLE -> TerminalStyle.QUIET;
        };
    }
}
