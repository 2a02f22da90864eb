package io.github.threadreporter.send;

import io.sentry.Attachment;
import io.sentry.SentryEvent;
import java.util.List;

/**
 * One event, finished: the SDK serialises it later and on another thread, so nobody changes it from here on.
 *
 * @param event holds finished text, finite numbers, booleans, and maps and lists of those
 * @param attachments go along in the same envelope
 */
public record Outgoing(SentryEvent event, List<Attachment> attachments) {
    public Outgoing {
        attachments = List.copyOf(attachments);
    }
}
