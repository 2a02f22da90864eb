package io.github.threadreporter.collect;

import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.internal.ThreadSnapshots;
import io.github.threadreporter.internal.ThreadSnapshots.Monitor;
import io.github.threadreporter.internal.ThreadSnapshots.Snapshot;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.LockWait.How;
import io.github.threadreporter.model.LockWait.Owner;
import io.github.threadreporter.model.ThreadKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All threads, virtual ones too, by one snapshot each (JDK 25): no global pause, and each thread consistent in itself.
 *
 * <p>Since the snapshots are not of one instant, two of them could together show a deadlock that never was. So every
 * thread that both waits for a held lock and holds one that is waited for is looked at once more when all have been
 * seen: a thread in a real cycle cannot have moved, and of one that has moved the owner is left open. A platform thread that
 * let go and waits for the same again has moved as well: the JVM counts its waits.
 */
final class SnapshotThreads {

    /** A thread seen waiting; holds live objects until owners are known. */
    private record Waiter(int index, LiveThread seen, Object blocker, LockWait wanted) {

        Thread thread() {
            return seen.thread();
        }
    }

    private final TrackedThreads threads;
    private final ThreadSnapshots.Looks looks;
    private final IdentityHashMap<Object, Owner> holders = new IdentityHashMap<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private Map<Long, Long> waitsBefore = Map.of();

    SnapshotThreads(TrackedThreads threads, ThreadSnapshots.Looks looks) {
        this.threads = threads;
        this.looks = looks;
    }

    void gather(Gathering into) {
        waitsBefore = into.tasks.waitsSoFar();
        threads.forEach(into, thread -> true, (thread, container) -> add(thread, container, into));
        resolveOwners(into);
        if (looks.notHeld() > 0) {
            into.cuts.add("threads", looks.notHeld(), "they could not be suspended for the look");
        }
    }

    private void add(Thread thread, String container, Gathering into) {
        Snapshot snapshot = looks.of(thread);
        if (snapshot == null) {
            return; // ended meanwhile
        }
        boolean virtual = into.jdk.isVirtual(thread);
        long id = into.jdk.threadId(thread);
        if (!virtual) {
            into.platformIds.add(id);
        }
        Thread carrier = snapshot.carrier();
        ThreadGroup group = virtual ? null : thread.getThreadGroup();
        CapturedThread.Builder captured = CapturedThread.builder(id, snapshot.name())
                .kind(virtual ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM)
                .state(snapshot.state())
                .daemon(thread.isDaemon())
                .priority(thread.getPriority())
                .group(group == null ? container : group.getName())
                .stack(into.stacks.complete(snapshot.stack()))
                .held(held(snapshot, new Owner(id, snapshot.name())))
                .carrierId(carrier == null ? null : into.jdk.threadId(carrier))
                .context(into.contexts.of(thread));
        into.variables.offer(thread, id, !virtual || carrier != null, snapshot.stack());
        LiveThread live = new LiveThread(
                thread,
                id,
                virtual,
                snapshot.state(),
                snapshot.stack(),
                snapshot.blocker(),
                virtual ? LiveThread.UNKNOWN : waitsBefore.getOrDefault(id, LiveThread.UNKNOWN));
        into.tasks.offer(live);
        LockWait wait = waitsFor(snapshot);
        if (wait != null && snapshot.blocker() != null) {
            captured.waitsFor(wait);
            waiters.add(new Waiter(into.threads.size(), live, snapshot.blocker(), wait));
        }
        into.threads.add(captured);
    }

    private List<HeldLock> held(Snapshot snapshot, Owner owner) {
        List<HeldLock> held = new ArrayList<>(snapshot.monitors().size());
        for (Monitor monitor : snapshot.monitors()) {
            if (monitor.object() == snapshot.blocker()) {
                continue; // the frame locked it, but Object.wait has given it up
            }
            held.add(new HeldLock(ref(monitor.object()), monitor.depth()));
            holders.put(monitor.object(), owner);
        }
        return held;
    }

    private static @Nullable LockWait waitsFor(Snapshot snapshot) {
        if (snapshot.blocker() == null || snapshot.blockerKind() == null) {
            return null;
        }
        How how =
                switch (snapshot.blockerKind()) {
                    case ENTERING -> How.ENTERING;
                    case WAITING -> How.WAITING;
                    case PARKED -> How.PARKED;
                };
        return new LockWait(ref(snapshot.blocker()), how, null);
    }

    private void resolveOwners(Gathering into) {
        Set<Long> wanted = new HashSet<>();
        List<@Nullable Owner> owners = new ArrayList<>(waiters.size());
        for (Waiter waiter : waiters) {
            Owner owner = ownerOf(waiter, into);
            owners.add(owner);
            if (owner != null) {
                wanted.add(owner.id());
            }
        }
        for (int i = 0; i < waiters.size(); i++) {
            Waiter waiter = waiters.get(i);
            Owner owner = owners.get(i);
            boolean couldBeInCycle = owner != null && wanted.contains(into.jdk.threadId(waiter.thread()));
            if (owner != null && (!couldBeInCycle || stillWaits(waiter, into))) {
                into.threads.get(waiter.index()).waitsFor(waiter.wanted().withOwner(owner));
                into.variables.involve(into.jdk.threadId(waiter.thread()));
                into.variables.involve(owner.id());
            }
        }
    }

    private @Nullable Owner ownerOf(Waiter waiter, Gathering into) {
        if (waiter.wanted().how() == How.ENTERING) {
            return holders.get(waiter.blocker());
        }
        Thread owner = into.jdk.exclusiveOwner(waiter.blocker());
        return owner == null ? null : new Owner(into.jdk.threadId(owner), owner.getName());
    }

    /** In the very same wait, where the JVM counts them; of a virtual thread, for the same object again. */
    private boolean stillWaits(Waiter waiter, Gathering into) {
        Snapshot again = looks.of(waiter.thread());
        return again != null && again.blocker() == waiter.blocker() && !into.tasks.hasMoved(waiter.seen());
    }

    private static LockRef ref(Object lock) {
        return LockRef.of(lock.getClass().getName(), System.identityHashCode(lock));
    }
}
