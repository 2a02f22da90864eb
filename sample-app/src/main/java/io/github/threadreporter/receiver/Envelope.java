package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sentry's container format: a line of JSON, then for each item a line of JSON and a payload, whose length is given or
 * which ends with the line.
 *
 * @param header its first line
 * @param items in the order of the envelope, unknown types included
 */
record Envelope(ObjectNode header, List<Item> items) {

    /** One item. The payload is not copied: it is handed from the parser to the store. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Item(ObjectNode header, byte[] payload) {

        String type() {
            return header.path("type").asText("");
        }

        String text(String field, String otherwise) {
            JsonNode value = header.path(field);
            return value.isTextual() ? value.textValue() : otherwise;
        }
    }

    Envelope {
        items = List.copyOf(items);
    }

    List<Item> ofType(String type) {
        return items.stream().filter(item -> item.type().equals(type)).toList();
    }

    /** @throws HttpProblem 400 if this is no envelope, is cut short, or has more items than allowed */
    static Envelope parse(byte[] body, int mostItems) throws HttpProblem {
        Cursor cursor = new Cursor(body);
        ObjectNode header = Json.object(cursor.line(), "envelope header");
        List<Item> items = new ArrayList<>();
        while (cursor.skipEmptyLines()) {
            if (items.size() == mostItems) {
                throw new HttpProblem(400, "envelope has more than " + mostItems + " items");
            }
            ObjectNode item = Json.object(cursor.line(), "item header");
            if (!item.path("type").isTextual()) {
                throw new HttpProblem(400, "item header has no type");
            }
            items.add(new Item(item, cursor.payload(item.path("length"))));
        }
        return new Envelope(header, items);
    }

    private static final class Cursor {
        private final byte[] body;
        private int at;

        Cursor(byte[] body) {
            this.body = body;
        }

        boolean skipEmptyLines() {
            while (at < body.length && (body[at] == '\n' || body[at] == '\r')) {
                at++;
            }
            return at < body.length;
        }

        byte[] line() {
            int end = at;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            return take(end - at);
        }

        byte[] payload(JsonNode length) throws HttpProblem {
            if (length.isMissingNode() || length.isNull()) {
                return line();
            }
            if (!length.canConvertToInt() || length.intValue() < 0) {
                throw new HttpProblem(400, "item length is not a number of bytes: " + length);
            }
            int bytes = length.intValue();
            if (bytes > body.length - at) {
                throw new HttpProblem(400, "envelope ends " + (bytes - (body.length - at)) + " bytes early");
            }
            if (at + bytes < body.length && body[at + bytes] != '\n') {
                throw new HttpProblem(400, "item is longer than its length says");
            }
            return take(bytes);
        }

        private byte[] take(int bytes) {
            byte[] taken = Arrays.copyOfRange(body, at, at + bytes);
            at = Math.min(body.length, at + bytes + 1);
            return taken;
        }
    }
}
