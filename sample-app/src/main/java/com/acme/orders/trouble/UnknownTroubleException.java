package com.acme.orders.trouble;

/** There is no trouble of that name. */
public final class UnknownTroubleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownTroubleException(String name, Iterable<String> known) {
        super("no trouble is named '" + name + "'; there are " + String.join(", ", known));
    }
}
