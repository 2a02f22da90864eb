package io.github.threadreporter.testing;

import io.sentry.EnvelopeReader;
import io.sentry.JsonSerializer;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryEvent;
import io.sentry.SentryItemType;
import io.sentry.SentryOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * An envelope as the server got it, read by the SDK's own reader.
 *
 * @param events its events
 * @param attachments its attachments
 * @param checkIns its check-ins, as they were on the wire
 * @param itemTypes the type of each item, e.g. {@code event}, {@code client_report}
 */
public record SentryServerEnvelope(
        List<ReceivedEvent> events,
        List<ReceivedAttachment> attachments,
        List<String> checkIns,
        List<String> itemTypes) {

    /**
     * @param id without hyphens
     * @param json as it was on the wire
     * @param event the same, parsed
     */
    public record ReceivedEvent(String id, String json, SentryEvent event) {}

    public record ReceivedAttachment(String name, String contentType, byte[] bytes) {

        /** Its text, unpacked where its name says that it is packed. */
        public String text() throws IOException {
            InputStream in = new ByteArrayInputStream(bytes);
            try (InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in) {
                return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    public SentryServerEnvelope {
        events = List.copyOf(events);
        attachments = List.copyOf(attachments);
        checkIns = List.copyOf(checkIns);
        itemTypes = List.copyOf(itemTypes);
    }

    /** @param body plain or gzip */
    public static SentryServerEnvelope read(byte[] body) throws IOException {
        JsonSerializer serializer = new JsonSerializer(new SentryOptions());
        SentryEnvelope envelope = new EnvelopeReader(serializer).read(new ByteArrayInputStream(unzipped(body)));
        List<ReceivedEvent> events = new ArrayList<>();
        List<ReceivedAttachment> attachments = new ArrayList<>();
        List<String> checkIns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (SentryEnvelopeItem item : envelope.getItems()) {
            types.add(item.getHeader().getType().getItemType());
            try {
                if (item.getHeader().getType() == SentryItemType.Event) {
                    SentryEvent event = item.getEvent(serializer);
                    String json = new String(item.getData(), StandardCharsets.UTF_8);
                    events.add(new ReceivedEvent(event.getEventId().toString(), json, event));
                } else if (item.getHeader().getType() == SentryItemType.CheckIn) {
                    checkIns.add(new String(item.getData(), StandardCharsets.UTF_8));
                } else if (item.getHeader().getType() == SentryItemType.Attachment) {
                    attachments.add(new ReceivedAttachment(
                            item.getHeader().getFileName(), item.getHeader().getContentType(), item.getData()));
                }
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        return new SentryServerEnvelope(events, attachments, checkIns, types);
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        if (body.length < 2 || (body[0] & 0xff) != 0x1f || (body[1] & 0xff) != 0x8b) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }
}
