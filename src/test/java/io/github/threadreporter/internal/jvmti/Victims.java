package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** Threads that hold known values, for the tests that run in a JVM of their own. */
final class Victims {

    /** A frame as the library tells it. */
    record At(int depth, MethodInfo method, long id, long location) {}

    private Victims() {}

    static Jvmti jvmti() {
        Jvmti.Loading loading = Jvmti.load();
        assertThat(loading.lack()).isEmpty();
        assertThat(loading.jvmti()).isNotNull();
        return loading.jvmti();
    }

    /** Starts it and returns when it waits. */
    static Thread waiting(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        awaitWaiting(thread);
        return thread;
    }

    static void awaitWaiting(Thread thread) {
        // By default it first waits for a tenth of a second, which some tests do for each of 600 threads.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> thread.getState() == Thread.State.WAITING);
    }

    /** Waits for ever. */
    static void park(CountDownLatch latch) {
        while (latch.getCount() != 0) {
            LockSupport.park(latch);
        }
    }

    /** The newest frame of that method. */
    static At find(Jvmti jvmti, Thread thread, String method) {
        long[] stack = jvmti.stacks(new Thread[] {thread}, 1_024)[0];
        assertThat(stack).as("stack of %s", thread).isNotNull();
        for (int i = 0; i < stack.length; i += 2) {
            MethodInfo info = jvmti.method(stack[i]);
            if (info != null && info.name().equals(method)) {
                return new At(i / 2, info, stack[i], stack[i + 1]);
            }
        }
        throw new AssertionError(thread + " is not in " + method);
    }

    @SuppressWarnings("deprecation") // tests are compiled for 17
    static long id(Thread thread) {
        return thread.getId();
    }
}
