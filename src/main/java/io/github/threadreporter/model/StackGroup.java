package io.github.threadreporter.model;

import java.util.List;

/**
 * Threads that stand at the same place in the same state: what a person reads as one row. The culprit and threads in a
 * wait cycle are groups of their own.
 *
 * @param role why it matters; groups are ordered by it
 * @param threads its members, never empty, by id; the first stands for all
 */
public record StackGroup(Role role, List<CapturedThread> threads) {

    /** In the order in which a person on call wants to see them. */
    public enum Role {
        /** The thread that the capture is about. */
        CULPRIT,
        /** Part of a deadlock. */
        DEADLOCKED,
        /** Waits for something of which is known who holds it: a lock, a result, a worker. */
        BLOCKED,
        /** Runs code of the application. */
        RUNNING,
        /** Waits inside code of the application. */
        WAITING,
        /** Runs, with no frame of the application: mostly threads in native input or output. */
        SYSTEM,
        /** Waits for work: pool workers, acceptors, timers, helpers; or waits with no frame of the application. */
        IDLE
    }

    public StackGroup {
        threads = List.copyOf(threads);
        if (threads.isEmpty()) {
            throw new IllegalArgumentException("threads: a group has at least one");
        }
    }

    public CapturedThread first() {
        return threads.get(0);
    }

    public int size() {
        return threads.size();
    }

    /** Whether it may never be dropped or shortened when an event is packed. */
    public boolean essential() {
        return role == Role.CULPRIT || role == Role.DEADLOCKED;
    }

    /** {@code order-worker-1}, or {@code order-worker-1 and 7 more}. */
    public String label() {
        String name = first().displayName();
        return size() == 1 ? name : name + " and " + (size() - 1) + " more";
    }
}
