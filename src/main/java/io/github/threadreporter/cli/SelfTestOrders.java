package io.github.threadreporter.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A shop whose stock is held by an order that will not finish, and other orders that wait for it. */
final class SelfTestOrders {

    private static final int WAITING = 3;

    private final Object stock = new Object();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    /** What they work on. */
    record Order(String orderId, String customer, int quantity) {}

    /** Returns when they are in each other's way. */
    void begin() throws IOException {
        start("order-worker-1", () -> reserve(new Order("order-17", "Ada", 3)));
        try {
            if (!held.await(10, TimeUnit.SECONDS)) {
                throw new IOException("the threads of the self-test did not start");
            }
            for (int i = 0; i < WAITING; i++) {
                Order order = new Order("order-" + (18 + i), "customer " + i, i + 1);
                Thread thread = start("order-worker-" + (i + 2), () -> look(order));
                while (thread.getState() != Thread.State.BLOCKED) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    void end() {
        over.countDown();
    }

    private Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void reserve(Order order) {
        synchronized (stock) {
            held.countDown();
            ship(order);
        }
    }

    private void ship(Order order) {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the shipping of " + order.orderId(), e);
        }
    }

    private void look(Order order) {
        synchronized (stock) {
            if (order.quantity() < 0) {
                throw new IllegalStateException(order.orderId());
            }
        }
    }
}
