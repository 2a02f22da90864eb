package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the variables of an event's frames into those of a dump: maps and lists become objects of the document. */
final class EventVariables {

    /** The entry of a map that names the class of what it describes. */
    private static final String CLASS = "(class)";

    private static final Pattern IDENTITY = Pattern.compile("(.+)@([0-9a-f]{1,16})");

    /** A sender's limit is far below; this one keeps a hostile event from using up the stack. */
    private static final int DEEPEST = 30;

    /** What JSON readers that know only doubles show right. */
    private static final long EXACT = (1L << 53) - 1;

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
            return depth < DEEPEST
                    ? value.put("object", objects.index(object(from, depth)))
                    : value.put("unread", "deeper than the receiver reads");
        }
        if (from.isIntegralNumber() && (!from.canConvertToLong() || Math.abs(from.longValue()) > EXACT)) {
            return Json.MAPPER.createObjectNode().put("text", from.asText()).put("type", "long");
        }
        return from;
    }

    private ObjectNode object(JsonNode from, int depth) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        if (from.path(CLASS).isTextual()) {
            type(object, from.path(CLASS).textValue());
        }
        object.put("shape", from.isArray() ? "items" : "fields");
        ArrayNode members = object.putArray("members");
        for (int i = 0; from.isArray() && i < from.size(); i++) {
            members.add(member(Integer.toString(i), from.get(i), depth + 1));
        }
        from.properties().forEach(entry -> {
            if (!entry.getKey().equals(CLASS)) {
                members.add(member(entry.getKey(), entry.getValue(), depth + 1));
            }
        });
        return object;
    }

    private static void type(ObjectNode object, String label) {
        Matcher identified = IDENTITY.matcher(label);
        if (identified.matches()) {
            object.put("type", identified.group(1)).put("id", identified.group(2));
        } else {
            object.put("type", label);
        }
    }
}
