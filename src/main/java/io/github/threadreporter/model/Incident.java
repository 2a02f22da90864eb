package io.github.threadreporter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Which trouble an event belongs to, noticed by a trigger. All events of one incident have the same id and become one
 * issue.
 *
 * @param id 32 hexadecimal digits; the tag {@code incident.id}
 * @param kind kind of the {@linkplain CaptureReason reason} that opened it
 * @param state where it is
 * @param openedAt when it was noticed first
 * @param lasted how long it has lasted up to this event
 * @param event 1 for the first event of the incident, and so on
 * @param withheld how many captures were not taken since the last event of any incident, by kind of reason, because a
 *     limit of events or of cost was reached
 */
public record Incident(
        String id,
        String kind,
        State state,
        Instant openedAt,
        Duration lasted,
        int event,
        Map<String, Integer> withheld) {

    public Incident {
        withheld = Map.copyOf(withheld);
    }

    /** Where an incident is. */
    public enum State {
        /** Noticed just now. */
        OPENED,
        /** Told already, and not over. */
        CONTINUING,
        /** Not noticed for a while. */
        OVER,
        /** It does not last: a line in the log, somebody's wish, a schedule. */
        MOMENT,
        /** It lasted when the process ended. */
        ENDED_WITH_PROCESS;

        /** The word in tags and texts, e.g. {@code opened}. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
