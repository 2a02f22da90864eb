package io.github.threadreporter.send;

import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.Wait;
import io.sentry.vendor.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tasks and who waits for whom, in the form of {@code docs/dump-format.md}. What is null or empty is left out. */
final class JsonTasks {

    private JsonTasks() {}

    /**
     * @param stack the number of its stack, or null where it has none
     * @param createdAt the number of the stack that created it, or null
     */
    static void task(
            JsonWriter json, Task task, @Nullable Integer stack, @Nullable Integer createdAt, JsonValues values)
            throws IOException {
        json.beginObject();
        json.name("id").value(task.id());
        json.name("kind").value(lower(task.kind()));
        json.name("name").value(task.name());
        JsonPieces.text(json, "state", task.state());
        if (stack != null) {
            json.name("stack").value(stack);
        }
        if (task.threadId() != null) {
            json.name("thread").value(task.threadId());
        }
        JsonPieces.text(json, "parent", task.parentId());
        if (task.pool() != null) {
            JsonPieces.lock(json.name("pool").beginObject(), task.pool());
            json.endObject();
        }
        if (createdAt != null) {
            json.name("createdAt").value(createdAt);
        }
        JsonPieces.inOrder(json, "facts", task.facts());
        values.variables(json, task.variables());
        json.endObject();
    }

    static void resource(JsonWriter json, Resource resource) throws IOException {
        JsonPieces.lock(json.beginObject(), resource.ref());
        json.name("kind").value(lower(resource.kind()));
        JsonPieces.text(json, "name", resource.name());
        if (!resource.holders().isEmpty()) {
            json.name("holders").beginArray();
            for (Resource.Holder holder : resource.holders()) {
                node(json.beginObject().name("who"), holder.node());
                JsonPieces.text(json, "how", holder.how());
                micros(json, "heldMicros", holder.held());
                json.endObject();
            }
            json.endArray();
        }
        json.name("need").value(lower(resource.need()));
        JsonPieces.text(json, "unknown", resource.unknown());
        JsonPieces.inOrder(json, "facts", resource.facts());
        json.endObject();
    }

    static void wait(JsonWriter json, Wait wait) throws IOException {
        node(json.beginObject().name("who"), wait.who());
        JsonPieces.lock(json.name("what").beginObject(), wait.what());
        json.endObject();
        if (wait.timed()) {
            json.name("timed").value(true);
        }
        micros(json, "waitedMicros", wait.waited());
        json.endObject();
    }

    static void deadlock(JsonWriter json, Deadlock deadlock) throws IOException {
        json.beginObject();
        nodes(json, "cycle", deadlock.cycle());
        nodes(json, "others", deadlock.others());
        json.endObject();
    }

    static void nodes(JsonWriter json, String name, List<Node> nodes) throws IOException {
        if (!nodes.isEmpty()) {
            json.name(name).beginArray();
            for (Node node : nodes) {
                node(json, node);
            }
            json.endArray();
        }
    }

    /** A thread is a number, a task is text: so they are told apart. */
    private static void node(JsonWriter json, Node node) throws IOException {
        if (node.isThread()) {
            json.value(node.threadId());
        } else {
            json.value(node.id());
        }
    }

    private static void micros(JsonWriter json, String name, @Nullable Duration time) throws IOException {
        if (time != null && !time.isNegative()) {
            json.name(name).value(TimeUnit.NANOSECONDS.toMicros(time.toNanos()));
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
