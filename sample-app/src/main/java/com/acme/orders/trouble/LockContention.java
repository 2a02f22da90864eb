package com.acme.orders.trouble;

import com.acme.orders.OrderRequest;
import com.acme.orders.simulated.Delays;
import com.acme.orders.work.OrderDesk;

/** One worker holds the lock of a shelf while the warehouse takes its time; the others queue up behind it. */
final class LockContention implements Trouble {

    static final int BLOCKED = 3;

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
        for (int i = 0; i < BLOCKED; i++) {
            desk.accept(new OrderRequest("Grace", ITEM, 1));
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
