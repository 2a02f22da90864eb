package io.github.threadreporter.trigger;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where triggers that others make, such as an appender in a configuration of logback, find what captures. There is one in a
 * process: a later reporter replaces an earlier one. Thread-safe.
 */
public final class Current {

    private static final AtomicReference<@Nullable CaptureRequests> REQUESTS = new AtomicReference<>();

    /** Held only while a thread captures. */
    private static final ThreadLocal<@Nullable Boolean> CAPTURING = new ThreadLocal<>();

    private Current() {}

    /** From now on it is this one. */
    public static void set(CaptureRequests requests) {
        REQUESTS.set(requests);
    }

    /** None any more, if it still is this one. */
    public static void clear(CaptureRequests requests) {
        REQUESTS.compareAndSet(requests, null);
    }

    /**
     * Captures. What happens meanwhile on this thread asks for no further capture, so that a capture that logs, or sends an
     * event, does not go round in a circle.
     *
     * @return null where there is no reporter, or this thread is capturing already
     */
    public static @Nullable CaptureReport request(CaptureReason reason) {
        CaptureRequests requests = REQUESTS.get();
        if (requests == null || CAPTURING.get() != null) {
            return null;
        }
        CAPTURING.set(Boolean.TRUE);
        try {
            return requests.request(reason);
        } finally {
            CAPTURING.remove();
        }
    }
}
