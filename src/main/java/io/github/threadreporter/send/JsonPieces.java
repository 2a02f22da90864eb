package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Usage;
import io.sentry.vendor.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The objects in the arrays of {@code docs/dump-format.md}. What is null, empty or unknown is left out. */
final class JsonPieces {

    private JsonPieces() {}

    static void frame(JsonWriter json, Frame frame) throws IOException {
        json.beginObject();
        json.name("class").value(frame.className());
        json.name("method").value(frame.method());
        text(json, "file", frame.file());
        if (frame.line() >= 0) {
            json.name("line").value(frame.line());
        }
        text(json, "module", frame.module());
        if (frame.isNative()) {
            json.name("native").value(true);
        }
        json.name("inApp").value(frame.inApp());
        SourceContext source = frame.source();
        if (source != null) {
            json.name("source").beginObject();
            texts(json, "before", source.before());
            json.name("line").value(source.line());
            texts(json, "after", source.after());
            json.endObject();
        }
        json.endObject();
    }

    static void stack(JsonWriter json, StackTrace stack, int[] frames) throws IOException {
        json.beginObject().name("frames").beginArray();
        for (int frame : frames) {
            json.value(frame);
        }
        json.endArray();
        if (stack.framesCut() != 0) {
            json.name("cut").value(stack.framesCut());
        }
        json.endObject();
    }

    /**
     * @param stack the number of its stack, or null where it has none
     * @param history for how long it stands and waits there
     */
    static void thread(
            JsonWriter json, CapturedThread thread, @Nullable Integer stack, History history, JsonValues values)
            throws IOException {
        json.beginObject();
        json.name("id").value(thread.id());
        text(json, "name", thread.name());
        json.name("kind").value(thread.kind().label());
        json.name("state").value(thread.state().name());
        json.name("daemon").value(thread.daemon());
        json.name("priority").value(thread.priority());
        text(json, "group", thread.group());
        if (stack != null) {
            json.name("stack").value(stack);
        }
        micros(json, "stoodMicros", history.stood().get(thread.id()));
        micros(json, "waitedMicros", history.waited().get(thread.id()));
        locks(json, thread);
        if (thread.carrierId() != null) {
            json.name("carrier").value(thread.carrierId());
        }
        known(json, "cpuNanos", thread.usage().cpuNanos());
        known(json, "allocatedBytes", thread.usage().allocatedBytes());
        map(json, "mdc", thread.context().mdc());
        scope(json, thread.context().scope());
        map(json, "scopedValues", thread.context().scopedValues());
        values.variables(json, thread.variables());
        json.endObject();
    }

    private static void micros(JsonWriter json, String name, @Nullable Duration time) throws IOException {
        if (time != null) {
            json.name(name).value(TimeUnit.NANOSECONDS.toMicros(time.toNanos()));
        }
    }

    private static void locks(JsonWriter json, CapturedThread thread) throws IOException {
        LockWait wait = thread.waitsFor();
        if (wait != null) {
            lock(json.name("waitsFor").beginObject(), wait.lock());
            json.name("how").value(wait.how().name().toLowerCase(Locale.ROOT));
            if (wait.owner() != null) {
                json.name("owner").beginObject();
                json.name("id").value(wait.owner().id());
                text(json, "name", wait.owner().name());
                json.endObject();
            }
            json.endObject();
        }
        if (!thread.held().isEmpty()) {
            json.name("holds").beginArray();
            for (HeldLock held : thread.held()) {
                lock(json.beginObject(), held.lock());
                if (held.depth() != HeldLock.UNKNOWN_DEPTH) {
                    json.name("depth").value(held.depth());
                }
                json.endObject();
            }
            json.endArray();
        }
    }

    static void lock(JsonWriter json, LockRef lock) throws IOException {
        json.name("class").value(lock.className());
        json.name("id").value(lock.identity());
    }

    private static void scope(JsonWriter json, ScopeData scope) throws IOException {
        if (!scope.equals(ScopeData.EMPTY)) {
            json.name("scope").beginObject();
            map(json, "tags", scope.tags());
            map(json, "user", scope.user());
            text(json, "transaction", scope.transaction());
            text(json, "traceId", scope.traceId());
            text(json, "spanId", scope.spanId());
            json.endObject();
        }
    }

    private static void known(JsonWriter json, String name, long value) throws IOException {
        if (value != Usage.UNKNOWN) {
            json.name(name).value(value);
        }
    }

    static void text(JsonWriter json, String name, @Nullable String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            json.name(name).value(value);
        }
    }

    static void texts(JsonWriter json, String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.name(name).beginArray();
            for (String value : values) {
                json.value(value);
            }
            json.endArray();
        }
    }

    /** By key, for what has no order of its own. */
    private static void map(JsonWriter json, String name, Map<String, String> entries) throws IOException {
        inOrder(json, name, new TreeMap<>(entries));
    }

    static void inOrder(JsonWriter json, String name, Map<String, String> entries) throws IOException {
        if (!entries.isEmpty()) {
            json.name(name).beginObject();
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                json.name(entry.getKey()).value(entry.getValue());
            }
            json.endObject();
        }
    }
}
