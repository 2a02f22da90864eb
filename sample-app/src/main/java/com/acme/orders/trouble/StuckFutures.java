package com.acme.orders.trouble;

import com.acme.orders.Order;
import com.acme.orders.OrderRequest;
import com.acme.orders.delivery.Carrier;
import com.acme.orders.delivery.Deliveries;
import com.acme.orders.work.OrderDesk;
import java.util.ArrayList;
import java.util.List;

/** The carrier takes bookings and never calls back: whoever waits at the end of the chain of futures waits for ever. */
final class StuckFutures implements Trouble {

    static final int STUCK = 3;

    private final OrderDesk desk;
    private final Deliveries deliveries;
    private final Carrier carrier;
    private final List<Order> orders = new ArrayList<>();

    StuckFutures(OrderDesk desk, Deliveries deliveries, Carrier carrier) {
        this.desk = desk;
        this.deliveries = deliveries;
        this.carrier = carrier;
    }

    @Override
    public String name() {
        return "stuck-futures";
    }

    @Override
    public String enter() throws InterruptedException {
        for (int i = 0; i < STUCK; i++) {
            Order order = desk.accept(new OrderRequest("Initech", "water", i + 1));
            orders.add(order);
            desk.handle(order, "arrange delivery", deliveries::arrange);
        }
        Reached.when(STUCK + " bookings without an answer", () -> carrier.unanswered() >= STUCK);
        Reached.when(
                STUCK + " workers waiting for one",
                () -> JvmThreads.waitingIn(Deliveries.class, Thread.State.WAITING) >= STUCK);
        return STUCK + " workers wait at the end of a chain of futures that nobody completes";
    }

    @Override
    public String leave() {
        orders.forEach(order -> carrier.confirm(order, "noon"));
        orders.clear();
        return "the carrier has called back";
    }
}
