package com.acme.orders.stock;

import com.acme.orders.Order;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The place of one item. Not thread-safe: {@link Stock} holds its monitor around every call. */
final class Shelf {

    /** Recalls go back this far; a shelf that remembered every order would grow for ever. */
    private static final int REMEMBERED = 100;

    private final Deque<Order> reservations = new ArrayDeque<>();
    private long taken;

    void take(Order order) {
        taken += order.request().quantity();
        reservations.addLast(order);
        if (reservations.size() > REMEMBERED) {
            reservations.removeFirst();
        }
    }

    void giveBack(Order order) {
        if (reservations.remove(order)) {
            taken -= order.request().quantity();
        }
    }

    long taken() {
        return taken;
    }

    List<Order> reservations() {
        return List.copyOf(reservations);
    }
}
