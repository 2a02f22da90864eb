package io.github.threadreporter.trigger.remote;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** So many of something within a time. Thread-safe. */
final class Allowance {

    private final int most;
    private final long within;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Long> taken = new ArrayDeque<>();

    Allowance(int most, Duration within, LongSupplier nanoTime) {
        this.most = most;
        this.within = within.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Takes one: zero. If there is none: in how many seconds there will be one, at least 1. */
    synchronized long take() {
        long wait = seconds();
        if (wait == 0) {
            taken.add(nanoTime.getAsLong());
        }
        return wait;
    }

    /** As {@link #take}, but takes none. */
    synchronized long seconds() {
        long now = nanoTime.getAsLong();
        while (!taken.isEmpty() && now - taken.peek() >= within) {
            taken.remove();
        }
        return taken.size() < most
                ? 0
                : Math.max(1, TimeUnit.NANOSECONDS.toSeconds(taken.peek() + within - now + 999_999_999));
    }
}
