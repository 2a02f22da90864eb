package io.github.threadreporter.collect.tasks.reactive;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What waits in the queues of the executors that the schedulers of reactive libraries are built on. Not thread-safe. */
final class Queues {

    /** Of one queue. */
    private static final int MOST_JOBS = 10_000;

    private static final List<String> TASKS =
            List.of("reactor.core.scheduler.", "io.reactivex.rxjava3.internal.schedulers.");

    private static final int MOST_WRAPPERS = 8;

    /**
     * What waits in a queue.
     *
     * @param job the object in the queue
     * @param task what the library will run
     * @param dueNanos in how many nanoseconds it may run
     */
    record Job(Object job, Object task, Object executor, long dueNanos) {}

    private final LiveState seen;
    private final LiveObjects objects;

    Queues(LiveState seen) {
        this.seen = seen;
        this.objects = seen.objects();
    }

    List<Job> all() {
        List<Job> found = new ArrayList<>();
        Set<Object> executors = Collections.newSetFromMap(new IdentityHashMap<>());
        for (LiveThread thread : seen.threads()) {
            Object executor = thread.virtual() ? null : executor(thread);
            if (executor != null && executors.add(executor)) {
                read(executor, found);
            }
        }
        return found;
    }

    /** The executor that a thread works for. */
    private @Nullable Object executor(LiveThread thread) {
        Object worker = objects.target(thread.thread());
        return objects.isA(worker, "java.util.concurrent.ThreadPoolExecutor$Worker")
                ? objects.get(worker, "this$0")
                : null;
    }

    private void read(Object executor, List<Job> into) {
        if (objects.get(executor, "workQueue", "queue") instanceof Object[] queue) {
            for (int i = 0; i < queue.length && i < MOST_JOBS; i++) {
                Object task = queue[i] == null ? null : task(queue[i]);
                if (task != null) {
                    long due = objects.number(queue[i], "time") - System.nanoTime();
                    into.add(new Job(queue[i], task, executor, due));
                }
            }
        }
    }

    /** What is inside of the wrappers of the JDK and of the library; null where it is not the library's. */
    private @Nullable Object task(Object job) {
        Object at = objects.get(job, "callable");
        boolean isLibrary = false;
        for (int i = 0; i < MOST_WRAPPERS && at != null; i++) {
            Object next = null;
            if (TASKS.stream().anyMatch(at.getClass().getName()::startsWith)) {
                isLibrary = true;
                next = first(at, "task", "actual", "runnable", "decoratedRun");
            } else if (at.getClass().getName().startsWith("java.util.concurrent.Executors$")) {
                next = first(at, "task");
            }
            if (next == null) {
                break;
            }
            at = next;
        }
        return isLibrary ? at : null;
    }

    private @Nullable Object first(Object target, String... fields) {
        for (String field : fields) {
            Object value = objects.get(target, field);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
