package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code ForkJoinPool}s, the common one too: those of all worker threads, and those that local variables hold. */
final class ForkJoinPools implements TaskCollector {

    private static final String POOL = "java.util.concurrent.ForkJoinPool";
    private static final String WORKER = "java.util.concurrent.ForkJoinWorkerThread";
    private static final String CARRIER = "jdk.internal.misc.CarrierThread";
    private static final String TASK = "java.util.concurrent.ForkJoinTask";
    private static final int MOST_POOLS = 1_000;

    @Override
    public boolean wants(String className, String method) {
        return className.equals(TASK) && method.equals("doExec");
    }

    @Override
    public void collect(LiveState seen, TaskSink into) {
        Map<Long, Object> running = new HashMap<>();
        for (Local local : seen.locals()) {
            if (local.slot() == 0 && wants(local.declaringClass().getName(), local.method())) {
                running.putIfAbsent(local.threadId(), local.value()); // of several, what it does at this moment
            }
        }
        Jobs jobs = new Jobs(seen, into);
        List<Pool> pools = pools(seen);
        for (Pool pool : pools) {
            ResourceDraft draft =
                    into.resource(pool.object, Resource.Kind.EXECUTOR).need(Need.ONE);
            pool.describe(draft);
            for (LiveThread worker : pool.workers) {
                Object job = running.get(worker.id());
                if (job != null && !pool.carries) {
                    jobs.running(job, worker, draft);
                }
            }
        }
        for (Pool pool : pools) {
            if (!pool.carries) { // what is queued there are virtual threads, which are shown as threads
                ResourceDraft draft = into.resource(pool.object, Resource.Kind.EXECUTOR);
                long[] taken = new long[1];
                pool.forEachQueued(into.room(), job -> {
                    if (!into.isFull()) {
                        jobs.queued(job, draft);
                        taken[0]++;
                    }
                    return !into.isFull();
                });
                into.left(Math.max(0, pool.queued() - taken[0]));
            }
        }
    }

    private static List<Pool> pools(LiveState seen) {
        LiveObjects objects = seen.objects();
        IdentityHashMap<Object, Pool> known = new IdentityHashMap<>();
        List<Pool> order = new ArrayList<>();
        for (LiveThread thread : seen.threads()) {
            if (objects.isA(thread.thread(), WORKER)) {
                Pool pool = pool(objects.get(thread.thread(), "pool"), known, order, objects);
                if (pool != null) {
                    pool.workers.add(thread);
                    pool.carries |= objects.isA(thread.thread(), CARRIER);
                }
            }
        }
        for (Local local : seen.locals()) {
            if (objects.isA(local.value(), POOL)) {
                pool(local.value(), known, order, objects);
            }
        }
        return order;
    }

    private static @Nullable Pool pool(
            @Nullable Object object, IdentityHashMap<Object, Pool> known, List<Pool> order, LiveObjects objects) {
        if (object == null || known.size() == MOST_POOLS) {
            return object == null ? null : known.get(object);
        }
        return known.computeIfAbsent(object, pool -> {
            Pool fresh = new Pool(pool, objects);
            order.add(fresh);
            return fresh;
        });
    }

    /** One pool. Not thread-safe. */
    private static final class Pool {

        private static final int PARALLELISM = 0xffff;
        private static final int TOTAL_SHIFT = 32;

        final Object object;
        final List<LiveThread> workers = new ArrayList<>();
        private final LiveObjects objects;

        /** Whether its threads carry virtual threads. */
        boolean carries;

        Pool(Object object, LiveObjects objects) {
            this.object = object;
            this.objects = objects;
        }

        private long parallelism() {
            long own = objects.number(object, "parallelism");
            return own >= 0 ? own : objects.number(object, "mode") & PARALLELISM; // until JDK 18
        }

        /** Idle workers wait for work, and are woken when there is some. */
        private static boolean isIdle(LiveThread worker) {
            return worker.stack().stream()
                    .limit(8)
                    .anyMatch(frame -> frame.getClassName().equals(POOL)
                            && frame.getMethodName().equals("awaitWork"));
        }

        void describe(ResourceDraft draft) {
            long threads = (short) (objects.number(object, "ctl") >>> TOTAL_SHIFT);
            long idle = workers.stream().filter(Pool::isIdle).count();
            draft.name(ThreadNames.common(workers.stream()
                            .map(worker -> worker.thread().getName())
                            .toList()))
                    .fact("parallelism", Long.toString(parallelism()))
                    .fact("threads", Long.toString(Math.max(threads, workers.size())))
                    .fact("active", Long.toString(workers.size() - idle))
                    .fact("queued", Long.toString(queued()));
            workers.forEach(worker -> draft.holder(worker, isIdle(worker) ? "is idle" : "runs a task"));
            if (idle > 0) {
                draft.unknown("a thread of it is idle");
            } else if (threads > workers.size()) {
                draft.unknown("not all of its threads were seen");
            } else if (workers.size() < parallelism()) {
                draft.unknown("it can start another thread");
            }
        }

        /** How many tasks are in all queues. */
        long queued() {
            long sum = 0;
            if (objects.get(object, "queues") instanceof Object[] queues) {
                for (Object queue : queues) {
                    sum += Math.max(0, objects.number(queue, "top") - objects.number(queue, "base"));
                }
            }
            return sum;
        }

        /** Until the visitor returns false. Each worker has a queue of its own, and those who submit share some. */
        void forEachQueued(long most, Predicate<Object> visitor) {
            long left = most;
            if (objects.get(object, "queues") instanceof Object[] queues) {
                for (Object queue : queues) {
                    if (objects.get(queue, "array") instanceof Object[] slots && slots.length > 0) {
                        long base = objects.number(queue, "base");
                        long end = Math.min(objects.number(queue, "top"), base + Math.min(left, slots.length));
                        for (long at = base; at < end; at++) {
                            Object task = slots[(int) (at & (slots.length - 1))];
                            if (task != null) {
                                left--;
                                if (!visitor.test(task)) {
                                    return;
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
