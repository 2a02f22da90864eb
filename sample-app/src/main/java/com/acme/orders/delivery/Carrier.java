package com.acme.orders.delivery;

import com.acme.orders.Order;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The carrier's own system. It takes a booking at once and calls back when it knows the time, if it does. Thread-safe.
 */
public final class Carrier {

    private final Map<String, CompletableFuture<String>> promised = new ConcurrentHashMap<>();

    /** Asks for a time at which an order can be brought; the answer comes by {@link #confirm}. */
    CompletableFuture<String> book(Order order, int cents) {
        return promised.computeIfAbsent(order.reference(), reference -> new CompletableFuture<>());
    }

    /** The carrier calls back. */
    public void confirm(Order order, String time) {
        CompletableFuture<String> booking = promised.remove(order.reference());
        if (booking != null) {
            booking.complete(time);
        }
    }

    /** How many bookings have no answer yet. */
    public int unanswered() {
        return promised.size();
    }
}
