package com.acme.orders.stock;

import com.acme.orders.Order;
import com.acme.orders.OrderStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is for sale, a shelf for each item. Thread-safe, and with two classical faults that the troubles make
 * visible: it calls the warehouse while it holds a shelf's lock, and {@link #discontinue} locks shelf and order in the
 * opposite order of {@code OrderService.cancel}.
 */
public final class Stock {

    private static final Logger log = LoggerFactory.getLogger(Stock.class);

    private final Warehouse warehouse;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();

    public Stock(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Sets goods aside for an order. */
    public void reserve(Order order) {
        String orderId = order.reference();
        String customer = order.request().customer();
        String item = order.request().item();
        Shelf shelf = shelf(item);
        synchronized (shelf) {
            warehouse.confirm(item, order.request().quantity());
            shelf.take(order);
        }
        log.debug("{} set aside for {} of {}", item, orderId, customer);
    }

    /** Puts the goods of an order back. */
    public void giveBack(Order order) {
        warehouse.announceReturn(order.request().item(), order.request().quantity());
        Shelf shelf = shelf(order.request().item());
        synchronized (shelf) {
            shelf.giveBack(order);
        }
    }

    /** Takes the item of an order that was faulty out of sale; the other orders of that item are told. */
    public void discontinue(Order faulty) {
        String orderId = faulty.reference();
        String customer = faulty.request().customer();
        String item = faulty.request().item();
        Shelf shelf = shelf(item);
        synchronized (shelf) {
            warehouse.confirm(item, 0);
            for (Order order : shelf.reservations()) {
                order.moveTo(OrderStatus.DISCONTINUED);
                shelf.giveBack(order);
            }
        }
        log.info("{} is out of sale: what {} brought to {} was faulty", item, orderId, customer);
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
