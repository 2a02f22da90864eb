package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Turns {@code held_locks} of an event's thread into what a dump says: what it holds, and what it waits for. */
final class EventLocks {

    private static final int LOCKED = 1;
    private static final int BLOCKED = 8;

    private EventLocks() {}

    /** {@code names}: of the capture's threads by id. */
    static void add(ObjectNode thread, JsonNode from, EventStacks.Stack stack, Map<String, String> names) {
        ArrayNode holds = Json.MAPPER.createArrayNode();
        for (JsonNode entry : from.path("held_locks")) {
            ObjectNode lock = lock(entry);
            if (entry.path("type").asInt(LOCKED) == LOCKED) {
                Integer depth = stack.lockDepths().get(entry.path("address").asText(""));
                holds.add(depth == null ? lock : lock.put("depth", depth));
            } else if (!thread.has("waitsFor")) {
                thread.set("waitsFor", waiting(lock, entry, names));
            }
        }
        if (!holds.isEmpty()) {
            thread.set("holds", holds);
        }
    }

    private static ObjectNode waiting(ObjectNode lock, JsonNode entry, Map<String, String> names) {
        String owner = entry.path("thread_id").asText("");
        boolean blocked = entry.path("type").asInt() == BLOCKED;
        boolean monitor = !lock.path("class").asText("").startsWith("java.util.concurrent.");
        lock.put("how", blocked && monitor ? "entering" : monitor ? "waiting" : "parked");
        if (blocked && !owner.isEmpty()) {
            ObjectNode holder = lock.putObject("owner");
            holder.set("id", EventThreads.id(entry.path("thread_id")));
            holder.put("name", names.getOrDefault(owner, "thread " + owner));
        }
        return lock;
    }

    private static ObjectNode lock(JsonNode entry) {
        String pkg = entry.path("package_name").asText("");
        String simple = entry.path("class_name").asText("?");
        String address = entry.path("address").asText("");
        return Json.MAPPER
                .createObjectNode()
                .put("class", pkg.isEmpty() ? simple : pkg + "." + simple)
                .put("id", address.startsWith("0x") ? address.substring(2) : address);
    }
}
