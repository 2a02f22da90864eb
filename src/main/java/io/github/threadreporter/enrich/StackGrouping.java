package io.github.threadreporter.enrich;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts threads with equal stacks, state, kind and role together. */
final class StackGrouping {

    /** {@code alone} is the thread's id for threads that are never folded, else 0. */
    private record Key(int stack, Thread.State state, ThreadKind kind, Role role, long alone) {}

    private final IdentityHashMap<StackTrace, Integer> numbers = new IdentityHashMap<>();
    private final Map<StackTrace, Integer> numbersByContent = new HashMap<>();

    private StackGrouping() {}

    static List<StackGroup> group(List<CapturedThread> threads, Roles roles) {
        StackGrouping grouping = new StackGrouping();
        Map<Key, List<CapturedThread>> members = new LinkedHashMap<>();
        for (CapturedThread thread : threads) {
            Role role = roles.of(thread);
            long alone = role == Role.CULPRIT || role == Role.DEADLOCKED ? thread.id() : 0;
            Key key = new Key(grouping.number(thread.stack()), thread.state(), thread.kind(), role, alone);
            members.computeIfAbsent(key, k -> new ArrayList<>()).add(thread);
        }
        List<StackGroup> groups = new ArrayList<>(members.size());
        members.forEach((key, list) -> groups.add(new StackGroup(key.role(), list)));
        groups.sort(Comparator.comparing(StackGroup::role)
                .thenComparing(Comparator.comparingInt(StackGroup::size).reversed())
                .thenComparing(group -> group.first().id()));
        return groups;
    }

    /** Equal stacks have equal numbers. Content is hashed once a stack, not once a thread. */
    private int number(StackTrace stack) {
        return numbers.computeIfAbsent(
                stack, s -> numbersByContent.computeIfAbsent(s, unseen -> numbersByContent.size()));
    }
}
