package com.acme.orders.trouble;

import com.acme.orders.delivery.DeliveryTracker;
import com.acme.orders.work.VirtualThreads;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** 20,000 virtual threads that wait for a parcel each. */
final class ParkedVirtualThreads implements Trouble {

    static final int THREADS = 20_000;

    private @Nullable ExecutorService followers;

    @Override
    public String name() {
        return "parked-virtual-threads";
    }

    @Override
    public String enter() throws InterruptedException {
        ExecutorService executor = VirtualThreads.executorOrRefuse("parcel");
        DeliveryTracker tracker = new DeliveryTracker();
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        followers = executor;
        for (int i = 0; i < THREADS; i++) {
            int parcel = i;
            executor.execute(() -> {
                threads.add(Thread.currentThread());
                tracker.follow(parcel);
            });
        }
        // First all of them started (the queue counts in linear time, but is looked at seldom), then all of them
        // parked.
        Reached.when(THREADS + " started", () -> threads.size() == THREADS);
        Reached.when(THREADS + " parked", () -> threads.stream()
                .allMatch(thread -> thread.getState() == Thread.State.WAITING));
        return THREADS + " virtual threads wait for a parcel, in three places";
    }

    @Override
    public String leave() throws InterruptedException {
        ExecutorService executor = followers;
        if (executor != null) {
            executor.shutdownNow();
            Reached.when("the end of the virtual threads", executor::isTerminated);
            followers = null;
        }
        return "the virtual threads ended";
    }
}
