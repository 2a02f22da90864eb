package com.acme.orders.stock;

/** The warehouse's own system. Both calls are remote, and take as long as the warehouse takes. */
public interface Warehouse {

    /** Asks for goods to be set aside, or all of them to be taken out of sale. */
    void confirm(String item, int quantity);

    /** Says that goods come back. */
    void announceReturn(String item, int quantity);
}
