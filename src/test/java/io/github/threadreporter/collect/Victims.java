package io.github.threadreporter.collect;

import io.github.threadreporter.collect.variables.VariableReader;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadDump;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** Threads in known trouble, for tests that look at them. All are daemons. */
final class Victims {

    /** An application's lock, known by its class. */
    static final class Stock {}

    /** Another one. */
    static final class Order {}

    private static final Jdk JDK = jdk();

    private Victims() {}

    /** Told by the test: whether the native library is there. */
    static Jdk jdk() {
        return Boolean.getBoolean("victims.native") ? Jdk.probe(Jvmti.load()) : Jdk.probe();
    }

    static ThreadDump collect(CaptureLimits limits) {
        return new JvmCollector(JDK, limits, VariableReader.off(limits)).collect(CaptureReason.MANUAL);
    }

    static ThreadDump collect() {
        return collect(CaptureLimits.DEFAULTS);
    }

    /** Collects until what tests wait for is to be seen; threads take a moment to get where they were sent. */
    static ThreadDump collectUntil(Predicate<ThreadDump> seen) {
        ThreadDump dump = collect();
        for (int look = 0; look < 10_000 && !seen.test(dump); look++) {
            Thread.onSpinWait();
            dump = collect();
        }
        if (!seen.test(dump)) {
            throw new AssertionError("never seen; the last dump is " + dump);
        }
        return dump;
    }

    static CapturedThread named(ThreadDump dump, String name) {
        return dump.threads().stream()
                .filter(thread -> thread.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no thread " + name + " in " + names(dump)));
    }

    static List<String> names(ThreadDump dump) {
        return dump.threads().stream().map(CapturedThread::name).toList();
    }

    static boolean isIn(ThreadDump dump, String name, Thread.State state) {
        return dump.threads().stream().anyMatch(thread -> thread.name().equals(name) && thread.state() == state);
    }

    static Thread start(String name, Runnable work) {
        Thread thread = new Thread(new ThreadGroup("victims"), work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Two platform threads that each hold a monitor and want the other's. */
    static void deadlock() {
        Stock stock = new Stock();
        Order order = new Order();
        CountDownLatch bothHold = new CountDownLatch(2);
        start("deadlock-1", () -> holdAndWant(stock, order, bothHold));
        start("deadlock-2", () -> holdAndWant(order, stock, bothHold));
    }

    static void holdAndWant(Object held, Object wanted, CountDownLatch bothHold) {
        synchronized (held) {
            bothHold.countDown();
            await(bothHold);
            synchronized (wanted) {
                throw new AssertionError("a deadlock that is none");
            }
        }
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
