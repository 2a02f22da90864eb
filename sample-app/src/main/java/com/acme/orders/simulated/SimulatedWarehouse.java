package com.acme.orders.simulated;

import com.acme.orders.stock.Warehouse;

/** A warehouse that answers at once, but for items that it was told to be slow about. Thread-safe. */
public final class SimulatedWarehouse implements Warehouse {

    private final Delays delays = new Delays();

    @Override
    public void confirm(String item, int quantity) {
        delays.beforeAnswer(item);
    }

    @Override
    public void announceReturn(String item, int quantity) {
        delays.beforeAnswer(item);
    }

    /** By item. */
    public Delays delays() {
        return delays;
    }
}
