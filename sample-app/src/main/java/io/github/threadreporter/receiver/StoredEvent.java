package io.github.threadreporter.receiver;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event and what came with it.
 *
 * @param summary what lists show of it
 * @param received when it arrived
 * @param json the event as received
 * @param attachments with different names
 * @param document what the attached complete dump says about itself, or null where there is none that can be read
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record StoredEvent(
        EventSummary summary,
        Instant received,
        byte[] json,
        List<StoredAttachment> attachments,
        @Nullable DocumentSummary document) {

    StoredEvent {
        attachments = List.copyOf(attachments);
    }

    String id() {
        return summary.id();
    }

    long bytes() {
        long bytes = json.length;
        for (StoredAttachment attachment : attachments) {
            bytes += attachment.content().length;
        }
        return bytes;
    }

    @Nullable
    StoredAttachment attachment(String name) {
        return attachments.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    StoredEvent with(List<StoredAttachment> more, @Nullable DocumentSummary theirDocument) {
        return new StoredEvent(
                summary,
                received,
                json,
                Stream.concat(attachments.stream(), more.stream()).toList(),
                document == null ? theirDocument : document);
    }
}
