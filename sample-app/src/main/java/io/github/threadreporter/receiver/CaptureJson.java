package io.github.threadreporter.receiver;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Captures as the page and tests read them. */
final class CaptureJson {

    /** Ours in the answer, whatever an attached document says. */
    private static final Set<String> OURS = Set.of("events", "attachments", "kind", "revision");

    private CaptureJson() {}

    static ObjectNode list(Store.Contents contents) {
        ObjectNode list = Json.MAPPER.createObjectNode();
        list.put("revision", contents.revision());
        list.put("bytes", contents.bytes());
        list.putObject("evicted")
                .put("captures", contents.evictedCaptures())
                .put("events", contents.evictedEvents())
                .put("bytes", contents.evictedBytes());
        ArrayNode captures = list.putArray("captures");
        contents.captures().forEach(capture -> captures.add(line(capture)));
        return list;
    }

    private static ObjectNode line(StoredCapture capture) {
        StoredEvent first = capture.first();
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("id", capture.id());
        line.put("kind", kind(capture));
        line.put("revision", capture.revision());
        line.put("title", first.summary().title());
        line.put("level", first.summary().level());
        line.put("takenAt", first.summary().timestamp().toString());
        line.put("receivedAt", first.received().toString());
        String reason = first.summary().tags().get("capture.reason");
        if (reason != null) {
            line.put("reason", reason);
        }
        line.put("events", capture.events().size());
        line.put(
                "attachments",
                capture.events().stream().mapToInt(e -> e.attachments().size()).sum());
        line.put("bytes", capture.bytes());
        StoredEvent documented = capture.documented();
        DocumentSummary document = documented == null ? null : documented.document();
        if (document != null) {
            describe(line, document);
        }
        return line;
    }

    private static void describe(ObjectNode line, DocumentSummary document) {
        line.put("threads", document.threads());
        line.put("deadlocks", document.deadlocks());
        line.put("documentBytes", document.bytes());
        JsonNode facts = document.facts();
        copy(line, "title", facts.path("headline"));
        copy(line, "takenAt", facts.path("takenAt"));
        copy(line, "reason", facts.path("reason").path("kind"));
        JsonNode jvm = facts.path("jvm");
        if (jvm.has("pid")) {
            line.put(
                    "process",
                    jvm.path("host").asText("") + "/" + jvm.path("pid").asText() + "/"
                            + jvm.path("startedAt").asText(""));
        }
    }

    private static void copy(ObjectNode to, String field, JsonNode value) {
        if (value.isTextual() && !value.textValue().isBlank()) {
            to.set(field, value);
        }
    }

    /** Written as it is read: a document can be larger than the memory that is free. */
    static void write(StoredCapture capture, long limit, OutputStream to) throws IOException {
        try (JsonGenerator out = Json.MAPPER.createGenerator(to)) {
            out.writeStartObject();
            StoredEvent documented = capture.documented();
            StoredAttachment document = documented == null ? null : documented.attachment(StoredAttachment.DOCUMENT);
            if (document == null) {
                for (Map.Entry<String, JsonNode> field :
                        EventDocument.of(capture).properties()) {
                    out.writeFieldName(field.getKey());
                    out.writeTree(field.getValue());
                }
            } else {
                copyFields(document, limit, out);
            }
            out.writeStringField("kind", kind(capture));
            out.writeNumberField("revision", capture.revision());
            out.writeFieldName("events");
            out.writeTree(events(capture));
            out.writeFieldName("attachments");
            out.writeTree(attachments(capture));
            out.writeEndObject();
        }
    }

    private static void copyFields(StoredAttachment document, long limit, JsonGenerator out) throws IOException {
        try (BoundedStream in = BoundedStream.gunzip(document.content(), limit);
                JsonParser parser = Json.MAPPER.createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean ours = OURS.contains(parser.currentName());
                if (!ours) {
                    out.writeFieldName(parser.currentName());
                }
                parser.nextToken();
                if (ours) {
                    parser.skipChildren();
                } else {
                    out.copyCurrentStructure(parser);
                }
            }
        }
    }

    static ArrayNode events(StoredCapture capture) {
        ArrayNode events = Json.MAPPER.createArrayNode();
        for (StoredEvent event : capture.events()) {
            EventSummary summary = event.summary();
            ObjectNode line = events.addObject()
                    .put("id", summary.id())
                    .put("title", summary.title())
                    .put("level", summary.level())
                    .put("timestamp", summary.timestamp().toString())
                    .put("receivedAt", event.received().toString())
                    .put("bytes", event.json().length)
                    .put("capture", capture.id())
                    .put("href", "api/events/" + summary.id());
            ObjectNode tags = line.putObject("tags");
            summary.tags().forEach(tags::put);
        }
        return events;
    }

    private static ArrayNode attachments(StoredCapture capture) {
        ArrayNode attachments = Json.MAPPER.createArrayNode();
        for (StoredEvent event : capture.events()) {
            for (StoredAttachment attachment : event.attachments()) {
                attachments
                        .addObject()
                        .put("event", event.id())
                        .put("name", attachment.name())
                        .put("bytes", attachment.content().length)
                        .put("href", "api/attachments/" + event.id() + "/" + encode(attachment.name()));
            }
        }
        return attachments;
    }

    private static String kind(StoredCapture capture) {
        return capture.ofReporter() ? "capture" : "event";
    }

    static String encode(@Nullable String name) {
        return URLEncoder.encode(name == null ? "" : name, StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
