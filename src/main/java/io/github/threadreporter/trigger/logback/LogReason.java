package io.github.threadreporter.trigger.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Suspect;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log event as the reason of a capture. */
final class LogReason {

    private static final int LONGEST = 300;

    private LogReason() {}

    /** @param eventId of Sentry; empty for none */
    static CaptureReason of(ILoggingEvent event, String eventId) {
        return new CaptureReason(
                "log-event",
                event.getLevel() + " " + event.getLoggerName(),
                suspect(event),
                eventId.isEmpty() ? Map.of() : Map.of("log.event_id", eventId));
    }

    /** Behind an appender that has threads of its own, the one that logged is not this one and may be anywhere by now. */
    private static @Nullable Suspect suspect(ILoggingEvent event) {
        Thread thread = Thread.currentThread();
        if (!thread.getName().equals(event.getThreadName())) {
            return null;
        }
        return new Suspect(thread.getId(), Headline.of("%s logged: %s", thread.getName(), message(event)));
    }

    private static String message(ILoggingEvent event) {
        String text = String.valueOf(event.getFormattedMessage());
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
