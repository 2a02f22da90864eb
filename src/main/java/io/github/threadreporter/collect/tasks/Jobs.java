package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.model.TaskKind;
import java.util.List;
import java.util.Optional;

/** What executors are given to run, as tasks. For one look; not thread-safe. */
final class Jobs {

    private static final String SCHEDULED = "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask";

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
        Optional<TaskDraft> task = of(job, pool);
        task.ifPresent(draft -> draft.state("running").runBy(thread));
        return task;
    }

    /** One that waits for its turn, and for its time before that where it has one. */
    Optional<TaskDraft> queued(Object job, ResourceDraft pool) {
        Optional<TaskDraft> task = of(job, pool);
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

    private Optional<TaskDraft> of(Object job, ResourceDraft pool) {
        if (into.known(job) == null && into.isFull()) {
            into.left(1);
            return Optional.empty();
        }
        List<Object> functions = wrapped.functions(job);
        TaskKind kind = seen.objects().isA(job, SCHEDULED) ? TaskKind.SCHEDULED : TaskKind.JOB;
        Optional<TaskDraft> task = into.task(job, kind, Code.name(functions.get(0), seen));
        task.ifPresent(draft -> {
            draft.pool(pool);
            if (!draft.hasFrames()) {
                functions.forEach(function -> draft.frame(Code.of(function, seen, into)));
            }
        });
        return task;
    }
}
