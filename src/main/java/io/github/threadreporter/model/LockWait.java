package io.github.threadreporter.model;

import org.jspecify.annotations.Nullable;

/**
 * What a thread waits for.
 *
 * @param lock the object
 * @param how in which way
 * @param owner who holds it, or null: nobody, or the JVM cannot tell
 */
public record LockWait(LockRef lock, How how, @Nullable Owner owner) {

    /** The way of waiting; decides the words of a thread dump. */
    public enum How {
        /** {@code BLOCKED}: wants to enter a monitor ("waiting to lock"). */
        ENTERING,
        /** In {@code Object.wait} ("waiting on"). */
        WAITING,
        /** In {@code LockSupport.park} with this blocker ("parking to wait for"). */
        PARKED
    }

    /**
     * The thread that holds a lock.
     *
     * @param id its thread id
     * @param name its name at that moment
     */
    public record Owner(long id, String name) {}

    public LockWait withOwner(@Nullable Owner value) {
        return new LockWait(lock, how, value);
    }
}
