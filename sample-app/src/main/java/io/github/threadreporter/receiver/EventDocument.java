package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a dump together from events, for captures that brought none and for ordinary events of the application. It has
 * no groups: whoever shows it works them out.
 */
final class EventDocument {

    private EventDocument() {}

    static ObjectNode of(StoredCapture capture) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (StoredEvent event : capture.events()) {
            events.add(Json.MAPPER.readTree(event.json()));
        }
        StoredEvent first = capture.first();
        EventStacks stacks = new EventStacks();
        Map<String, ObjectNode> threads = new LinkedHashMap<>();
        EventThreads reader = new EventThreads(stacks, threads, events);
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("format", DocumentSummary.FORMAT);
        document.put("id", capture.id());
        document.put("takenAt", first.summary().timestamp().toString());
        document.put("headline", first.summary().title());
        jvm(document, events.get(0));
        ArrayNode exceptions = document.putArray("exceptions");
        for (JsonNode event : events) {
            reader.add(event);
            exceptions(exceptions, event, stacks);
            culprit(document, event);
        }
        document.set("frames", stacks.frames());
        document.set("stacks", stacks.stacks());
        if (!stacks.objects().isEmpty()) {
            document.set("objects", stacks.objects());
        }
        document.set("threads", Json.MAPPER.createArrayNode().addAll(threads.values()));
        if (capture.ofReporter()) {
            String kind = first.summary().tags().getOrDefault("capture.reason", "unknown");
            document.putObject("reason").put("kind", kind);
            document.putArray("missing")
                    .addObject()
                    .put("what", "the complete dump")
                    .put(
                            "why",
                            "no readable " + StoredAttachment.DOCUMENT + " came with the events; this is put "
                                    + "together from " + capture.events().size() + " of them");
        }
        return document;
    }

    private static void jvm(ObjectNode document, JsonNode event) {
        ObjectNode jvm = document.putObject("jvm");
        JsonNode runtime = event.path("contexts").path("runtime");
        copy(jvm, "name", runtime.path("name"));
        copy(jvm, "version", runtime.path("version"));
        copy(jvm, "host", event.path("server_name"));
        // What a reporter says about the process is better than what the SDK does.
        event.path("contexts").path("capture").properties().forEach(fact -> {
            if (List.of("pid", "host", "mainClass", "startedAt").contains(fact.getKey())) {
                jvm.set(fact.getKey(), fact.getValue());
            }
        });
        for (String field : new String[] {"environment", "release", "level", "logger", "platform"}) {
            copy(document, field, event.path(field));
        }
    }

    private static void copy(ObjectNode to, String field, JsonNode value) {
        if (value.isTextual()) {
            to.set(field, value);
        }
    }

    /** Sentry lists causes first; a person reads the exception that was thrown first. */
    private static void exceptions(ArrayNode to, JsonNode event, EventStacks stacks) {
        JsonNode values = event.path("exception").path("values");
        for (int i = values.size() - 1; i >= 0; i--) {
            JsonNode value = values.get(i);
            String pkg = value.path("module").asText("");
            String type = value.path("type").asText("exception");
            EventStacks.Stack stack = stacks.add(value.path("stacktrace"));
            ObjectNode exception = to.addObject()
                    .put("class", pkg.isEmpty() ? type : pkg + "." + type)
                    .put("message", value.path("value").asText(""))
                    .put("stack", stack.index());
            if (!stack.variables().isEmpty()) {
                exception.set("variables", stack.variables());
            }
            if (value.hasNonNull("thread_id")) {
                exception.set("thread", EventThreads.id(value.path("thread_id")));
            }
        }
    }

    /** In an event with several threads, the one that Sentry would show. */
    private static void culprit(ObjectNode document, JsonNode event) {
        JsonNode threads = event.path("threads").path("values");
        if (threads.size() < 2 || document.has("culprit")) {
            return;
        }
        for (JsonNode thread : threads) {
            if (thread.path("crashed").asBoolean(false)
                    || thread.path("current").asBoolean(false)) {
                document.set("culprit", EventThreads.id(thread.path("id")));
                return;
            }
        }
    }
}
