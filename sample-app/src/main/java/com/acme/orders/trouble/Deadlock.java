package com.acme.orders.trouble;

import com.acme.orders.Order;
import com.acme.orders.OrderRequest;
import com.acme.orders.OrderStatus;
import com.acme.orders.service.OrderService;
import com.acme.orders.simulated.Delays;
import com.acme.orders.stock.Stock;
import com.acme.orders.work.OrderDesk;

/** An order is cancelled (locks order, then shelf) while its item is discontinued (locks shelf, then order). */
final class Deadlock implements Trouble {

    static final int THREADS = 2;

    private static final String ITEM = "grinder";

    private final OrderDesk desk;
    private final OrderService service;
    private final Stock stock;
    private final Delays warehouse;

    Deadlock(OrderDesk desk, OrderService service, Stock stock, Delays warehouse) {
        this.desk = desk;
        this.service = service;
        this.stock = stock;
        this.warehouse = warehouse;
    }

    @Override
    public String name() {
        return "deadlock";
    }

    @Override
    public String enter() throws InterruptedException {
        Order order = desk.accept(new OrderRequest("Linus", ITEM, 2));
        Reached.when("an order to cancel", () -> order.status() == OrderStatus.PAID);

        // Both come to the gate with their first lock in hand; what they want next is what the other has.
        Gate gate = new Gate();
        warehouse.delay(ITEM, gate);
        desk.handle(order, "cancel order", service::cancel);
        desk.handle(
                order,
                "discontinue item",
                placed -> stock.discontinue(placed.request().item()));
        gate.awaitArrivals(THREADS);
        warehouse.answerAtOnce(ITEM);
        gate.open();
        Reached.when("a deadlock", () -> JvmThreads.deadlocked() >= THREADS);
        return "two workers wait for each other for ever: order, then shelf, and shelf, then order";
    }

    @Override
    public String leave() {
        throw new UnsupportedOperationException(
                "a monitor can't be taken from a thread: only the end of the process" + " ends a deadlock");
    }
}
