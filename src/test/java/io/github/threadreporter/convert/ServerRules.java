package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.threadreporter.testing.schema.EventSchema;
import io.sentry.SentryEvent;
import io.sentry.SpanContext;
import io.sentry.protocol.SentryRuntime;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryThread;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a Sentry server does to events, as assertions: nothing of ours may be cut, nulled or dropped by it. */
final class ServerRules {

    private static final Set<String> STATES =
            Set.of("NEW", "RUNNABLE", "BLOCKED", "WAITING", "TIMED_WAITING", "TERMINATED");

    private ServerRules() {}

    /** Asserts all of it, the schema included, and returns the JSON. */
    static JsonNode assertKept(ConvertedEvent converted, int eventBytes) {
        SentryEvent event = converted.event();
        String json = EventSchema.json(event);
        assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(eventBytes);
        EventSchema.assertValid(json);
        JsonNode root = EventSchema.parse(json);
        assertTexts(root);
        assertBags(root);
        assertThreads(root);
        assertFinished(event);
        assertAccount(converted, root);
        return root;
    }

    private static void assertTexts(JsonNode root) {
        assertThat(root.path("transaction").asText()).hasSizeLessThanOrEqualTo(200);
        assertThat(root.at("/message/formatted").asText())
                .hasSizeBetween(1, 8192)
                .doesNotContain("\n");
        assertThat(root.at("/message/message").asText()).hasSizeBetween(1, 8192);
        assertThat(root.path("logger").asText()).isEqualTo("thread-reporter");
        root.path("tags").fields().forEachRemaining(tag -> {
            assertThat(tag.getKey()).matches("[a-zA-Z0-9_.:-]{1,200}");
            assertThat(tag.getValue().asText())
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(200)
                    .doesNotContain("\n");
            assertThat(tag.getKey())
                    .isNotIn("release", "dist", "user", "filename", "function", "environment", "server_name");
        });
    }

    private static void assertBags(JsonNode root) {
        assertThat(bytes(root.path("extra"))).isLessThanOrEqualTo(256 * 1024);
        root.path("extra").fields().forEachRemaining(extra -> {
            assertThat(bytes(extra.getValue())).as(extra.getKey()).isLessThanOrEqualTo(16 * 1024);
            assertThat(depth(extra.getValue())).as(extra.getKey()).isLessThanOrEqualTo(5);
        });
        root.path("contexts").fields().forEachRemaining(context -> {
            assertThat(bytes(context.getValue())).as(context.getKey()).isLessThanOrEqualTo(8 * 1024);
            assertThat(depth(context.getValue())).as(context.getKey()).isLessThanOrEqualTo(5);
        });
    }

    private static void assertThreads(JsonNode root) {
        Set<Long> ids = new TreeSet<>();
        int current = 0;
        for (JsonNode thread : root.at("/threads/values")) {
            assertThat(ids.add(thread.get("id").asLong())).as("unique id").isTrue();
            assertThat(thread.get("name").asText()).isNotEmpty().hasSizeLessThanOrEqualTo(200);
            assertThat(thread.get("state").asText()).isIn(STATES);
            assertThat(thread.fieldNames()).toIterable().doesNotContain("crashed", "priority", "daemon");
            current += thread.path("current").asBoolean() ? 1 : 0;
            assertFrames(thread);
        }
        assertThat(current).as("current threads").isLessThanOrEqualTo(1);
    }

    private static void assertFrames(JsonNode thread) {
        if (!thread.has("stacktrace")) {
            return;
        }
        JsonNode frames = thread.at("/stacktrace/frames");
        assertThat(frames.size()).isBetween(1, 250);
        List<JsonNode> app = new ArrayList<>();
        List<JsonNode> system = new ArrayList<>();
        for (JsonNode frame : frames) {
            assertThat(frame.path("in_app").isBoolean()).as("in_app is set").isTrue();
            assertThat(frame.has("native")).isFalse();
            assertThat(frame.path("lineno").asInt(1)).isPositive();
            for (String name : List.of("function", "filename", "abs_path")) {
                assertThat(frame.path(name).asText()).hasSizeLessThanOrEqualTo(256);
            }
            if (frame.has("vars")) {
                assertThat(frame.get("vars")).isNotEmpty();
                assertThat(assertVariablesKept(frame.get("vars"), 0, 2_048)).isNotNegative();
            }
            (frame.get("in_app").asBoolean() ? app : system).add(frame);
        }
        if (frames.size() > 50) {
            assertStripped(system, Math.max(0, 50 - app.size()) / 2);
            assertStripped(app, app.size() > 50 ? 25 : app.size());
        }
    }

    /** Of a long stack the server strips the lines around a frame's own from all but the ends of each kind. */
    private static void assertStripped(List<JsonNode> frames, int ends) {
        for (int i = ends; i < frames.size() - ends; i++) {
            assertThat(frames.get(i).has("pre_context")).isFalse();
            assertThat(frames.get(i).has("post_context")).isFalse();
            boolean marker = frames.get(i).get("module").asText().equals("…");
            assertThat(!marker && frames.get(i).has("vars")).as("variables").isFalse();
        }
    }

    /**
     * What the server's trimming does to the variables of one frame: it goes through them in the order of their keys,
     * each value takes its size and one from 2,048, and what finds too little left or is nested too deep is cut. Returns
     * what is left.
     */
    static int assertVariablesKept(JsonNode value, int depth, int left) {
        assertThat(left).as("bytes left for %s", value).isPositive();
        int rest = left;
        if (value.isContainerNode() && !value.isEmpty()) {
            assertThat(depth).as("depth of %s", value).isLessThan(4);
            Map<String, JsonNode> ordered = new TreeMap<>();
            value.fields().forEachRemaining(field -> ordered.put(field.getKey(), field.getValue()));
            for (JsonNode inside : value.isArray() ? value : ordered.values()) {
                rest = assertVariablesKept(inside, depth + 1, rest);
            }
        }
        if (value.isTextual()) {
            assertThat(value.asText().codePointCount(0, value.asText().length()))
                    .isLessThanOrEqualTo(rest);
        }
        return depth == 0 ? rest : rest - flatSize(value) - 1;
    }

    private static int flatSize(JsonNode value) {
        if (value.isContainerNode()) {
            return 2;
        }
        if (value.isTextual()) {
            return value.asText().getBytes(StandardCharsets.UTF_8).length + 2;
        }
        return value.isNumber()
                ? value.decimalValue().toPlainString().length()
                : value.asText().length();
    }

    /** The SDK serialises later, on another thread, by reflection if need be: so nothing that lives, and no NaN. */
    private static void assertFinished(SentryEvent event) {
        event.getContexts().entrySet().forEach(context -> {
            if (!(context.getValue() instanceof SpanContext || context.getValue() instanceof SentryRuntime)) {
                assertFinished(context.getValue());
            }
        });
        assertFinished(event.getExtras());
        for (SentryThread thread : event.getThreads()) {
            if (thread.getStacktrace() != null) {
                for (SentryStackFrame frame : thread.getStacktrace().getFrames()) {
                    assertFinished(frame.getVars());
                }
            }
        }
    }

    private static void assertFinished(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> assertThat(key).isInstanceOf(String.class));
            map.values().forEach(ServerRules::assertFinished);
        } else if (value instanceof List<?> list) {
            list.forEach(ServerRules::assertFinished);
        } else if (value instanceof Double number) {
            assertThat(number).isFinite();
        } else if (value != null) {
            assertThat(value).isInstanceOfAny(String.class, Boolean.class, Integer.class, Long.class);
        }
    }

    /** What was left out is told by the event itself. */
    private static void assertAccount(ConvertedEvent converted, JsonNode root) {
        if (!converted.cuts().isEmpty()) {
            assertThat(root.at("/contexts/capture/cuts").size()).isPositive();
        }
    }

    private static int bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static int depth(JsonNode node) {
        int deepest = 0;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depth(child));
        }
        return deepest + (node.isContainerNode() ? 1 : 0);
    }
}
