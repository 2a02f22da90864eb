package io.github.threadreporter.receiver;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events of one capture, or one event that belongs to none.
 *
 * @param id the capture's id, or that of the event
 * @param ofReporter whether a thread reporter sent it; otherwise it is an ordinary event of the application
 * @param revision changes whenever something was added
 * @param events in the order of arrival, never empty
 */
record StoredCapture(String id, boolean ofReporter, long revision, List<StoredEvent> events) {

    StoredCapture {
        events = List.copyOf(events);
    }

    StoredEvent first() {
        return events.get(0);
    }

    long bytes() {
        return events.stream().mapToLong(StoredEvent::bytes).sum();
    }

    /** The event that brought the complete dump, or null. */
    @Nullable
    StoredEvent documented() {
        return events.stream()
                .filter(event -> event.document() != null)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    StoredEvent event(String eventId) {
        return events.stream()
                .filter(event -> event.id().equals(eventId))
                .findFirst()
                .orElse(null);
    }

    /** A sender that saw no answer sends again: the same event takes the place of its first copy. */
    StoredCapture with(StoredEvent event, long newRevision) {
        List<StoredEvent> all = new ArrayList<>(events);
        StoredEvent old = event(event.id());
        if (old == null) {
            all.add(event);
        } else {
            all.set(all.indexOf(old), event);
        }
        return new StoredCapture(id, ofReporter, newRevision, all);
    }

    StoredCapture withoutFirst(long newRevision) {
        return new StoredCapture(id, ofReporter, newRevision, events.subList(1, events.size()));
    }
}
