package io.github.threadreporter.collect.tasks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread as it was seen a moment ago. Holds live objects: not to be kept longer than the look.
 *
 * @param thread the thread
 * @param id its id
 * @param virtual whether it is a virtual thread
 * @param state its state
 * @param stack its frames, newest first
 * @param blocker what it is parked on, wants to enter or waits on, or null
 * @param waits how often it had begun to wait or to be blocked at that moment or before; {@value #UNKNOWN} where that is
 *     not known
 */
public record LiveThread(
        Thread thread,
        long id,
        boolean virtual,
        Thread.State state,
        List<StackTraceElement> stack,
        @Nullable Object blocker,
        long waits) {

    public static final long UNKNOWN = -1;

    /** Whether it waits, and will by itself after some time. */
    public boolean isTimed() {
        return state == Thread.State.TIMED_WAITING;
    }

    public boolean isWaiting() {
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING || state == Thread.State.BLOCKED;
    }
}
