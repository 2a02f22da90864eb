package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Turns the stack traces of events (oldest frame first) into those of a dump (newest first). */
final class EventStacks {

    /** The line by which the Java SDK marks a native method. */
    private static final int NATIVE_LINE = -2;

    /**
     * A stack trace of an event, taken apart as a dump does.
     *
     * @param index of the stack
     * @param variables of its frames, as a thread of a dump has them
     * @param lockDepths depth by address of the lock that the frame takes or waits for
     */
    record Stack(int index, ArrayNode variables, Map<String, Integer> lockDepths) {}

    private final Interned frames = new Interned();
    private final Interned stacks = new Interned();
    private final EventVariables variables = new EventVariables();

    ArrayNode frames() {
        return frames.values();
    }

    ArrayNode stacks() {
        return stacks.values();
    }

    /** What the variables lead to. */
    ArrayNode objects() {
        return variables.objects();
    }

    Stack add(JsonNode stacktrace) {
        JsonNode oldestFirst = stacktrace.path("frames");
        ArrayNode found = Json.MAPPER.createArrayNode();
        Map<String, Integer> lockDepths = new HashMap<>();
        ObjectNode stack = Json.MAPPER.createObjectNode();
        ArrayNode indexes = stack.putArray("frames");
        for (int depth = 0; depth < oldestFirst.size(); depth++) {
            JsonNode frame = oldestFirst.get(oldestFirst.size() - 1 - depth);
            indexes.add(frames.index(frame(frame)));
            if (!frame.path("vars").isEmpty()) {
                found.addObject().put("depth", depth).set("variables", variables.of(frame.path("vars")));
            }
            lockDepths.putIfAbsent(frame.path("lock").path("address").asText(""), depth);
        }
        return new Stack(stacks.index(stack), found, lockDepths);
    }

    private static ObjectNode frame(JsonNode from) {
        ObjectNode frame = Json.MAPPER.createObjectNode();
        frame.put("class", from.path("module").asText(from.path("package").asText("")));
        frame.put("method", from.path("function").asText("?"));
        if (from.path("filename").isTextual()) {
            frame.set("file", from.path("filename"));
        }
        int line = from.path("lineno").asInt(0);
        if (line > 0) {
            frame.put("line", line);
        }
        if (line == NATIVE_LINE || from.path("native").asBoolean(false)) {
            frame.put("native", true);
        }
        if (from.path("in_app").asBoolean(false)) {
            frame.put("inApp", true);
        }
        if (from.path("context_line").isTextual()) {
            ObjectNode source = frame.putObject("source");
            source.set("before", list(from.path("pre_context")));
            source.set("line", from.path("context_line"));
            source.set("after", list(from.path("post_context")));
        }
        return frame;
    }

    private static ArrayNode list(JsonNode array) {
        return array instanceof ArrayNode list ? list : Json.MAPPER.createArrayNode();
    }
}
