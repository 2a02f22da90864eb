package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ThreadPoolExecutor} and {@code ScheduledThreadPoolExecutor}: the pools of all worker threads, and those that
 * local variables hold; what they run, and what is in their queues.
 */
final class ThreadPools implements TaskCollector {

    private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";
    private static final String WORKER = POOL + "$Worker";
    private static final String DELEGATE = "java.util.concurrent.Executors$DelegatedExecutorService";
    private static final int TASK_SLOT = 3;
    private static final int MOST_POOLS = 1_000;

    /** A thread of a pool, and what it is to its pool. */
    record Member(LiveThread thread, Object worker) {}

    @Override
    public boolean wants(String className, String method) {
        return className.equals(POOL) && method.equals("runWorker");
    }

    @Override
    public void collect(LiveState seen, TaskSink into) {
        Map<Long, Object> running = running(seen);
        Jobs jobs = new Jobs(seen, into);
        List<ThreadPool> all = new ArrayList<>();
        pools(seen).forEach((pool, members) -> all.add(new ThreadPool(pool, members, seen.objects())));
        for (ThreadPool pool : all) {
            ResourceDraft draft =
                    into.resource(pool.pool(), Resource.Kind.EXECUTOR).need(Need.ONE);
            pool.describe(draft);
            for (Member member : pool.members()) {
                Object job = running.get(member.thread().id());
                if (job != null) {
                    jobs.running(job, member.thread(), draft);
                }
            }
        }
        // What runs comes first, whichever pool it is of: that there is no room is more likely with what is queued.
        for (ThreadPool pool : all) {
            ResourceDraft draft = into.resource(pool.pool(), Resource.Kind.EXECUTOR);
            long[] taken = new long[1];
            pool.forEachQueued(into, job -> {
                if (!into.isFull()) {
                    jobs.queued(job, draft);
                    taken[0]++;
                }
                return !into.isFull();
            });
            into.left(Math.max(0, pool.queueSize() - taken[0]));
            if (pool.queueSize() == Queues.NONE && into.isFull()) {
                into.missing(new Missing("how many tasks are left in a queue", "the queue does not count them", ""));
            }
        }
    }

    private static IdentityHashMap<Object, List<Member>> pools(LiveState seen) {
        IdentityHashMap<Object, List<Member>> pools = new IdentityHashMap<>();
        LiveObjects objects = seen.objects();
        for (LiveThread thread : seen.threads()) {
            Object worker = objects.target(thread.thread());
            Object pool = objects.isA(worker, WORKER) ? objects.get(worker, "this$0") : null;
            if (pool != null && worker != null) {
                pools.computeIfAbsent(pool, p -> new ArrayList<>()).add(new Member(thread, worker));
            }
        }
        for (Local local : seen.locals()) {
            Object pool = objects.isA(local.value(), DELEGATE) ? objects.get(local.value(), "e") : local.value();
            if (pools.size() < MOST_POOLS && pool != null && objects.isA(pool, POOL)) {
                pools.computeIfAbsent(pool, p -> new ArrayList<>());
            }
        }
        return pools;
    }

    /** By thread, what it runs: a variable of {@code runWorker}. */
    private static Map<Long, Object> running(LiveState seen) {
        Map<Long, Object> running = new HashMap<>();
        for (Local local : seen.locals()) {
            if (local.slot() == TASK_SLOT
                    && local.method().equals("runWorker")
                    && local.declaringClass().getName().equals(POOL)) {
                running.put(local.threadId(), local.value());
            }
        }
        return running;
    }
}
