package com.acme.orders;

/** An order as the outside sees it. */
public record OrderView(long id, String customer, String item, int quantity, OrderStatus status) {}
