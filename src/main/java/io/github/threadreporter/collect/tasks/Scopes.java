package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.TaskKind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Structured task scopes: their subtasks, as a tree, and owners that wait for them. Executors of one thread for each
 * task. Both by the container that each thread is in; from JDK 21 on.
 */
final class Scopes implements TaskCollector {

    private static final String CONTAINER = "jdk.internal.misc.ThreadFlock$ThreadContainerImpl";
    private static final String FLOCK = "jdk.internal.misc.ThreadFlock";
    private static final String SCOPE = "java.util.concurrent.StructuredTaskScope";
    private static final String THREAD_PER_TASK = "java.util.concurrent.ThreadPerTaskExecutor";

    /** A thread of a scope, and what it was made to run. */
    private record Member(LiveThread thread, Object work) {}

    @Override
    public void collect(LiveState seen, TaskSink into) {
        IdentityHashMap<Object, List<Member>> scopes = new IdentityHashMap<>();
        List<Object> order = new ArrayList<>();
        IdentityHashMap<Object, List<LiveThread>> executors = new IdentityHashMap<>();
        IdentityHashMap<LiveThread, TaskDraft> subtasks = new IdentityHashMap<>();
        for (LiveThread thread : seen.threads()) {
            Object container = seen.objects().get(thread.thread(), "container");
            if (seen.objects().isA(container, CONTAINER) && container != null) {
                Object work = work(thread, seen.objects());
                scopes.computeIfAbsent(container, scope -> {
                            order.add(scope);
                            return new ArrayList<>();
                        })
                        .add(new Member(thread, work == null ? thread.thread() : work));
            } else if (seen.objects().isA(container, THREAD_PER_TASK) && container != null) {
                executors
                        .computeIfAbsent(container, executor -> new ArrayList<>())
                        .add(thread);
            }
        }
        for (Object scope : order) {
            scopes.getOrDefault(scope, List.of()).forEach(member -> subtask(member, scope, subtasks, seen, into));
        }
        for (Object scope : order) {
            tellOwner(scope, scopes.getOrDefault(scope, List.of()), subtasks, seen, into);
        }
        executors.forEach((executor, threads) -> tellExecutor(executor, threads, into));
    }

    /** What a thread of a scope was made to run; of a virtual thread it is what its continuation runs. */
    private static @Nullable Object work(LiveThread thread, LiveObjects objects) {
        Object target = objects.target(thread.thread());
        return target == null ? objects.get(thread.thread(), "cont", "target", "val$task") : target;
    }

    private static void subtask(
            Member member,
            Object scope,
            IdentityHashMap<LiveThread, TaskDraft> subtasks,
            LiveState seen,
            TaskSink into) {
        boolean isSubtask = member.work().getClass().getName().startsWith(SCOPE);
        Object task = isSubtask ? seen.objects().get(member.work(), "task") : null;
        Object function = task == null ? member.work() : task;
        String name = function instanceof Thread thread ? thread.getName() : Code.name(function, seen);
        into.task(member.work(), TaskKind.SUBTASK, name.isEmpty() ? "subtask" : name)
                .ifPresent(draft -> {
                    subtasks.put(member.thread(), draft);
                    draft.state("running").runBy(member.thread());
                    if (!draft.hasFrames() && !(function instanceof Thread)) {
                        draft.frame(Code.of(function, seen, into));
                    }
                    if (seen.objects().get(scope, "flock", "name") instanceof String label) {
                        draft.fact("scope", label);
                    }
                });
    }

    private static void tellOwner(
            Object scope,
            List<Member> members,
            IdentityHashMap<LiveThread, TaskDraft> subtasks,
            LiveState seen,
            TaskSink into) {
        LiveThread owner = seen.objects().get(scope, "owner") instanceof Thread thread ? seen.of(thread) : null;
        TaskDraft parent = owner == null ? null : subtasks.get(owner);
        for (Member member : members) {
            TaskDraft draft = subtasks.get(member.thread());
            if (draft != null && owner != null) {
                draft.fact("owner", ownerText(owner));
            }
            if (draft != null && parent != null) {
                draft.parent(parent);
            }
        }
        if (owner != null
                && owner.isWaiting()
                && isAwaiting(owner)
                && seen.objects().get(owner.thread(), "headStackableScopes") == scope) {
            ResourceDraft all = into.resource(scope, Kind.FUTURE).need(need(members, seen.objects()));
            members.forEach(member -> all.holder(member.thread(), "runs a subtask"));
            if (seen.objects().get(scope, "flock", "name") instanceof String label) {
                all.name(label);
            }
            if (members.size() < seen.objects().number(seen.objects().get(scope, "flock"), "threadCount")) {
                all.unknown("not all of its threads were seen");
            } else if (hasTimeLimit(members, seen.objects())) {
                all.unknown("it has a time limit of its own");
            }
            into.waits(owner, all);
        }
    }

    private static String ownerText(LiveThread owner) {
        String name = owner.thread().getName();
        return name.isEmpty() ? "thread " + owner.id() : name;
    }

    private static boolean isAwaiting(LiveThread owner) {
        return owner.stack().stream()
                .anyMatch(frame -> frame.getClassName().equals(FLOCK)
                        && (frame.getMethodName().equals("awaitAll")
                                || frame.getMethodName().equals("close")));
    }

    private static Need need(List<Member> members, LiveObjects objects) {
        for (Member member : members) {
            Object joiner = objects.get(member.work(), "scope", "joiner");
            if (joiner != null && joiner.getClass().getName().contains("AnySuccessful")) {
                return Need.ONE;
            }
        }
        return Need.ALL;
    }

    private static boolean hasTimeLimit(List<Member> members, LiveObjects objects) {
        return members.stream().anyMatch(member -> objects.get(member.work(), "scope", "timerTask") != null);
    }

    private static void tellExecutor(Object executor, List<LiveThread> threads, TaskSink into) {
        into.resource(executor, Kind.EXECUTOR)
                .name(ThreadNames.common(threads.stream()
                        .map(thread -> thread.thread().getName())
                        .toList()))
                .need(Need.ONE)
                .fact("threads", Integer.toString(threads.size()))
                .unknown("it starts a thread for each task");
    }
}
