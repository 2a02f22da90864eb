package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.internal.ThreadLocals;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a {@code ReentrantReadWriteLock}. The lock itself knows its writer, its first reader and how many read locks
 * there are; each further reader knows what it has, in a thread-local variable. For one look; not thread-safe.
 */
final class ReadWriteLocks {

    static final String READ_LOCK = "locks.ReentrantReadWriteLock$ReadLock";
    static final String SYNC = "java.util.concurrent.locks.ReentrantReadWriteLock$Sync";

    private static final List<String> EXCLUSIVE = List.of(
            "java.util.concurrent.locks.AbstractQueuedSynchronizer$ExclusiveNode",
            "java.util.concurrent.locks.AbstractQueuedLongSynchronizer$ExclusiveNode");

    /** The table of each thread is searched for all locks at once. */
    private static final int MOST_LOCKS = 64;

    private final LiveState seen;
    private final TaskSink into;
    private final LiveObjects objects;

    /** A lock that is held for reading. */
    private static final class Read {
        final ResourceDraft resource;
        final ThreadLocal<?> holds;
        long left;

        Read(ResourceDraft resource, ThreadLocal<?> holds, long left) {
            this.resource = resource;
            this.holds = holds;
            this.left = left;
        }

        void holder(LiveThread thread, long count) {
            resource.holder(thread, count == 1 ? "has a read lock" : "has " + count + " read locks");
            left -= count;
        }
    }

    ReadWriteLocks(LiveState seen, TaskSink into) {
        this.seen = seen;
        this.into = into;
        this.objects = seen.objects();
    }

    /**
     * Tells what these threads wait for.
     *
     * @param threads parked on such a lock
     * @param readLocks by the id of the thread, the read lock that it wants
     */
    void waits(List<LiveThread> threads, Map<Long, Object> readLocks) {
        IdentityHashMap<Object, Boolean> known = new IdentityHashMap<>();
        List<Read> reads = new ArrayList<>();
        for (LiveThread thread : threads) {
            Object sync = thread.blocker();
            if (sync != null && known.put(sync, Boolean.TRUE) == null) {
                describe(sync).ifPresent(reads::add);
            }
        }
        findReaders(reads);
        for (LiveThread thread : threads) {
            if (thread.blocker() != null) {
                into.waits(thread, awaited(thread.blocker(), readLocks.get(thread.id())));
            }
        }
    }

    private Optional<Read> describe(Object sync) {
        ResourceDraft resource = into.resource(sync, Kind.READ_WRITE_LOCK).need(Need.ALL);
        long writes = writes(sync);
        long readHolds = readHolds(sync);
        if (writes > 0) {
            hold(resource, objects.get(sync, "exclusiveOwnerThread"), writes);
        } else if (readHolds == 0) {
            resource.unknown("nobody held it at that moment");
        }
        if (readHolds > 0 && objects.get(sync, "readHolds") instanceof ThreadLocal<?> holds) {
            Read read = new Read(resource, holds, readHolds);
            LiveThread first = objects.get(sync, "firstReader") instanceof Thread thread ? seen.of(thread) : null;
            long count = objects.number(sync, "firstReaderHoldCount");
            if (first != null && count > 0) {
                read.holder(first, count);
            }
            return Optional.of(read);
        }
        return Optional.empty();
    }

    /** Half of the state each: of an int, and from some later JDK on of a long. */
    private long writes(Object sync) {
        return objects.get(sync, "state") instanceof Integer state
                ? state & ((1 << Short.SIZE) - 1)
                : objects.number(sync, "state") & ((1L << Integer.SIZE) - 1);
    }

    private long readHolds(Object sync) {
        return objects.get(sync, "state") instanceof Integer state
                ? state >>> Short.SIZE
                : objects.number(sync, "state") >>> Integer.SIZE;
    }

    private void hold(ResourceDraft resource, @Nullable Object owner, long writes) {
        LiveThread writer = owner instanceof Thread thread ? seen.of(thread) : null;
        if (writer == null) {
            resource.unknown("the thread that holds it was not seen");
        } else {
            resource.holder(writer, writes == 1 ? "has the write lock" : "has the write lock " + writes + " times");
        }
    }

    private void findReaders(List<Read> reads) {
        List<Read> open =
                reads.stream().filter(read -> read.left > 0).limit(MOST_LOCKS).toList();
        List<ThreadLocal<?>> keys = new ArrayList<>();
        open.forEach(read -> keys.add(read.holds));
        ThreadLocals locals = seen.jdk().threadLocals().orElse(null);
        if (locals != null && !keys.isEmpty()) {
            for (LiveThread thread : seen.threads()) {
                @Nullable Object[] counters = locals.values(thread.thread(), keys);
                for (int i = 0; counters != null && i < counters.length; i++) {
                    long count = objects.number(counters[i], "count");
                    if (count > 0) {
                        open.get(i).holder(thread, count);
                    }
                }
            }
        }
        for (Read read : reads) {
            if (read.left > 0) {
                read.resource.unknown("not all threads that read under it were seen");
            }
        }
    }

    /** A reader may be behind a writer that waits for other readers. */
    private ResourceDraft awaited(Object sync, @Nullable Object readLock) {
        ResourceDraft whole = into.resource(sync, Kind.READ_WRITE_LOCK);
        boolean isWritten = writes(sync) > 0;
        Object next = objects.get(sync, "head", "next");
        boolean writes = EXCLUSIVE.stream().anyMatch(type -> objects.isA(next, type));
        Object waiter = writes ? objects.get(next, "waiter") : null;
        LiveThread writer = waiter instanceof Thread thread ? seen.of(thread) : null;
        if (readLock == null || isWritten || writer == null) {
            return whole;
        }
        return into.resource(readLock, Kind.READ_WRITE_LOCK).holder(writer, "comes first and waits for the write lock");
    }
}
