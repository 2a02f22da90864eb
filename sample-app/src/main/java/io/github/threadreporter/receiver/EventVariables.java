package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns the variables of an event's frames into those of a dump: maps and lists become objects of the document. */
final class EventVariables {

    /** The entry of a map that names the class of what it describes. */
    private static final String CLASS = "(class)";

    /** The entry of a map that says how much of it is there. */
    private static final String MARK = "…";

    /** A sender's limit is far below; this one keeps a hostile event from using up the stack. */
    private static final int DEEPEST = 30;

    /** What JSON readers that know only doubles show right. */
    private static final long EXACT = 1L << 53;

    private final Interned objects = new Interned();

    ArrayNode objects() {
        return objects.values();
    }

    /** {@code vars} of a frame, in their order. */
    ArrayNode of(JsonNode vars) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        vars.properties().forEach(variable -> list.add(member(variable.getKey(), variable.getValue(), 0)));
        return list;
    }

    private ObjectNode member(String name, JsonNode value, int depth) {
        ObjectNode member = Json.MAPPER.createObjectNode().put("name", name);
        member.set("value", value(value, depth));
        return member;
    }

    private JsonNode value(JsonNode from, int depth) {
        if (from.isContainerNode()) {
            ObjectNode value = Json.MAPPER.createObjectNode();
            if (depth == DEEPEST) {
                return value.put("unread", "deeper than the receiver reads");
            }
            return value.put("object", objects.index(from.isArray() ? items(from, depth) : members(from, depth)));
        }
        if (from.isTextual()) {
            ObjectNode closed = EventValueText.closed(from.textValue());
            return closed == null
                    ? EventValueText.value(from.textValue())
                    : Json.MAPPER.createObjectNode().put("object", objects.index(closed));
        }
        boolean exact = !from.isIntegralNumber()
                || (from.canConvertToLong() && from.longValue() <= EXACT && from.longValue() >= -EXACT);
        return exact ? from : Json.MAPPER.createObjectNode().put("text", from.asText());
    }

    private ObjectNode items(JsonNode from, int depth) {
        ObjectNode object = Json.MAPPER.createObjectNode().put("shape", "items");
        int shown = from.size();
        if (shown > 0) {
            long total = EventValueText.total(from.get(shown - 1), shown - 1);
            if (total >= 0) {
                shown--;
                object.put("total", total);
            }
        }
        ArrayNode members = object.putArray("members");
        for (int i = 0; i < shown; i++) {
            members.add(member(Integer.toString(i), from.get(i), depth + 1));
        }
        return object;
    }

    private ObjectNode members(JsonNode from, int depth) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        boolean named = from.path(CLASS).isTextual();
        if (named) {
            EventValueText.label(object, from.path(CLASS).textValue());
        }
        object.put("shape", named ? "fields" : "entries");
        long total = EventValueText.total(from.path(MARK), from.size() - (named ? 2 : 1));
        if (total >= 0) {
            object.put("total", total);
        }
        ArrayNode members = object.putArray("members");
        from.properties().forEach(entry -> {
            boolean ofTheMap = (named && entry.getKey().equals(CLASS))
                    || (total >= 0 && entry.getKey().equals(MARK));
            if (!ofTheMap) {
                members.add(member(entry.getKey(), entry.getValue(), depth + 1));
            }
        });
        return object;
    }
}
