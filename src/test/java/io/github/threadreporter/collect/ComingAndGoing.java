package io.github.threadreporter.collect;

import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.model.VariableScope;
import io.github.threadreporter.testing.VirtualThreads;
import java.util.concurrent.locks.LockSupport;

/**
 * Main class of a forked JVM: looks, one after the other, while platform and virtual threads start and end as fast as
 * they can, and virtual ones change their carriers all the time.
 */
public final class ComingAndGoing {

    private static final int AT_A_TIME = 8;

    private ComingAndGoing() {}

    /** Argument: how many looks. */
    public static void main(String[] arguments) {
        daemon(ComingAndGoing::churn);
        if (Runtime.version().feature() >= 25) {
            daemon(ComingAndGoing::churnVirtual);
            for (int i = 0; i < AT_A_TIME; i++) {
                virtual("changes-carriers", ComingAndGoing::park);
            }
        }
        ThreadReporter reporter =
                ThreadReporter.builder().variables(VariableScope.OFF).build();
        int looks = Integer.parseInt(arguments[0]);
        long threads = 0;
        for (int i = 0; i < looks; i++) {
            threads += reporter.dump().threads().size();
        }
        System.out.println(threads + " threads in " + looks + " looks");
        System.exit(0);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "churns");
        thread.setDaemon(true);
        thread.start();
    }

    private static void churn() {
        while (true) {
            Thread[] threads = new Thread[AT_A_TIME];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {}, "comes-and-goes");
                threads[i].start();
            }
            for (Thread thread : threads) {
                join(thread);
            }
        }
    }

    private static void churnVirtual() {
        while (true) {
            Thread[] threads = new Thread[AT_A_TIME];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = virtual("comes-and-goes", () -> {});
            }
            for (Thread thread : threads) {
                join(thread);
            }
        }
    }

    private static Thread virtual(String name, Runnable work) {
        try {
            return VirtualThreads.start(name, work);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }

    private static void park() {
        while (true) {
            LockSupport.parkNanos(1_000);
        }
    }
}
