package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.tasks.Producers.Producer;
import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Resource;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code CompletableFuture}s with what is to happen when they are complete, and who waits for them, for a {@code
 * FutureTask} or a {@code ForkJoinTask}. Comes after the collectors of executors, which know what is queued.
 */
final class Futures implements TaskCollector {

    private static final String FUTURE = "java.util.concurrent.CompletableFuture";
    private static final String FUTURE_TASK = "java.util.concurrent.FutureTask";
    private static final String FORK_JOIN_TASK = "java.util.concurrent.ForkJoinTask";
    private static final Set<String> ASYNC = Set.of(FUTURE + "$AsyncSupply", FUTURE + "$AsyncRun");

    @Override
    public boolean wants(String className, String method) {
        return switch (method) {
            case "waitingGet", "timedGet" -> className.equals(FUTURE);
            case "awaitDone" -> className.equals(FUTURE_TASK) || className.equals(FORK_JOIN_TASK);
            case "doExec" -> className.equals(FORK_JOIN_TASK);
            case "run" -> ASYNC.contains(className);
            case "tryFire" -> className.startsWith(FUTURE + "$");
            default -> false;
        };
    }

    @Override
    public void collect(LiveState seen, TaskSink into) {
        Producers producers = seen.producers();
        IdentityHashMap<Object, LiveThread> executing = new IdentityHashMap<>();
        for (Local local : seen.locals()) {
            LiveThread thread = seen.thread(local.threadId());
            if (thread != null) {
                produce(local, thread, seen, executing);
            }
        }
        seen.reachable().objects().forEach(producers::saw);
        FutureGraph graph = new FutureGraph(seen.objects(), into::isFull);
        graph.build(producers.seen());
        into.left(graph.left());
        FutureChains chains = new FutureChains(seen, into, graph);
        chains.tell();
        for (FutureGraph.Future future : graph.futures()) {
            for (Thread thread : future.waiters) {
                LiveThread waiter = seen.of(thread);
                if (waiter != null && waiter.isWaiting()) {
                    into.waits(waiter, chains.resource(future.object));
                }
            }
        }
        for (Local local : seen.locals()) {
            LiveThread waiter = seen.thread(local.threadId());
            if (local.slot() == 0 && waiter != null && waiter.isWaiting()) {
                if (isIn(local, FUTURE, "waitingGet") || isIn(local, FUTURE, "timedGet")) {
                    into.waits(waiter, chains.resource(local.value()));
                } else if (isIn(local, FUTURE_TASK, "awaitDone") || isIn(local, FORK_JOIN_TASK, "awaitDone")) {
                    into.waits(waiter, task(local.value(), executing, seen, into));
                }
            }
        }
        for (LiveThread waiter : seen.threads()) {
            if (waiter.isWaiting() && seen.objects().isA(waiter.blocker(), FUTURE_TASK) && waiter.blocker() != null) {
                into.waits(waiter, task(waiter.blocker(), executing, seen, into));
            }
        }
    }

    private static boolean isIn(Local local, String className, String method) {
        return local.method().equals(method) && local.declaringClass().getName().equals(className);
    }

    /** Notes what the thread is about to complete. */
    private static void produce(
            Local local, LiveThread thread, LiveState seen, IdentityHashMap<Object, LiveThread> executing) {
        String type = local.declaringClass().getName();
        Producers producers = seen.producers();
        if (local.slot() == 1 && local.method().equals("run") && ASYNC.contains(type)) {
            producers.put(local.value(), new Producer(thread, null, null, above(thread, local.depth())));
        } else if (local.slot() == 0 && local.method().equals("tryFire") && type.startsWith(FUTURE + "$")) {
            Object future = seen.objects().get(local.value(), "dep");
            if (future != null && above(thread, local.depth()) != null) {
                Object function = seen.objects().get(local.value(), "fn");
                producers.put(
                        future,
                        new Producer(thread, null, function, function == null ? above(thread, local.depth()) : null));
            }
        } else if (local.slot() == 0 && isIn(local, FORK_JOIN_TASK, "doExec")) {
            executing.putIfAbsent(local.value(), thread);
        }
    }

    /** The frame that this one has called: where its function is, unless it is only just beginning or ending. */
    private static @Nullable StackTraceElement above(LiveThread thread, int depth) {
        StackTraceElement frame = Places.calledBy(thread, depth);
        return frame == null || frame.getClassName().startsWith(FUTURE) ? null : frame;
    }

    /** A task of an executor as something to wait for. */
    private static ResourceDraft task(
            Object task, IdentityHashMap<Object, LiveThread> executing, LiveState seen, TaskSink into) {
        ResourceDraft resource = into.resource(task, Resource.Kind.FUTURE);
        LiveThread runner = executing.get(task);
        if (runner == null && seen.objects().get(task, "runner") instanceof Thread thread) {
            runner = seen.of(thread);
        }
        TaskDraft known = into.known(task);
        Producer producer = seen.producers().of(task);
        if (runner != null) {
            return resource.holder(runner, "runs it");
        }
        if (known != null) {
            return resource.holder(known, "");
        }
        if (producer != null && producer.task() != null) {
            return resource.holder(producer.task(), "runs it");
        }
        return resource.unknown("nobody is known to run it");
    }
}
