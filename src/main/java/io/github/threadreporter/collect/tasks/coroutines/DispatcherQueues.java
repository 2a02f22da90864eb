package io.github.threadreporter.collect.tasks.coroutines;

import static java.util.Objects.requireNonNull;

import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.Local;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What dispatchers have queued: coroutines that wait for a thread, or for their time. Not thread-safe. */
final class DispatcherQueues {

    private static final String WORKER = "kotlinx.coroutines.scheduling.CoroutineScheduler$Worker";
    private static final String DELAYED = "kotlinx.coroutines.EventLoopImplBase$DelayedTask";
    private static final String DEFAULT_EXECUTOR = "kotlinx.coroutines.DefaultExecutor";
    private static final int MOST_CORES = 64;
    private static final int MOST_QUEUED = 1_000_000;

    private final Reading reading;
    private final Found found;
    private final Dispatchers dispatchers;
    private final Set<Object> read = Collections.newSetFromMap(new IdentityHashMap<>());

    DispatcherQueues(Reading reading, Found found, Dispatchers dispatchers) {
        this.reading = reading;
        this.found = found;
        this.dispatchers = dispatchers;
    }

    static boolean wants(String className, String method) {
        return method.equals("run")
                && (className.equals(Kind.LIMITED_WORKER.className) || className.equals(DEFAULT_EXECUTOR));
    }

    void find(LiveState seen) {
        for (LiveThread thread : seen.threads()) {
            Object executor = reading.executor(thread.thread());
            if (executor != null) {
                executor(executor);
            }
            if (reading.is(thread.thread(), WORKER)) {
                Object scheduler = reading.get(thread.thread(), "this$0");
                if (scheduler != null) {
                    worker(thread, scheduler);
                }
            }
        }
        for (Local local : seen.locals()) {
            LiveThread thread = seen.thread(local.threadId());
            Kind kind = reading.kind(local.value());
            if (kind == Kind.EVENT_LOOP) {
                eventLoop(local.value());
            } else if (kind == Kind.LIMITED) {
                limited(local.value());
            } else if (kind == Kind.LIMITED_WORKER && local.method().equals("run") && thread != null) {
                Object view = reading.get(local.value(), "this$0");
                if (view != null) {
                    dispatchers.runs(thread, view);
                    limited(view);
                }
            }
        }
    }

    private void worker(LiveThread thread, Object scheduler) {
        dispatchers.runs(thread, scheduler);
        Object local = reading.get(thread.thread(), "localQueue");
        queued(reading.atomic(local, "lastScheduledTask"), scheduler);
        for (Object task : reading.array(reading.get(local, "buffer"))) {
            queued(task, scheduler);
        }
        if (read.add(scheduler)) {
            tasks(reading.get(scheduler, "globalCpuQueue"), scheduler);
            tasks(reading.get(scheduler, "globalBlockingQueue"), scheduler);
        }
    }

    /** Its other work is told of by others. */
    private void executor(Object executor) {
        if (read.add(executor)) {
            reading.queues().forEach(reading.get(executor, "workQueue"), MOST_QUEUED, task -> {
                Object planned = reading.get(reading.get(task, "callable"), "task"); // by a scheduler
                queued(planned == null ? task : planned, executor, task);
                return true;
            });
        }
    }

    private void limited(Object view) {
        if (read.add(view)) {
            tasks(reading.get(view, "queue"), view);
        }
    }

    /** The loop of {@code runBlocking}, and the thread that waits for delays on behalf of most dispatchers. */
    void eventLoop(Object loop) {
        if (!read.add(loop)) {
            return;
        }
        Object queue = reading.atomic(loop, "_queue");
        if (reading.is(queue, "kotlinx.coroutines.internal.LockFreeTaskQueueCore")) {
            cores(queue, task -> queued(task, loop));
        } else {
            queued(queue, loop);
        }
        if (reading.get(reading.atomic(loop, "_delayed"), "a") instanceof Object[] heap) {
            for (Object delayed : heap) {
                delayed(delayed);
            }
        }
    }

    private void delayed(@Nullable Object task) {
        if (!reading.is(task, DELAYED)) {
            return;
        }
        Object continuation = reading.get(task, "cont");
        if (reading.kind(continuation) == Kind.CANCELLABLE) {
            found.continuation(requireNonNull(continuation), Coroutine.Sight.SUSPENDED);
        }
        Object block = reading.get(task, "block");
        if (reading.kind(block).isJob()) {
            found.job(requireNonNull(block)); // withTimeout
        }
    }

    private void tasks(@Nullable Object queue, Object dispatcher) {
        cores(reading.atomic(queue, "_cur"), task -> queued(task, dispatcher));
    }

    /** A queue that grows goes on in another one. */
    private void cores(@Nullable Object first, Consumer<Object> task) {
        Object core = first;
        for (int left = MOST_CORES; core != null && left > 0; left--) {
            for (Object each : reading.array(reading.get(core, "array"))) {
                if (each != null) {
                    task.accept(each);
                }
            }
            core = reading.atomic(core, "_next");
        }
    }

    private void queued(@Nullable Object task, Object dispatcher) {
        queued(task, dispatcher, task);
    }

    /** @param place what the queue holds */
    private void queued(@Nullable Object task, Object dispatcher, @Nullable Object place) {
        Object work = reading.is(task, "kotlinx.coroutines.scheduling.TaskImpl") ? reading.get(task, "block") : task;
        Kind kind = reading.kind(work);
        if (work != null && kind.isContinuation()) {
            Coroutine coroutine = found.continuation(work, Coroutine.Sight.QUEUED);
            if (coroutine != null && place != null) {
                coroutine.queue = dispatchers.resource(dispatcher);
                found.alias(place, coroutine);
            }
        } else if (kind == Kind.LIMITED_WORKER) {
            Object view = reading.get(work, "this$0");
            if (view != null) {
                dispatchers.waitsItself(view);
                queued(reading.get(work, "currentTask"), view);
                limited(view);
            }
        }
    }
}
