package com.acme.orders.trouble;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a state that has no latch of its own, such as a thread being blocked: only the JVM can tell. */
final class Reached {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Reached() {}

    /**
     * Waits for a state.
     *
     * @throws IllegalStateException if it is not reached within 20 seconds
     */
    static void when(String state, BooleanSupplier reached) throws InterruptedException {
        long start = System.nanoTime();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IllegalStateException("not reached within " + LIMIT.toSeconds() + " s: " + state);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
