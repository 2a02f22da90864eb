package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.Standing;
import java.util.List;
import java.util.function.Predicate;

/** What a thread does where it stands, as far as it decides whether somebody misses it. */
enum Doing {
    /** Waits for work, a connection, an event or its time: idle, however long. */
    WORK("waits for work"),
    /** Sleeps, or waits for something of which nobody knows whether it has to come. */
    REST("waits"),
    /** Waits for a peer, a file or a process. */
    REPLY("waits for a reply"),
    /** Waits for a lock. */
    LOCK("has waited for a lock"),
    /** Waits for a permit of a semaphore. */
    SEMAPHORE("has waited for a permit"),
    /** Waits for a connection of a pool. */
    PERMIT("has waited for a pool"),
    /** Waits for a result. */
    RESULT("has waited for a result"),
    /** Runs code. */
    RUNS("has run");

    /** So deep below the top is the frame that tells, libraries of pools included. */
    private static final int FRAMES = 32;

    private final String words;

    Doing(String words) {
        this.words = words;
    }

    /** As they go on after a name. */
    String words() {
        return words;
    }

    /** Whether somebody owes it something, so that it is no idle thread. */
    boolean isOwed() {
        return this == LOCK || this == SEMAPHORE || this == PERMIT || this == RESULT;
    }

    /**
     * Frames below the first of the application are not asked, since that may be work which was called from there.
     *
     * @param inApp whether a class is the application's
     */
    static Doing of(Standing thread, Predicate<String> inApp) {
        Doing told = null;
        boolean jdk = true;
        List<StackTraceElement> frames = thread.frames();
        for (int i = 0; i < frames.size() && i < FRAMES; i++) {
            StackTraceElement frame = frames.get(i);
            jdk &= isJdk(frame.getClassName());
            if (jdk) {
                told = told == null ? DoingTable.ofJdk(frame) : told;
            } else if (inApp.test(frame.getClassName())) {
                break;
            } else {
                Doing library = DoingTable.ofLibrary(frame);
                if (library != null) {
                    return library;
                }
            }
        }
        return told != null ? told : byState(thread, isObjectWait(frames));
    }

    private static Doing byState(Standing thread, boolean objectWait) {
        return switch (thread.state()) {
            case BLOCKED -> LOCK;
            case WAITING, TIMED_WAITING -> objectWait ? REST : byLock(thread.lock(), thread.ownerId());
            case NEW, RUNNABLE, TERMINATED -> RUNS;
        };
    }

    /** Who only happens to hold the monitor while another waits for a notification owes that one nothing. */
    private static boolean isObjectWait(List<StackTraceElement> frames) {
        return !frames.isEmpty()
                && frames.get(0).getClassName().equals("java.lang.Object")
                && frames.get(0).getMethodName().startsWith("wait");
    }

    private static Doing byLock(String lock, long ownerId) {
        if (lock.endsWith("ConditionObject")) {
            return REST;
        }
        if (ownerId >= 0
                || lock.startsWith("java.util.concurrent.locks.ReentrantLock$")
                || lock.startsWith("java.util.concurrent.locks.ReentrantReadWriteLock$")
                || lock.startsWith("java.util.concurrent.locks.StampedLock")) {
            return LOCK;
        }
        return lock.startsWith("java.util.concurrent.Semaphore$") ? SEMAPHORE : REST;
    }

    static boolean isJdk(String className) {
        return className.startsWith("java.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("com.sun.");
    }
}
