package io.github.threadreporter.send;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event for which the SDK's queue had no room: the application fills it just now, so we step back.
 *
 * @param outgoing the event
 * @param refusals how often it was refused
 */
record Retry(Outgoing outgoing, int refusals) {

    /** Six seconds in all. */
    private static final int MOST = 8;

    private static final long FIRST_MILLIS = 50;

    static Retry first(Outgoing outgoing) {
        return new Retry(outgoing, 1);
    }

    /** Null when it was tried often enough. */
    @Nullable
    Retry next() {
        return refusals + 1 < MOST ? new Retry(outgoing, refusals + 1) : null;
    }

    long backOffNanos() {
        return TimeUnit.MILLISECONDS.toNanos(FIRST_MILLIS << (refusals - 1));
    }
}
