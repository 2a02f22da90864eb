package io.github.threadreporter.send;

import org.jspecify.annotations.Nullable;

/**
 * Events that did not reach Sentry, or of which that is not known.
 *
 * @param eventId the event, or null for events that were not even converted
 * @param count how many; 1 for a known event
 * @param reason why, for a person
 */
public record Loss(@Nullable String eventId, int count, String reason) {

    static Loss of(String eventId, String reason) {
        return new Loss(eventId, 1, reason);
    }
}
