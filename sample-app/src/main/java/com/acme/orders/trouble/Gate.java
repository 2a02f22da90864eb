package com.acme.orders.trouble;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Keeps whoever comes until it is opened, and knows who came. Thread-safe. */
final class Gate implements Runnable {

    private final CountDownLatch opened = new CountDownLatch(1);
    private final List<Thread> arrivals = new CopyOnWriteArrayList<>();

    /** Comes to the gate and waits. */
    @Override
    public void run() {
        arrivals.add(Thread.currentThread());
        try {
            opened.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the service is shutting down: go on, and end
        }
    }

    /** Waits for so many to have come, and returns who they are, in the order in which they came. */
    List<Thread> awaitArrivals(int count) throws InterruptedException {
        Reached.when(count + " threads at the gate", () -> arrivals.size() >= count);
        return List.copyOf(arrivals);
    }

    /** Lets everybody through, for ever. */
    void open() {
        opened.countDown();
    }
}
