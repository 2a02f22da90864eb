package com.acme.orders.trouble;

import com.acme.orders.OrderRequest;
import com.acme.orders.simulated.Delays;
import com.acme.orders.work.OrderDesk;
import java.util.List;

/** One worker holds the lock of a shelf while the warehouse takes its time; the others queue up behind it. */
final class LockContention implements Trouble {

    private static final List<String> WAITING = List.of("Grace", "Barbara", "Edsger");

    static final int BLOCKED = WAITING.size();

    private static final String ITEM = "espresso machine";

    private final OrderDesk desk;
    private final Delays warehouse;
    private Gate gate = new Gate();

    LockContention(OrderDesk desk, Delays warehouse) {
        this.desk = desk;
        this.warehouse = warehouse;
    }

    @Override
    public String name() {
        return "lock-contention";
    }

    @Override
    public String enter() throws InterruptedException {
        gate = new Gate();
        warehouse.delay(ITEM, gate);
        desk.accept(new OrderRequest("Ada", ITEM, 1));
        Thread holder = gate.awaitArrivals(1).get(0);
        for (String customer : WAITING) {
            desk.accept(new OrderRequest(customer, ITEM, customer.length()));
        }
        Reached.when(
                BLOCKED + " workers blocked by " + holder.getName(), () -> JvmThreads.blockedBy(holder) >= BLOCKED);
        return BLOCKED + " workers are BLOCKED by a shelf's lock that " + holder.getName() + " holds";
    }

    @Override
    public String leave() {
        warehouse.answerAtOnce(ITEM);
        gate.open();
        return "the warehouse answers again";
    }
}
