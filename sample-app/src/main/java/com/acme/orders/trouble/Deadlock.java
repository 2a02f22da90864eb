package com.acme.orders.trouble;

import com.acme.orders.Order;
import com.acme.orders.OrderRequest;
import com.acme.orders.OrderStatus;
import com.acme.orders.service.OrderService;
import com.acme.orders.simulated.Delays;
import com.acme.orders.stock.Stock;
import com.acme.orders.work.OrderDesk;

/** An order is cancelled (locks order, then shelf) while another one has its item discontinued (shelf, then order). */
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
        Order unwanted = desk.accept(new OrderRequest("Linus", ITEM, 2));
        Order faulty = desk.accept(new OrderRequest("Grace", ITEM, 3));
        Reached.when("two orders of an item", () -> paid(unwanted) && paid(faulty));

        int before = JvmThreads.deadlocked(); // a deadlock of before stays for ever
        // Both come to the gate with their first lock in hand; what they want next is what the other has.
        Gate gate = new Gate();
        warehouse.delay(ITEM, gate);
        desk.handle(unwanted, "cancel order", service::cancel);
        desk.handle(faulty, "discontinue item", stock::discontinue);
        gate.awaitArrivals(THREADS);
        warehouse.answerAtOnce(ITEM);
        gate.open();
        Reached.when("a deadlock", () -> JvmThreads.deadlocked() >= before + THREADS);
        return "two workers wait for each other for ever: order, then shelf, and shelf, then order";
    }

    @Override
    public String leave() {
        throw new UnsupportedOperationException(
                "a monitor can't be taken from a thread: only the end of the process" + " ends a deadlock");
    }

    private static boolean paid(Order order) {
        return order.status() == OrderStatus.PAID;
    }
}
