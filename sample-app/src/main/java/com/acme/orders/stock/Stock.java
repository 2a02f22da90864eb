package com.acme.orders.stock;

import com.acme.orders.Order;
import com.acme.orders.OrderStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything that is for sale, a shelf for each item. Thread-safe, and with two classical faults that the troubles make
 * visible: it calls the warehouse while it holds a shelf's lock, and {@link #discontinue} locks shelf and order in the
 * opposite order of {@code OrderService.cancel}.
 */
public final class Stock {

    private final Warehouse warehouse;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();

    public Stock(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Sets goods aside for an order. */
    public void reserve(Order order) {
        Shelf shelf = shelf(order.request().item());
        synchronized (shelf) {
            warehouse.confirm(order.request().item(), order.request().quantity());
            shelf.take(order);
        }
    }

    /** Puts the goods of an order back. */
    public void giveBack(Order order) {
        warehouse.announceReturn(order.request().item(), order.request().quantity());
        Shelf shelf = shelf(order.request().item());
        synchronized (shelf) {
            shelf.giveBack(order);
        }
    }

    /** Takes an item out of sale; orders that wait for it are told. */
    public void discontinue(String item) {
        Shelf shelf = shelf(item);
        synchronized (shelf) {
            warehouse.confirm(item, 0);
            for (Order order : shelf.reservations()) {
                order.moveTo(OrderStatus.DISCONTINUED);
                shelf.giveBack(order);
            }
        }
    }

    /** How many of an item are set aside. */
    public long reserved(String item) {
        Shelf shelf = shelf(item);
        synchronized (shelf) {
            return shelf.taken();
        }
    }

    private Shelf shelf(String item) {
        return shelves.computeIfAbsent(item, name -> new Shelf());
    }
}
