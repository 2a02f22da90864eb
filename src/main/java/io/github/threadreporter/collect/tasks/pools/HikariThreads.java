package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The threads of HikariCP itself: they lead to pools that nobody waits for, and open connections. */
final class HikariThreads {

    private static final String PACKAGE = "com.zaxxer.hikari.";
    private static final String FACTORY = PACKAGE + "util.UtilityElf$DefaultThreadFactory";
    private static final String HOUSEKEEPER = PACKAGE + "pool.HikariPool$HouseKeeper";

    /** Of the queue of a housekeeper; its own job is among the first, since it is due twice a minute. */
    private static final int MOST_JOBS = 256;

    private HikariThreads() {}

    /** The pool that a thread keeps house for; null where it does not. */
    static @Nullable Object poolOf(LiveThread thread, LiveObjects objects) {
        Object executor = thread.virtual() ? null : executor(thread, objects);
        if (!objects.isA(objects.get(executor, "threadFactory"), FACTORY)) {
            return null;
        }
        for (Object job : jobs(executor, objects)) {
            Object task = objects.get(job, "callable", "task");
            if (objects.isA(task, HOUSEKEEPER)) {
                return objects.get(task, "this$0");
            }
        }
        return null;
    }

    /** The jobs that wait in the queue of a scheduler, not in order. */
    static List<Object> jobs(@Nullable Object executor, LiveObjects objects) {
        List<Object> jobs = new ArrayList<>();
        if (objects.get(executor, "workQueue", "queue") instanceof Object[] queue) {
            for (int i = 0; i < queue.length && jobs.size() < MOST_JOBS; i++) {
                if (queue[i] != null) {
                    jobs.add(queue[i]);
                }
            }
        }
        return jobs;
    }

    private static @Nullable Object executor(LiveThread thread, LiveObjects objects) {
        Object worker = objects.target(thread.thread());
        return objects.isA(worker, "java.util.concurrent.ThreadPoolExecutor$Worker")
                ? objects.get(worker, "this$0")
                : null;
    }

    /** The threads that are at opening connections for a pool. */
    static List<LiveThread> makers(Object pool, LiveState seen) {
        List<LiveThread> makers = new ArrayList<>();
        Object adder = seen.objects().get(pool, "addConnectionExecutor");
        for (LiveThread thread : seen.threads()) {
            if (Stacks.isIn(thread, PACKAGE + "pool.HikariPool$PoolEntryCreator", "call")
                    && adder != null
                    && executor(thread, seen.objects()) == adder) {
                makers.add(thread);
            }
        }
        return makers;
    }
}
