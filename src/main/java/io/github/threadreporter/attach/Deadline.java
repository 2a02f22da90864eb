package io.github.threadreporter.attach;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in time until which somebody is waited for, all steps together. Immutable and thread-safe. */
public final class Deadline {

    private final Duration limit;
    private final LongSupplier clock;
    private final long end;

    Deadline(Duration limit, LongSupplier clock) {
        if (limit.isNegative() || limit.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("limit: " + limit + " is not between 0 and one day");
        }
        this.limit = limit;
        this.clock = clock;
        this.end = clock.getAsLong() + limit.toNanos();
    }

    /**
     * That long from now.
     *
     * @throws IllegalArgumentException if it is negative or longer than a day
     */
    public static Deadline in(Duration limit) {
        return new Deadline(limit, System::nanoTime);
    }

    /** What is left of it; zero when it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - clock.getAsLong()));
    }

    public boolean hasPassed() {
        return left().isZero();
    }

    /** The shorter one of what is left and the given, in milliseconds, at least one. */
    long millis(Duration atMost) {
        Duration left = left();
        return Math.max(1, (left.compareTo(atMost) < 0 ? left : atMost).toMillis());
    }

    /** How long it was at first, e.g. {@code 10 s}. */
    @Override
    public String toString() {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
