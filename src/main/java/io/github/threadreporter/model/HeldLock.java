package io.github.threadreporter.model;

/**
 * A lock that a thread holds.
 *
 * @param lock the lock
 * @param depth index into the thread's frames (0 is the newest) of the frame that took it, or
 *     {@value #UNKNOWN_DEPTH}: a {@code java.util.concurrent} lock, or a monitor taken by native code
 */
public record HeldLock(LockRef lock, int depth) {

    public static final int UNKNOWN_DEPTH = -1;
}
