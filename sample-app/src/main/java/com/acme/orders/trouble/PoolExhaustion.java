package com.acme.orders.trouble;

import com.acme.orders.Order;
import com.acme.orders.OrderRequest;
import com.acme.orders.service.OrderService;
import com.acme.orders.simulated.Delays;
import com.acme.orders.store.Database;
import com.acme.orders.work.OrderDesk;
import com.zaxxer.hikari.pool.HikariPool;
import java.util.ArrayList;
import java.util.List;

/** Every connection of the pool is held by a settlement that waits for the payment provider. */
final class PoolExhaustion implements Trouble {

    private static final List<String> LATE = List.of("Ada", "Grace", "Linus");

    static final int WAITING = LATE.size();

    private static final String CUSTOMER = "Umbrella Ltd";

    private final OrderDesk desk;
    private final OrderService service;
    private final Database database;
    private final Delays payments;
    private Gate gate = new Gate();

    PoolExhaustion(OrderDesk desk, OrderService service, Database database, Delays payments) {
        this.desk = desk;
        this.service = service;
        this.database = database;
        this.payments = payments;
    }

    @Override
    public String name() {
        return "pool-exhaustion";
    }

    @Override
    public String enter() throws InterruptedException {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < Database.CONNECTIONS; i++) {
            orders.add(desk.accept(new OrderRequest(CUSTOMER, "coffee", 1)));
        }
        Reached.when("orders to settle", () -> orders.stream()
                .allMatch(order -> desk.underWay(order.id()).isEmpty()));

        gate = new Gate();
        payments.delay(CUSTOMER, gate);
        for (Order order : orders) {
            desk.handle(
                    order,
                    "settle customer",
                    placed -> service.settle(placed.request().customer()));
        }
        gate.awaitArrivals(Database.CONNECTIONS);
        for (String customer : LATE) {
            desk.accept(new OrderRequest(customer, "tea", 1));
        }
        Reached.when(
                WAITING + " workers waiting for a connection",
                // The pool counts them a little before they wait.
                () -> database.figures().getThreadsAwaitingConnection() >= WAITING
                        && JvmThreads.waitingIn(HikariPool.class, Thread.State.TIMED_WAITING) >= WAITING);
        return "all " + Database.CONNECTIONS + " connections are held by settlements, and orders wait for one";
    }

    @Override
    public String leave() {
        payments.answerAtOnce(CUSTOMER);
        gate.open();
        return "the settlements go on and give their connections back";
    }
}
