package com.acme.orders;

/** Where an order stands. */
public enum OrderStatus {
    ACCEPTED,
    PAID,
    CANCELLED,
    DISCONTINUED,
    FAILED
}
