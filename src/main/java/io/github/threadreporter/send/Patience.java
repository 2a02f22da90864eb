package io.github.threadreporter.send;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How long the events of one capture may take. */
final class Patience {

    private final LongSupplier nanoTime;
    private final int deliveryMillis;
    private final Closing closing;
    private final long start;

    Patience(LongSupplier nanoTime, int deliveryMillis, Closing closing) {
        this.nanoTime = nanoTime;
        this.deliveryMillis = deliveryMillis;
        this.closing = closing;
        this.start = nanoTime.getAsLong();
    }

    /** Why it is over; null while it is not. */
    @Nullable
    String end() {
        if (closing.over(nanoTime.getAsLong())) {
            return Closing.REASON;
        }
        return millisLeft() > 0 ? null : "deliveryMillis=" + deliveryMillis + " was over";
    }

    long millisLeft() {
        return deliveryMillis - TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
    }

    /** Notes that so many events were given up because sending had to end. */
    void abandon(int events) {
        closing.abandon(events);
    }
}
