package com.acme.orders.trouble;

import com.acme.orders.Order;
import com.acme.orders.OrderRequest;
import com.acme.orders.OrderStatus;
import com.acme.orders.service.OrderService;
import com.acme.orders.simulated.Delays;
import com.acme.orders.stock.Stock;
import com.acme.orders.work.OrderDesk;
import com.acme.orders.work.VirtualThreads;
import java.util.concurrent.Executor;

/**
 * An order is cancelled (locks order, then shelf) while another one has its item discontinued (shelf, then order): by two
 * workers, by two virtual threads, or by one of each. The JVM itself finds only the first of the three.
 */
final class Deadlock implements Trouble {

    static final int THREADS = 2;

    /** Who cancels and who discontinues. */
    enum Between {
        WORKERS("deadlock", "grinder"),
        VIRTUAL_THREADS("virtual-deadlock", "kettle"),
        BOTH("mixed-deadlock", "scales");

        private final String name;
        private final String item;

        Between(String name, String item) {
            this.name = name;
            this.item = item;
        }
    }

    private final Between between;
    private final OrderDesk desk;
    private final OrderService service;
    private final Stock stock;
    private final Delays warehouse;

    Deadlock(Between between, OrderDesk desk, OrderService service, Stock stock, Delays warehouse) {
        this.between = between;
        this.desk = desk;
        this.service = service;
        this.stock = stock;
        this.warehouse = warehouse;
    }

    @Override
    public String name() {
        return between.name;
    }

    @Override
    public String enter() throws InterruptedException {
        Executor workers = desk.workers();
        Executor virtual = between == Between.WORKERS ? workers : VirtualThreads.executorOrRefuse("order-fiber");
        Order unwanted = desk.accept(new OrderRequest("Linus", between.item, 2));
        Order faulty = desk.accept(new OrderRequest("Grace", between.item, 3));
        Reached.when("two orders of an item", () -> paid(unwanted) && paid(faulty));

        // Both come to the gate with their first lock in hand; what they want next is what the other has.
        Gate gate = new Gate();
        warehouse.delay(between.item, gate);
        desk.handle(virtual, unwanted, "cancel order", service::cancel);
        desk.handle(between == Between.BOTH ? workers : virtual, faulty, "discontinue item", stock::discontinue);
        var threads = gate.awaitArrivals(THREADS);
        warehouse.answerAtOnce(between.item);
        gate.open();
        Reached.when(
                "a deadlock", () -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.BLOCKED));
        return threads.get(0).getName() + " and " + threads.get(1).getName()
                + " wait for each other for ever: order, then shelf, and shelf, then order";
    }

    @Override
    public String leave() {
        throw new UnsupportedOperationException(
                "a monitor can't be taken from a thread: only the end of the process ends a deadlock");
    }

    private static boolean paid(Order order) {
        return order.status() == OrderStatus.PAID;
    }
}
