package io.github.threadreporter.trigger.sentry;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.trigger.Outcome;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connects an event that the application sends with the capture that belongs to it. */
public final class EventLink {

    /** The tag that all events of a capture have, and the application's event as well. */
    static final String CAPTURE_ID = "capture.id";

    private EventLink() {}

    /**
     * Does what may send an event on this thread through {@link Sentry}, and captures: while the event is made, if there
     * is one, and else afterwards. The event gets the tag {@code capture.id} then.
     *
     * @param capture is told the id of the event, empty for none; null if it captures nothing. Must not throw
     */
    public static void run(Runnable sends, Function<String, @Nullable CaptureReport> capture) {
        Link link = new Link(capture);
        try {
            if (Sentry.isEnabled()) {
                Sentry.withScope(scope -> {
                    scope.addEventProcessor(link);
                    sends.run();
                });
            } else {
                sends.run();
            }
        } finally {
            link.finish();
        }
    }

    /** Whether it is of a capture, or connected with one already. */
    static boolean isLinked(SentryEvent event) {
        return event.getTag(CAPTURE_ID) != null;
    }

    static void connect(SentryEvent event, @Nullable CaptureReport report) {
        if (report != null && Outcome.refusal(report) == null) {
            event.setTag(CAPTURE_ID, report.captureId());
        }
    }

    static String idOf(SentryEvent event) {
        return event.getEventId() == null ? "" : event.getEventId().toString();
    }

    private static final class Link implements EventProcessor {
        private final Function<String, @Nullable CaptureReport> capture;
        private boolean done;

        Link(Function<String, @Nullable CaptureReport> capture) {
            this.capture = capture;
        }

        @Override
        public SentryEvent process(SentryEvent event, Hint hint) {
            if (!done && !isLinked(event)) {
                done = true;
                connect(event, capture.apply(idOf(event)));
            }
            return event;
        }

        void finish() {
            if (!done) {
                done = true;
                var unused = capture.apply("");
            }
        }
    }
}
