package com.acme.orders.delivery;

import com.acme.orders.Order;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Arranges when an order is brought: asks for the price, then for a time, then tells the customer. Thread-safe. */
public final class Deliveries {

    private static final int CENTS = 490;
    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private final Carrier carrier;
    private final Executor executor;

    public Deliveries(Carrier carrier, Executor executor) {
        this.carrier = carrier;
        this.executor = executor;
    }

    /** Arranges it and waits until the carrier has named a time: for ever, if it forgets to. */
    public void arrange(Order order) {
        String time = timeOf(order).join();
        log.info("{} will be brought {}", order.reference(), time);
    }

    private CompletableFuture<String> timeOf(Order order) {
        String customer = order.request().customer();
        return CompletableFuture.supplyAsync(() -> price(order), executor)
                .thenCompose(cents -> carrier.book(order, cents))
                .thenApply(time -> customer + " at " + time)
                .whenComplete((told, failure) -> log.debug("{} was told: {}", customer, told));
    }

    private static int price(Order order) {
        return CENTS * order.request().quantity();
    }
}
