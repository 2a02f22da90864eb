package io.github.threadreporter.send;

import io.sentry.vendor.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts as one line of JSON, for scripts. */
public final class JsonLine {

    private JsonLine() {}

    /**
     * The line, without its end.
     *
     * @param members text, numbers, booleans, null, and maps and iterables of these, in order
     * @throws IllegalArgumentException if there is something else among them
     */
    public static String of(Map<String, ?> members) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            value(json, members);
        } catch (IOException e) {
            throw new UncheckedIOException("a string took no more text", e);
        }
        return text.toString();
    }

    private static void value(JsonWriter json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.nullValue();
        } else if (value instanceof Map<?, ?> map) {
            json.beginObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.name(String.valueOf(entry.getKey()));
                value(json, entry.getValue());
            }
            json.endObject();
        } else if (value instanceof Iterable<?> items) {
            json.beginArray();
            for (Object item : items) {
                value(json, item);
            }
            json.endArray();
        } else if (value instanceof Number number) {
            json.value(number);
        } else if (value instanceof Boolean flag) {
            json.value(flag);
        } else if (value instanceof String text) {
            json.value(text);
        } else {
            throw new IllegalArgumentException("members: a " + value.getClass().getName() + " is none of JSON's");
        }
    }
}
