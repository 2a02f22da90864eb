package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of an event.
 *
 * @param id 32 hexadecimal digits
 * @param title its first exception, else the first line of its message
 * @param level e.g. {@code error}
 * @param timestamp when it happened, by the sender's clock
 * @param tags by name
 */
record EventSummary(String id, String title, String level, Instant timestamp, Map<String, String> tags) {

    private static final Pattern CAPTURE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int LONGEST_TITLE = 400;

    EventSummary {
        tags = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    static EventSummary of(String id, ObjectNode event, Instant received) {
        return new EventSummary(
                id,
                title(event),
                event.path("level").asText("error"),
                timestamp(event.path("timestamp"), received),
                tags(event.path("tags")));
    }

    /** The capture that this event belongs to, or null for any other event of the application. */
    @Nullable
    String captureId() {
        String tag = tags.get("capture.id");
        return tag != null && CAPTURE_ID.matcher(tag).matches() ? tag : null;
    }

    /** What the event is kept under. */
    String entryId() {
        String capture = captureId();
        return capture == null ? id : capture;
    }

    static String title(JsonNode event) {
        JsonNode exceptions = event.path("exception").path("values");
        String title;
        if (!exceptions.isEmpty()) {
            JsonNode last = exceptions.get(exceptions.size() - 1);
            String value = last.path("value").asText("");
            title = last.path("type").asText("exception") + (value.isEmpty() ? "" : ": " + value);
        } else {
            title = message(event);
        }
        String line = title.strip().lines().findFirst().orElse("(no message)");
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE) + "…";
    }

    private static String message(JsonNode event) {
        for (String field : new String[] {"logentry", "message"}) {
            JsonNode entry = event.path(field);
            for (JsonNode text : new JsonNode[] {entry, entry.path("formatted"), entry.path("message")}) {
                if (text.isTextual() && !text.textValue().isBlank()) {
                    return text.textValue();
                }
            }
        }
        return "";
    }

    private static Instant timestamp(JsonNode value, Instant otherwise) {
        try {
            if (value.isNumber()) {
                return Instant.ofEpochMilli(Math.round(value.doubleValue() * 1000));
            }
            return value.isTextual() ? Instant.parse(value.textValue()) : otherwise;
        } catch (DateTimeException notATime) {
            return otherwise;
        }
    }

    /** Sentry takes tags as an object and as a list of pairs. */
    private static Map<String, String> tags(JsonNode tags) {
        Map<String, String> found = new LinkedHashMap<>();
        if (tags.isObject()) {
            tags.properties()
                    .forEach(tag -> found.put(tag.getKey(), tag.getValue().asText("")));
        } else {
            for (JsonNode pair : tags) {
                found.put(pair.path(0).asText(""), pair.path(1).asText(""));
            }
        }
        return found;
    }
}
