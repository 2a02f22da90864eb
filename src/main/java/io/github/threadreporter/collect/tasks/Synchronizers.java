package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What threads of the JDK's synchronizers can be told of, each by its class. For one look; not thread-safe. */
final class Synchronizers {

    private static final String PACKAGE = "java.util.concurrent.";
    private static final long SIXTEEN_BITS = 0xffff;
    private static final long STAMPED_WRITE = 0x80;
    private static final long STAMPED_READERS = 0x7f;

    /** Others know what these wait for. */
    private static final List<String> OF_OTHERS =
            List.of("CompletableFuture$Signaller", "FutureTask", "ForkJoinTask", "ForkJoinPool");

    private final TaskSink into;
    private final LiveObjects objects;
    private final Queues queues;

    Synchronizers(LiveState seen, TaskSink into) {
        this.into = into;
        this.objects = seen.objects();
        this.queues = new Queues(objects);
    }

    /** What a thread is parked on; null where there is nothing to tell beyond what the JVM does. */
    @Nullable
    ResourceDraft of(Object blocker) {
        if (OF_OTHERS.stream().anyMatch(type -> objects.isA(blocker, PACKAGE + type))) {
            return null;
        }
        if (objects.isA(blocker, PACKAGE + "Semaphore$Sync")) {
            return figure(
                    "permits",
                    blocker,
                    resource(blocker, Kind.SEMAPHORE, "a semaphore does not know who took its permits"));
        }
        if (objects.isA(blocker, PACKAGE + "CountDownLatch$Sync")) {
            return figure(
                    "count", blocker, resource(blocker, Kind.LATCH, "a latch does not know who is to count it down"));
        }
        if (objects.isA(blocker, PACKAGE + "Phaser$QNode")) {
            return phaser(objects.get(blocker, "phaser"), blocker);
        }
        if (objects.isA(blocker, PACKAGE + "locks.StampedLock")) {
            return stamped(blocker);
        }
        if (objects.isA(blocker, PACKAGE + "locks.AbstractQueuedSynchronizer$ConditionObject")
                || objects.isA(blocker, PACKAGE + "locks.AbstractQueuedLongSynchronizer$ConditionObject")) {
            return resource(blocker, Kind.CONDITION, "somebody must signal it");
        }
        if (objects.isA(blocker, PACKAGE + "Exchanger")
                || blocker.getClass().getName().startsWith(PACKAGE + "Exch")) {
            return resource(blocker, Kind.OTHER, "another thread must come to exchange something");
        }
        if (objects.isA(blocker, PACKAGE + "LinkedTransferQueue")
                || blocker.getClass().getName().startsWith(PACKAGE + "SynchronousQueue")) {
            return resource(blocker, Kind.QUEUE, "another thread must come to the other end");
        }
        if (objects.isA(blocker, PACKAGE + "locks.AbstractOwnableSynchronizer")) {
            return objects.get(blocker, "exclusiveOwnerThread") != null
                            || blocker.getClass().getName().startsWith(PACKAGE)
                    ? null // a lock of one thread, which the JVM tells
                    : resource(blocker, Kind.OTHER, "its class does not tell who holds it");
        }
        return resource(blocker, Kind.OTHER, "nobody is known to unpark it");
    }

    private ResourceDraft resource(Object object, Kind kind, String unknown) {
        return into.resource(object, kind).unknown(unknown);
    }

    /** What a synchronizer counts; nothing where its fields cannot be read. */
    private ResourceDraft figure(String name, Object synchronizer, ResourceDraft resource) {
        long state = objects.number(synchronizer, "state");
        return state < 0 ? resource : resource.fact(name, Long.toString(state));
    }

    private ResourceDraft phaser(@Nullable Object phaser, Object blocker) {
        ResourceDraft resource = resource(
                phaser == null ? blocker : phaser, Kind.LATCH, "a phaser does not know who is still to arrive");
        if (objects.get(phaser, "state") instanceof Long state) {
            resource.fact("phase", Long.toString(state >>> Integer.SIZE))
                    .fact("parties", Long.toString((state >>> Short.SIZE) & SIXTEEN_BITS))
                    .fact("still to arrive", Long.toString(state & SIXTEEN_BITS));
        }
        return resource;
    }

    private ResourceDraft stamped(Object lock) {
        long state = objects.number(lock, "state");
        ResourceDraft resource = resource(lock, Kind.READ_WRITE_LOCK, "a StampedLock does not know who holds it");
        if (state < 0) {
            return resource; // it cannot be read
        }
        if ((state & STAMPED_WRITE) != 0) {
            return resource.fact("held", "for writing");
        }
        return resource.fact("readers", Long.toString(state & STAMPED_READERS));
    }

    /**
     * A queue or a barrier that a thread is in.
     *
     * @param method of the queue or the barrier
     */
    ResourceDraft at(Object meetingPoint, String method) {
        Kind kind = Parking.kindOf(meetingPoint, objects);
        if (kind == Resource.Kind.LATCH) {
            long parties = objects.number(meetingPoint, "parties");
            return resource(meetingPoint, kind, "a barrier does not know who is still to come")
                    .fact("parties", Long.toString(parties))
                    .fact("still to come", Long.toString(objects.number(meetingPoint, "count")));
        }
        boolean takes = method.startsWith("take") || method.startsWith("poll");
        ResourceDraft resource = resource(
                meetingPoint, kind, takes ? "somebody must put something in" : "somebody must take something out");
        if (queues.size(meetingPoint) != Queues.NONE) {
            resource.fact("size", Long.toString(queues.size(meetingPoint)));
        }
        long capacity = queues.capacity(meetingPoint);
        return capacity > 0 ? resource.fact("capacity", Long.toString(capacity)) : resource;
    }
}
