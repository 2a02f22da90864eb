package com.acme.orders.trouble;

import com.acme.orders.OrderRequest;
import com.acme.orders.payment.Payments;
import com.acme.orders.simulated.Delays;
import com.acme.orders.work.OrderDesk;

/** The payment provider takes the request and does not answer; the client has no timeout. */
final class StuckDownstream implements Trouble {

    static final int STUCK = 3;

    private static final String CUSTOMER = "Globex Inc";

    private final OrderDesk desk;
    private final Delays payments;
    private Gate gate = new Gate();

    StuckDownstream(OrderDesk desk, Delays payments) {
        this.desk = desk;
        this.payments = payments;
    }

    @Override
    public String name() {
        return "stuck-downstream";
    }

    @Override
    public String enter() throws InterruptedException {
        gate = new Gate();
        payments.delay(CUSTOMER, gate);
        for (int i = 0; i < STUCK; i++) {
            desk.accept(new OrderRequest(CUSTOMER, "coffee", i + 1));
        }
        gate.awaitArrivals(STUCK);
        Reached.when(
                STUCK + " workers waiting for an answer",
                () -> JvmThreads.waitingIn(Payments.class, Thread.State.WAITING) >= STUCK);
        return STUCK + " workers wait for the payment provider, which does not answer";
    }

    @Override
    public String leave() {
        payments.answerAtOnce(CUSTOMER);
        gate.open();
        return "the payment provider answers again";
    }
}
