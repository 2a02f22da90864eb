package io.github.threadreporter.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Knows nothing of us: two threads in a deadlock, and an end when a file is there. */
public final class Unaware {

    private Unaware() {}

    public static void main(String[] args) throws InterruptedException {
        Object order = new Object();
        Object stock = new Object();
        CountDownLatch both = new CountDownLatch(2);
        start(order, stock, both);
        start(stock, order, both);
        while (!Files.exists(Path.of(args[0]))) {
            Thread.sleep(50);
        }
        System.exit(0);
    }

    private static void start(Object first, Object second, CountDownLatch both) {
        Thread thread = new Thread(
                () -> {
                    synchronized (first) {
                        both.countDown();
                        await(both);
                        synchronized (second) {
                            System.out.println("never");
                        }
                    }
                },
                "unaware-worker");
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
