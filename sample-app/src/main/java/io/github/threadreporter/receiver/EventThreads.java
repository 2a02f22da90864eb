package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the threads of events, each of which may have one or all, into those of a dump. */
final class EventThreads {

    /** Facts of {@code extra.thread} that a dump has too; others are kept as they are. */
    private static final Set<String> DUMP_FACTS =
            Set.of("kind", "daemon", "priority", "group", "carrier", "cpuNanos", "allocatedBytes");

    private static final Set<String> TAGS_OF_OURS =
            Set.of("capture.id", "capture.reason", "thread.name", "thread.state", "thread.kind");

    private final EventStacks stacks;
    private final Map<String, ObjectNode> threads;
    private final Map<String, String> names = new HashMap<>();

    /** @param events all of the capture: the owner of a lock may be the thread of another one */
    EventThreads(EventStacks stacks, Map<String, ObjectNode> threads, List<JsonNode> events) {
        this.stacks = stacks;
        this.threads = threads;
        for (JsonNode event : events) {
            for (JsonNode value : values(event)) {
                names.put(value.path("id").asText(""), value.path("name").asText(""));
            }
        }
    }

    private static JsonNode values(JsonNode event) {
        JsonNode values = event.path("threads").path("values");
        JsonNode extra = event.path("extra").path("thread");
        return values.isEmpty() && extra.has("id")
                ? Json.MAPPER.createArrayNode().add(extra)
                : values;
    }

    void add(JsonNode event) {
        JsonNode values = values(event);
        JsonNode extra = event.path("extra").path("thread");
        boolean alone = values.size() == 1;
        for (JsonNode value : values) {
            ObjectNode thread = thread(value);
            boolean itsContext = alone || value.path("current").asBoolean(false);
            if (itsContext) {
                context(thread, event, alone);
            }
            if (alone) {
                facts(thread, extra);
            }
            threads.putIfAbsent(value.path("id").asText(""), thread);
        }
    }

    private ObjectNode thread(JsonNode from) {
        ObjectNode thread = Json.MAPPER.createObjectNode();
        thread.set("id", id(from.path("id")));
        thread.put("name", from.path("name").asText(""));
        thread.put("kind", "platform");
        for (String field : new String[] {"state", "daemon", "priority"}) {
            if (from.hasNonNull(field)) {
                thread.set(field, from.path(field));
            }
        }
        EventStacks.Stack stack = stacks.add(from.path("stacktrace"));
        thread.put("stack", stack.index());
        if (!stack.variables().isEmpty()) {
            thread.set("variables", stack.variables());
        }
        EventLocks.add(thread, from, stack, names);
        return thread;
    }

    private static void facts(ObjectNode thread, JsonNode extra) {
        ObjectNode others = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> fact : extra.properties()) {
            if (DUMP_FACTS.contains(fact.getKey()) || (fact.getKey().equals("state") && !thread.has("state"))) {
                thread.set(fact.getKey(), fact.getValue());
            } else if (!thread.has(fact.getKey())) {
                others.set(fact.getKey(), fact.getValue());
            }
        }
        if (!others.isEmpty()) {
            thread.set("extra", others);
        }
    }

    private static void context(ObjectNode thread, JsonNode event, boolean alone) {
        JsonNode contexts = event.path("contexts");
        if (!contexts.path("MDC").isEmpty()) {
            thread.set("mdc", contexts.path("MDC"));
        }
        if (!contexts.path("locks").isEmpty()) {
            thread.set("locks", contexts.path("locks"));
        }
        ObjectNode scope = Json.MAPPER.createObjectNode();
        ObjectNode tags = Json.MAPPER.createObjectNode();
        event.path("tags").properties().stream()
                .filter(tag -> !TAGS_OF_OURS.contains(tag.getKey()))
                .forEach(tag -> tags.set(tag.getKey(), tag.getValue()));
        put(scope, "tags", tags);
        put(scope, "user", event.path("user"));
        if (alone) {
            put(scope, "transaction", event.path("transaction"));
            put(scope, "traceId", contexts.path("trace").path("trace_id"));
            put(scope, "spanId", contexts.path("trace").path("span_id"));
        }
        put(thread, "scope", scope);
    }

    private static void put(ObjectNode to, String field, JsonNode value) {
        if (value.isTextual() || !value.isEmpty()) {
            to.set(field, value);
        }
    }

    /** Sentry takes ids as numbers and as text; a dump has numbers. */
    static JsonNode id(JsonNode given) {
        String text = given.asText("");
        try {
            return LongNode.valueOf(Long.parseLong(text));
        } catch (NumberFormatException notOurs) {
            return given;
        }
    }
}
