package com.acme.orders.trouble;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** What the JVM itself says of its threads. */
final class JvmThreads {

    private static final int DEPTH = 100;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private JvmThreads() {}

    /** How many threads are blocked by a monitor that {@code owner} holds. */
    static long blockedBy(Thread owner) {
        return threads(0)
                .filter(thread -> thread.getThreadState() == Thread.State.BLOCKED)
                .filter(thread -> thread.getLockOwnerId() == owner.getId())
                .count();
    }

    /** How many threads wait somewhere below a method of {@code type}: {@code how} is WAITING or TIMED_WAITING. */
    static long waitingIn(Class<?> type, Thread.State how) {
        return threads(DEPTH)
                .filter(thread -> thread.getThreadState() == how)
                .filter(thread -> Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(type.getName())))
                .count();
    }

    private static Stream<ThreadInfo> threads(int depth) {
        // A thread that ended between the two calls is null.
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds(), depth))
                .filter(Objects::nonNull);
    }
}
