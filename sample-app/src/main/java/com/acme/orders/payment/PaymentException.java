package com.acme.orders.payment;

/** The customer could not be charged. */
public final class PaymentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PaymentException(String message) {
        super(message);
    }

    PaymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
