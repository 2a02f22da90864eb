package com.acme.orders;

/**
 * An order on its way. Whoever changes it holds its monitor, so that an order is not paid and cancelled at once.
 * Thread-safe.
 */
public final class Order {

    private final long id;
    private final OrderRequest request;
    private OrderStatus status = OrderStatus.ACCEPTED;

    public Order(long id, OrderRequest request) {
        this.id = id;
        this.request = request;
    }

    public long id() {
        return id;
    }

    /** As people name it, for example {@code order-1001}. */
    public String reference() {
        return "order-" + id;
    }

    public OrderRequest request() {
        return request;
    }

    public synchronized OrderStatus status() {
        return status;
    }

    public synchronized void moveTo(OrderStatus next) {
        status = next;
    }

    public OrderView view() {
        return new OrderView(id, request.customer(), request.item(), request.quantity(), status());
    }
}
