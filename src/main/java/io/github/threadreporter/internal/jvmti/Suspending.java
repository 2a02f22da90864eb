package io.github.threadreporter.internal.jvmti;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The capability to suspend threads. A JVM gives it to one agent at a time, and a debugger that cannot get it ends the
 * JVM; so it is held only while threads are suspended. Never waits: whoever holds a lock here might be suspended.
 */
final class Suspending {

    private static final int CHANGING = -1;
    private static final int NOT_AVAILABLE = 98;

    /** How many suspended threads need it, or {@link #CHANGING}. */
    private final AtomicInteger users = new AtomicInteger();

    /** Returns 0, or the error of JVMTI: another agent has it, or another thread is taking or dropping it. */
    int take() {
        int now = users.get();
        while (now > 0) {
            if (users.compareAndSet(now, now + 1)) {
                return 0;
            }
            now = users.get();
        }
        if (!users.compareAndSet(0, CHANGING)) {
            return NOT_AVAILABLE;
        }
        int error = Natives.takeSuspending();
        users.set(error == 0 ? 1 : 0);
        return error;
    }

    /** Once for each {@link #take()} that returned 0. */
    void drop() {
        int now = users.get();
        while (now > 1) {
            if (users.compareAndSet(now, now - 1)) {
                return;
            }
            now = users.get();
        }
        if (users.compareAndSet(1, CHANGING)) {
            Natives.dropSuspending();
            users.set(0);
        } else if (users.get() > 0) {
            drop(); // another take came between
        }
    }
}
