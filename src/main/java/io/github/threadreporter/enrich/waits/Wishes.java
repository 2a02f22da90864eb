package io.github.threadreporter.enrich.waits;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.Wait;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one vertex that each node waits for. */
final class Wishes {

    private final Nodes nodes;
    private final Resources resources;
    private final @Nullable Wait[] told;
    private final Map<Long, Duration> seen;
    private final int[] wish;
    private final BitSet free = new BitSet();
    private final BitSet toldByJvm = new BitSet();
    private final BitSet timedLocks = new BitSet();
    private final BitSet notified = new BitSet();

    Wishes(ThreadDump dump, Nodes nodes, Resources resources) {
        this.nodes = nodes;
        this.resources = resources;
        this.told = new Wait[nodes.size()];
        this.seen = dump.story().history().waited();
        this.wish = new int[nodes.size()];
        Arrays.fill(wish, WaitsFor.NONE);
        for (Wait wait : dump.waits().waits()) {
            int node = nodes.of(wait.who());
            if (node != Nodes.NONE && told[node] == null && resources.of(wait.what()) != Resources.NONE) {
                told[node] = wait;
            }
        }
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.isThread(node)) {
                thread(node, nodes.thread(node), told[node]);
            } else {
                task(node, nodes.task(node), told[node]);
            }
        }
    }

    int of(int node) {
        return wish[node];
    }

    boolean isFree(int node) {
        return free.get(node);
    }

    /** Who waits for a lock of which the JVM tells the owner. */
    BitSet toldByJvm() {
        return toldByJvm;
    }

    /** Who waits for such a lock for a limited time. */
    BitSet timedLocks() {
        return timedLocks;
    }

    boolean isNotified(int node) {
        return notified.get(node);
    }

    /** How long a node has waited, where what it waits for tells. */
    @Nullable
    Duration told(int node) {
        Wait wait = told[node];
        return wait == null ? null : wait.waited();
    }

    /** The same, or for how long it has been seen to. */
    @Nullable
    Duration waited(int node) {
        Duration exact = told(node);
        return exact == null && wish[node] != WaitsFor.NONE && nodes.isThread(node)
                ? seen.get(nodes.thread(node).id())
                : exact;
    }

    private void thread(int node, CapturedThread thread, @Nullable Wait wait) {
        LockWait lock = thread.waitsFor();
        LockWait.Owner owner = lock == null ? null : otherOwner(lock, thread);
        if (wait == null) {
            if (lock != null && owner != null) {
                wish(node, resources.of(lock, owner));
                notified.set(node, lock.how() == LockWait.How.WAITING);
                toldByJvm.set(node);
                timedLocks.set(node, thread.state() == Thread.State.TIMED_WAITING);
                // Collectors looked at this lock, and do not tell this wait of it: the thread has moved meanwhile.
                free.set(node, resources.of(lock.lock()) != Resources.NONE);
            }
            return;
        }
        int found = resources.of(wait.what());
        Resource resource = resources.get(found);
        boolean inObjectWait = lock != null && lock.how() == LockWait.How.WAITING;
        // Of a lock that one thread holds at a time the JVM knows best who that is.
        boolean ownerTold = owner != null && !inObjectWait;
        if (ownerTold && lock != null && owner != null && !(resource.isKnown() && isHeldBy(owner.id(), resource))) {
            wish(node, resources.of(lock, owner));
            toldByJvm.set(node);
        } else {
            wish(node, found);
            toldByJvm.set(node, ownerTold && resource.holders().size() == 1);
            notified.set(node, inObjectWait && resource.kind() == Kind.MONITOR);
        }
        boolean unsteady = !ownerTold && thread.kind() == ThreadKind.VIRTUAL && isTakenAgain(resource.kind());
        timedLocks.set(node, wait.timed() && toldByJvm.get(node));
        free.set(node, unsteady || (wait.timed() && !toldByJvm.get(node)));
    }

    /**
     * Whether one can wait for it, get it, give it back and wait for it again. Nobody counts the waits of a virtual thread
     * as the JVM counts those of platform threads: so its second wait for the same lock cannot be told from its first, and
     * facts of both would make a deadlock that never was.
     */
    private static boolean isTakenAgain(Kind kind) {
        return switch (kind) {
            case MONITOR, LOCK, READ_WRITE_LOCK, SEMAPHORE, CONNECTION_POOL, HTTP_POOL -> true;
            case CONDITION, LATCH, THREAD, FUTURE, QUEUE, EXECUTOR, DISPATCHER, OTHER -> false;
        };
    }

    /**
     * The owner that the JVM tells. Where that is the waiting thread itself, it got the lock after it was seen to wait: of a
     * lock that its owner may take again nobody waits for himself, and the JVM's own finder passes over such loops too.
     */
    private static LockWait.@Nullable Owner otherOwner(LockWait lock, CapturedThread waiter) {
        LockWait.Owner owner = lock.owner();
        return owner == null || owner.id() == waiter.id() ? null : owner;
    }

    private static boolean isHeldBy(long owner, Resource resource) {
        Node node = Node.thread(owner);
        return resource.holders().stream().anyMatch(holder -> holder.node().equals(node));
    }

    private void task(int node, Task task, @Nullable Wait wait) {
        int thread = nodes.ofThread(task.threadId());
        if (thread != Nodes.NONE) {
            wish[node] = thread;
        } else if (wait != null) {
            wish(node, resources.of(wait.what()));
            free.set(node, wait.timed());
        } else if (task.kind() == TaskKind.JOB && task.threadId() == null && task.pool() != null) {
            int pool = resources.of(task.pool());
            if (pool != Resources.NONE) {
                wish(node, pool);
            }
        }
    }

    private void wish(int node, int resource) {
        wish[node] = nodes.size() + resource;
    }
}
