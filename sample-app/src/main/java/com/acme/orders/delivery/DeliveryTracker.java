package com.acme.orders.delivery;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Follows parcels, one thread a parcel: what virtual threads are made for. A parcel waits in one of three places, so
 * that a dump of 20,000 followers has three stacks. Thread-safe.
 */
public final class DeliveryTracker {

    private final CountDownLatch dispatch = new CountDownLatch(1);
    private final Semaphore couriers = new Semaphore(0);
    private final BlockingQueue<String> doorbell = new LinkedBlockingQueue<>();

    /** Follows one parcel until it is delivered or the thread is interrupted. */
    public void follow(int parcel) {
        try {
            switch (parcel % 3) {
                case 0 -> awaitDispatch();
                case 1 -> awaitCourier();
                default -> awaitDoorbell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody waits for this parcel any more
        }
    }

    private void awaitDispatch() throws InterruptedException {
        dispatch.await();
    }

    private void awaitCourier() throws InterruptedException {
        couriers.acquire();
    }

    private void awaitDoorbell() throws InterruptedException {
        doorbell.take();
    }
}
