package io.github.threadreporter.send;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** When sending has to end, and how much it had to give up for that. Thread-safe. */
final class Closing {

    static final String REASON = "the reporter was closed";

    private final AtomicReference<@Nullable Long> deadline = new AtomicReference<>();
    private final AtomicInteger abandoned = new AtomicInteger();

    /** @param nanos on the clock that {@link #over} is asked with; a later deadline than the present one is ignored */
    void endAt(long nanos) {
        deadline.accumulateAndGet(nanos, Closing::earlier);
    }

    private static @Nullable Long earlier(@Nullable Long present, @Nullable Long wanted) {
        return present == null || (wanted != null && wanted - present < 0) ? wanted : present;
    }

    boolean over(long nanos) {
        Long end = deadline.get();
        return end != null && nanos - end >= 0;
    }

    void abandon(int events) {
        abandoned.addAndGet(events);
    }

    int abandoned() {
        return abandoned.get();
    }
}
