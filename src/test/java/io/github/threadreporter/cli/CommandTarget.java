package io.github.threadreporter.cli;

import io.github.threadreporter.testing.VirtualThreads;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A JVM that knows nothing of us: a named thread, a virtual one where there are any, and it ends with its input. */
final class CommandTarget {

    private CommandTarget() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, InterruptedException, IOException {
        CountDownLatch ready = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        Runnable work = () -> {
            ready.countDown();
            await(never);
        };
        Thread thread = new Thread(work, "order-platform");
        thread.setDaemon(true);
        thread.start();
        if (Runtime.version().feature() >= 21) {
            VirtualThreads.start("order-virtual", work);
        } else {
            ready.countDown();
        }
        ready.await();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
