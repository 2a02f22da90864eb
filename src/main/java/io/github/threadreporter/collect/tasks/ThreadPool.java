package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.tasks.ThreadPools.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One {@code ThreadPoolExecutor}. Not thread-safe. */
final class ThreadPool {

    private static final int COUNT_BITS = 29;
    private static final List<String> STATES = List.of("shut down", "stopping", "tidying up", "terminated");
    private static final String DELAYED = "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue";

    private final Object pool;
    private final List<Member> members;
    private final LiveObjects objects;
    private final Queues queues;
    private final @Nullable Object queue;
    private final long size;
    private final long active;

    ThreadPool(Object pool, List<Member> members, LiveObjects objects) {
        this.pool = pool;
        this.members = members;
        this.objects = objects;
        this.queues = new Queues(objects);
        this.queue = objects.get(pool, "workQueue");
        long control = objects.number(objects.get(pool, "ctl"), "value");
        this.size = control & ((1 << COUNT_BITS) - 1);
        this.active = members.stream().filter(this::isActive).count();
    }

    Object pool() {
        return pool;
    }

    List<Member> members() {
        return members;
    }

    /** A worker locks itself while it runs something. */
    private boolean isActive(Member member) {
        return objects.number(member.worker(), "state") > 0;
    }

    long queueSize() {
        return queues.size(queue);
    }

    void describe(ResourceDraft draft) {
        draft.name(ThreadNames.common(members.stream()
                .map(member -> member.thread().thread().getName())
                .toList()));
        long core = objects.number(pool, "corePoolSize");
        long maximum = objects.number(pool, "maximumPoolSize");
        draft.fact("threads", Long.toString(size))
                .fact("active", Long.toString(active))
                .fact("core", Long.toString(core))
                .fact("maximum", maximum == Integer.MAX_VALUE ? "unlimited" : Long.toString(maximum));
        if (queueSize() >= 0) {
            draft.fact("queued", Long.toString(queueSize()));
        }
        if (queues.capacity(queue) > 0) {
            draft.fact("queue capacity", Long.toString(queues.capacity(queue)));
        }
        long completed = Math.max(0, objects.number(pool, "completedTaskCount"));
        for (Member member : members) {
            completed += Math.max(0, objects.number(member.worker(), "completedTasks"));
        }
        draft.fact("completed", Long.toString(completed));
        int state = (int) (objects.number(objects.get(pool, "ctl"), "value") >> COUNT_BITS);
        if (state >= 0 && state < STATES.size()) {
            draft.fact("state", STATES.get(state));
        }
        for (Member member : members) {
            draft.holder(member.thread(), isActive(member) ? "runs a task" : "is idle");
        }
        draft.unknown(unknown(core, maximum));
    }

    /** Why a task that is queued might be run by another thread than those that are busy now; empty where it cannot. */
    private String unknown(long core, long maximum) {
        if (size > members.size()) {
            return "not all of its threads were seen";
        }
        if (active < members.size()) {
            return "a thread of it is idle";
        }
        if (size < core || size == 0) {
            return "it can start another thread";
        }
        if (size < maximum && (!Queues.isPlain(queue) || queues.capacity(queue) != Queues.NONE)) {
            return "it can start another thread when its queue is full";
        }
        return "";
    }

    /** Hands out what is in the queue until the visitor returns false; of a scheduler, what is due first comes first. */
    void forEachQueued(TaskSink into, Predicate<Object> visitor) {
        if (!objects.isA(queue, DELAYED)) {
            queues.forEach(queue, into.room(), visitor);
            return;
        }
        record Due(Object job, long time) {}
        List<Due> jobs = new ArrayList<>();
        long now = System.nanoTime();
        queues.forEach(queue, into.room(), job -> {
            jobs.add(new Due(job, objects.number(job, "time") - now));
            return !into.isFull();
        });
        jobs.sort(Comparator.comparingLong(Due::time));
        for (Due due : jobs) {
            if (!visitor.test(due.job())) {
                return;
            }
        }
    }
}
