package io.github.threadreporter.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that threads and tasks wait for: a lock, a future, a pool.
 *
 * @param ref the object
 * @param kind what it is
 * @param name its name in words, e.g. that of a pool; empty where it has none but its class
 * @param holders who must act before a wait for it can end
 * @param need how many of them must
 * @param unknown why the holders, or some of them, are not known, e.g. {@code a semaphore does not know who took its
 *     permits}; empty where they all are
 * @param facts what else is known, in words by name, in an order to be shown: sizes, limits, states
 */
public record Resource(
        LockRef ref,
        Kind kind,
        String name,
        List<Holder> holders,
        Need need,
        String unknown,
        Map<String, String> facts) {

    /** What a resource is. */
    public enum Kind {
        /** The monitor of an object. */
        MONITOR,
        /** A lock that one thread holds at a time. */
        LOCK,
        /** A lock that one writer or several readers hold. */
        READ_WRITE_LOCK,
        /** A condition of a lock: somebody must signal it. */
        CONDITION,
        SEMAPHORE,
        /** A latch, a barrier, a phaser. */
        LATCH,
        /** The end of a thread. */
        THREAD,
        /** A result that is to come. */
        FUTURE,
        /** A queue: something must be put in, or taken out. */
        QUEUE,
        /** Threads that work for others. */
        EXECUTOR,
        /** What runs coroutines. */
        DISPATCHER,
        /** Connections of a database that are lent. */
        CONNECTION_POOL,
        /** Connections of an HTTP client that are lent. */
        HTTP_POOL,
        /** Whatever else it is. */
        OTHER
    }

    /** How many of the holders must act before a wait can end. */
    public enum Need {
        /** Any one: a worker of a pool that gets free. */
        ONE,
        /** Every one: readers, of whom a writer waits for the last. */
        ALL
    }

    /**
     * One who must act.
     *
     * @param node the thread or task
     * @param how in which way, e.g. {@code has 2 read locks}; empty where the kind of the resource says all
     * @param held for how long it has held it, or null where nobody tells
     */
    public record Holder(Node node, String how, @Nullable Duration held) {

        /** One of whom it is not known for how long. */
        public Holder(Node node, String how) {
            this(node, how, null);
        }
    }

    public Resource {
        holders = List.copyOf(holders);
        facts = Texts.ordered(facts);
    }

    /** Whether all who could end a wait are known. */
    public boolean isKnown() {
        return unknown.isEmpty();
    }

    /** Its name, or class and identity. */
    public String text() {
        return name.isEmpty() ? ref.text() : name;
    }
}
