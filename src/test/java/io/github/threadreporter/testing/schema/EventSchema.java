package io.github.threadreporter.testing.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.sentry.JsonObjectWriter;
import io.sentry.NoOpLogger;
import io.sentry.SentryEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/**
 * The contract with the server: Sentry's own event schema. The SDK's JSON differs from it in exactly four places, which
 * are repaired before: {@code message} is an alias of {@code logentry}, lock types are sent as the integers that the
 * server takes, and threads and frames of the SDK may have {@code priority}, {@code daemon} and {@code native}.
 */
public final class EventSchema {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchema SCHEMA = load();
    private static final Map<Integer, String> LOCK_TYPES =
            Map.of(1, "locked", 2, "waiting", 4, "sleeping", 8, "blocked");

    private EventSchema() {}

    /** Asserts that the event, as the SDK serialises it, validates. */
    public static void assertValid(SentryEvent event) {
        assertValid(json(event));
    }

    /** Asserts that the JSON of an event, as the SDK sends it, validates. */
    public static void assertValid(String json) {
        JsonNode event = repaired(parse(json));
        if (event.has("event_id")) {
            assertThat(event.get("event_id").asText()).matches("[0-9a-f]{32}");
        }
        assertThat(SCHEMA.validate(event.toString(), InputFormat.JSON))
                .as(() -> "violations of the event schema in " + event.toPrettyString())
                .isEmpty();
    }

    /** What the SDK sends for that event. */
    public static String json(SentryEvent event) {
        StringWriter json = new StringWriter();
        try {
            event.serialize(new JsonObjectWriter(json, 100), NoOpLogger.getInstance());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }

    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    private static JsonNode repaired(JsonNode event) {
        ObjectNode root = (ObjectNode) event;
        if (root.has("message")) {
            root.set("logentry", root.remove("message"));
        }
        for (JsonNode thread : root.at("/threads/values")) {
            ((ObjectNode) thread).remove("priority");
            ((ObjectNode) thread).remove("daemon");
            thread.path("held_locks").forEach(EventSchema::repairLock);
            for (JsonNode frame : thread.at("/stacktrace/frames")) {
                ((ObjectNode) frame).remove("native");
                repairLock(frame.path("lock"));
            }
        }
        for (JsonNode exception : root.at("/exception/values")) {
            exception.at("/stacktrace/frames").forEach(frame -> ((ObjectNode) frame).remove("native"));
        }
        return root;
    }

    /** Only the integers that the server knows are mapped; everything else stays and fails. */
    private static void repairLock(JsonNode lock) {
        if (lock.path("type").isInt() && LOCK_TYPES.containsKey(lock.get("type").intValue())) {
            ((ObjectNode) lock).put("type", LOCK_TYPES.get(lock.get("type").intValue()));
        }
    }

    private static JsonSchema load() {
        try (InputStream schema = EventSchema.class.getResourceAsStream("/sentry-event.schema.json")) {
            // The schema calls an event id a uuid and means the form without hyphens: formats are notes in draft 7.
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(
                            Objects.requireNonNull(schema, "/sentry-event.schema.json"),
                            SchemaValidatorsConfig.builder()
                                    .formatAssertionsEnabled(false)
                                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
