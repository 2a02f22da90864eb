package io.github.threadreporter.trigger.condition;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import org.jspecify.annotations.Nullable;

/**
 * The hooks of a shutdown. The JVM keeps no list that could be read, but the thread that runs them waits for one after the
 * other in {@code Thread.join}, which is to wait on the {@code Thread} object: that is told like any lock.
 */
final class ShutdownHooks {

    private static final String RUNNER = "java.lang.ApplicationShutdownHooks";
    private static final int FRAMES = 16;

    private ShutdownHooks() {}

    /** The hook that is waited for at this moment, or null where there is none. */
    static @Nullable Thread joined() {
        LockInfo lock = lockOfRunner();
        if (lock == null) {
            return null;
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (System.identityHashCode(thread) == lock.getIdentityHashCode()
                    && thread.getClass().getName().equals(lock.getClassName())) {
                return thread;
            }
        }
        return null;
    }

    private static @Nullable LockInfo lockOfRunner() {
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, FRAMES)) {
            for (StackTraceElement frame : info.getStackTrace()) {
                if (frame.getClassName().equals(RUNNER)) {
                    return info.getLockInfo();
                }
            }
        }
        return null;
    }

    @SuppressWarnings("deprecation") // the only way on 17
    static long id(Thread thread) {
        return thread.getId();
    }
}
