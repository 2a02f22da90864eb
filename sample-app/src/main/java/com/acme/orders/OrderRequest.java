package com.acme.orders;

/**
 * What a customer asks for.
 *
 * @param customer who pays
 * @param item what is bought
 * @param quantity how many of it, at least 1
 */
public record OrderRequest(String customer, String item, int quantity) {

    /**
     * Checks what came from outside.
     *
     * @throws IllegalArgumentException if a text is blank or the quantity is below 1
     */
    public OrderRequest {
        requireText("customer", customer);
        requireText("item", item);
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity: " + quantity + " is below 1");
        }
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + ": is blank");
        }
    }
}
