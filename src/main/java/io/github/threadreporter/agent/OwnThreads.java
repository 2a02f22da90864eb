package io.github.threadreporter.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The threads of this JVM that run for one class loader: by their context class loader, which each of ours is given. */
final class OwnThreads {

    private OwnThreads() {}

    /**
     * Waits until all but the calling one have ended, such as one that is in the middle of a capture.
     *
     * @param patience how long at most; a thread that takes longer goes on
     */
    static void awaitEnd(ClassLoader loader, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Thread thread : of(loader)) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left > 0) {
                thread.join(left);
            }
        }
    }

    private static List<Thread> of(ClassLoader loader) {
        List<Thread> own = new ArrayList<>();
        for (Thread thread : all()) {
            if (thread != Thread.currentThread() && thread.getContextClassLoader() == loader) {
                own.add(thread);
            }
        }
        return own;
    }

    /** From their groups: with their stacks, the JVM would stop all of them. */
    private static List<Thread> all() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] threads;
        int count;
        do {
            threads = new Thread[2 * group.activeCount() + 16];
            count = group.enumerate(threads);
        } while (count == threads.length); // and perhaps more, which it leaves out silently
        return Arrays.stream(threads).filter(Objects::nonNull).toList();
    }
}
