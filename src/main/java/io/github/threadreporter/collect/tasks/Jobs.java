package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.tasks.Producers.Producer;
import io.github.threadreporter.model.TaskKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What executors are given to run, as tasks. For one look; not thread-safe. */
final class Jobs {

    private static final String SCHEDULED = "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask";

    private static final String FUTURE_TASK = "java.util.concurrent.FutureTask";
    private static final List<String> COMPLETING = List.of(
            "java.util.concurrent.CompletableFuture$AsyncSupply",
            "java.util.concurrent.CompletableFuture$AsyncRun",
            "java.util.concurrent.CompletableFuture$UniCompletion");

    private final LiveState seen;
    private final TaskSink into;
    private final Wrapped wrapped;

    Jobs(LiveState seen, TaskSink into) {
        this.seen = seen;
        this.into = into;
        this.wrapped = new Wrapped(seen.objects());
    }

    /** One that a thread is running. */
    Optional<TaskDraft> running(Object job, LiveThread thread, ResourceDraft pool) {
        Optional<TaskDraft> task = of(job, pool, thread);
        task.ifPresent(draft -> draft.state("running").runBy(thread));
        return task;
    }

    /** One that waits for its turn, and for its time before that where it has one. */
    Optional<TaskDraft> queued(Object job, ResourceDraft pool) {
        Optional<TaskDraft> task = of(job, pool, null);
        task.ifPresent(draft -> {
            if (draft.state().isEmpty()) { // else a thread runs it by now
                if (isTime(job, draft)) {
                    draft.state("queued");
                    into.waits(draft, pool);
                } else {
                    draft.state("scheduled");
                }
            }
        });
        return task;
    }

    private boolean isTime(Object job, TaskDraft draft) {
        if (!seen.objects().isA(job, SCHEDULED)) {
            return true;
        }
        long delay = seen.objects().number(job, "time") - System.nanoTime();
        draft.fact("due", delay > 0 ? "in " + Seconds.text(delay) : "since " + Seconds.text(-delay));
        long period = seen.objects().number(job, "period");
        if (period != 0) {
            draft.fact(
                    "repeats",
                    period > 0 ? "every " + Seconds.text(period) : Seconds.text(-period) + " after each end");
        }
        return delay <= 0;
    }

    private Optional<TaskDraft> of(Object job, ResourceDraft pool, @Nullable LiveThread runner) {
        if (into.known(job) == null && into.isFull()) {
            into.left(1);
            return Optional.empty();
        }
        List<Object> layers = wrapped.layers(job);
        List<Object> functions = Wrapped.functions(layers);
        TaskKind kind = seen.objects().isA(job, SCHEDULED) ? TaskKind.SCHEDULED : TaskKind.JOB;
        StackTraceElement place =
                runner != null && Wrapped.isOfTheJdk(functions.get(0)) ? Places.outermost(runner) : null;
        String name = place == null ? Code.name(functions.get(0), seen) : Code.name(place);
        Optional<TaskDraft> task = into.task(job, kind, name);
        task.ifPresent(draft -> {
            draft.pool(pool);
            if (!draft.hasFrames() && place != null) {
                draft.frame(LateFrame.of(place));
            } else if (!draft.hasFrames()) {
                functions.forEach(function -> draft.frame(Code.of(function, seen, into)));
            }
            layers.forEach(layer -> produces(layer, draft));
        });
        return task;
    }

    /** Tells what will be complete when that has been run. */
    private void produces(Object layer, TaskDraft draft) {
        if (seen.objects().isA(layer, FUTURE_TASK)) {
            seen.producers().put(layer, new Producer(null, draft, null, null));
        } else if (COMPLETING.stream().anyMatch(type -> seen.objects().isA(layer, type))) {
            Object future = seen.objects().get(layer, "dep");
            if (future != null) {
                seen.producers()
                        .put(future, new Producer(null, draft, seen.objects().get(layer, "fn"), null));
            }
        }
    }
}
