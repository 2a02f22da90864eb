package io.github.threadreporter.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** A service as small as can be: one thread holds two locks, two want them. */
final class Plain {

    private static final Object STOCK = new Object();
    private static final ReentrantLock LEDGER = new ReentrantLock();
    private static final CountDownLatch HELD = new CountDownLatch(1);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Plain() {}

    /** What a thread works on. */
    record Order(String customer, int items) {}

    public static void main(String[] arguments) throws Exception {
        start("holder", () -> reserve(new Order("c-4711", 3), "hunter2"));
        HELD.await();
        Thread wantsStock = start("wants-stock", Plain::count);
        Thread wantsLedger = start("wants-ledger", Plain::book);
        awaitState(wantsStock, Thread.State.BLOCKED);
        awaitState(wantsLedger, Thread.State.WAITING);
        System.out.println("ready");
        System.in.read();
        System.exit(0);
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.start();
        return thread;
    }

    private static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
        while (thread.getState() != state) {
            Thread.sleep(5);
        }
    }

    private static void reserve(Order order, String password) {
        LEDGER.lock();
        synchronized (STOCK) {
            HELD.countDown();
            awaitForEver();
        }
        throw new IllegalStateException(order + password);
    }

    private static void awaitForEver() {
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void count() {
        synchronized (STOCK) {
            throw new IllegalStateException();
        }
    }

    private static void book() {
        LEDGER.lock();
    }
}
