package io.github.threadreporter.convert;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A dump with what converting looks up again and again. Immutable. */
final class DumpView {

    private final ThreadDump dump;
    private final List<StackGroup> groups;
    private final @Nullable StackGroup culprit;
    private final List<Item.Tasks> tasks;
    private final WaitView waits;
    private final Map<Long, CapturedThread> deadlocked;
    private final Set<Node> deadlockedNodes = new HashSet<>();
    private final Set<Node> chain;
    private final Set<LockRef> wanted;
    private final Map<String, Object> counts;
    private final Map<String, Object> taskCounts;

    DumpView(ThreadDump dump) {
        this.dump = dump;
        Analysis analysis = dump.analysis();
        List<StackGroup> all = analysis.groups().isEmpty() ? ungrouped(dump) : analysis.groups();
        this.culprit = all.stream()
                .filter(group -> Objects.equals(group.first().id(), analysis.culpritId()))
                .findFirst()
                .orElse(null);
        this.groups = culprit == null ? all : first(culprit.first().id(), all);
        this.tasks = TaskIds.numbered(dump);
        this.waits = new WaitView(dump);
        this.deadlocked = deadlocked(dump);
        for (Deadlock deadlock : analysis.deadlocks()) {
            deadlockedNodes.addAll(deadlock.cycle());
            deadlockedNodes.addAll(deadlock.others());
        }
        this.chain = Set.copyOf(analysis.chain());
        this.wanted = wanted(dump);
        this.counts = counts(dump);
        this.taskCounts = TaskCounts.of(dump.tasks());
    }

    ThreadDump dump() {
        return dump;
    }

    /** Every thread in one group, the culprit's first. */
    List<StackGroup> groups() {
        return groups;
    }

    /** Every task in one group, those that matter first. */
    List<Item.Tasks> tasks() {
        return tasks;
    }

    /** Who waits for what. */
    WaitView waits() {
        return waits;
    }

    @Nullable
    CapturedThread culprit() {
        return culprit == null ? null : culprit.first();
    }

    boolean isCulprit(CapturedThread thread) {
        return culprit != null && culprit.first().id() == thread.id();
    }

    boolean isDeadlocked(CapturedThread thread) {
        return deadlocked.containsKey(thread.id());
    }

    boolean isDeadlocked(Task task) {
        return deadlockedNodes.contains(Node.task(task.id()));
    }

    /** Whether one of them is part of a deadlock or of the culprit's chain. */
    boolean isEssential(StackGroup group) {
        return group.essential()
                || (!(deadlockedNodes.isEmpty() && chain.isEmpty())
                        && group.threads().stream()
                                .map(thread -> Node.thread(thread.id()))
                                .anyMatch(node -> deadlockedNodes.contains(node) || chain.contains(node)));
    }

    /** The cycle that the capture is about: the one that the culprit is in or waits for, the first where there is none. */
    @Nullable
    Deadlock mainDeadlock() {
        for (Deadlock deadlock : dump.analysis().deadlocks()) {
            if (culprit == null
                    || deadlock.threadIds().contains(culprit.first().id())
                    || deadlock.cycle().stream().anyMatch(chain::contains)) {
                return deadlock;
            }
        }
        return null;
    }

    /** The threads of a cycle in its order. */
    List<CapturedThread> members(Deadlock deadlock) {
        return deadlock.threadIds().stream()
                .flatMap(id -> Stream.ofNullable(deadlocked.get(id)))
                .toList();
    }

    /** Whether some thread waits for that lock while another holds it. */
    boolean isWanted(LockRef lock) {
        return wanted.contains(lock);
    }

    /** How many threads there are, in all, by state and by kind. */
    Map<String, Object> counts() {
        return counts;
    }

    /** The same of tasks; empty where there are none. */
    Map<String, Object> taskCounts() {
        return taskCounts;
    }

    /** Where nothing was worked out, every thread speaks for itself. */
    private static List<StackGroup> ungrouped(ThreadDump dump) {
        return dump.threads().stream()
                .map(thread -> new StackGroup(Role.WAITING, List.of(thread)))
                .toList();
    }

    /** The group that begins with that thread, then the others in their order. */
    private static List<StackGroup> first(long id, List<StackGroup> groups) {
        List<StackGroup> ordered = new ArrayList<>(groups);
        ordered.sort(Comparator.comparing(group -> group.first().id() != id));
        return List.copyOf(ordered);
    }

    private static Map<Long, CapturedThread> deadlocked(ThreadDump dump) {
        Set<Long> ids = new HashSet<>();
        dump.analysis().deadlocks().forEach(deadlock -> ids.addAll(deadlock.threadIds()));
        Map<Long, CapturedThread> threads = new HashMap<>();
        if (!ids.isEmpty()) {
            dump.threads().stream()
                    .filter(thread -> ids.contains(thread.id()))
                    .forEach(thread -> threads.put(thread.id(), thread));
        }
        return Map.copyOf(threads);
    }

    private static Set<LockRef> wanted(ThreadDump dump) {
        Set<LockRef> wanted = new HashSet<>();
        for (CapturedThread thread : dump.threads()) {
            LockWait wait = thread.waitsFor();
            if (wait != null && wait.owner() != null) {
                wanted.add(wait.lock());
            }
        }
        return Set.copyOf(wanted);
    }

    private static Map<String, Object> counts(ThreadDump dump) {
        Map<String, Integer> states = new HashMap<>();
        Map<String, Integer> kinds = new HashMap<>();
        for (CapturedThread thread : dump.threads()) {
            states.merge(thread.state().name(), 1, Integer::sum);
            kinds.merge(thread.kind().label(), 1, Integer::sum);
        }
        return Map.of("total", dump.threads().size(), "by state", Map.copyOf(states), "by kind", Map.copyOf(kinds));
    }
}
