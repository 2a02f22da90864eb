package io.github.threadreporter.send;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import io.sentry.vendor.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What stands around the threads in the JSON form of a dump. */
final class JsonHead {

    private static final String FORMAT = "thread-reporter/1";

    private JsonHead() {}

    static void capture(JsonWriter json, ThreadDump dump) throws IOException {
        CaptureInfo info = dump.info();
        json.name("format").value(FORMAT);
        json.name("id").value(info.id());
        json.name("reason").beginObject().name("kind").value(info.reason().kind());
        JsonPieces.text(json, "detail", info.reason().detail());
        tags(json, info.reason().tags());
        json.endObject();
        json.name("takenAt").value(info.takenAt().toString());
        headline(json, dump.analysis().headline());
        Long culprit = dump.analysis().culpritId();
        if (culprit != null) {
            json.name("culprit").value(culprit);
        }
        JsonTasks.nodes(json, "chain", dump.analysis().chain());
        jvm(json, info.jvm());
        json.name("times").beginObject();
        json.name("pauseMicros")
                .value(TimeUnit.NANOSECONDS.toMicros(info.times().pause().toNanos()));
        json.name("pauseIsUpperBound").value(info.times().pauseIsUpperBound());
        json.name("collectMicros")
                .value(TimeUnit.NANOSECONDS.toMicros(info.times().collect().toNanos()));
        long variables = TimeUnit.NANOSECONDS.toMicros(info.times().variables().toNanos());
        if (variables != 0) {
            json.name("variablesMicros").value(variables);
        }
        long heapWalk = TimeUnit.NANOSECONDS.toMicros(info.times().heapWalk().toNanos());
        if (heapWalk != 0) {
            json.name("heapWalkMicros").value(heapWalk);
        }
        json.endObject();
    }

    private static void tags(JsonWriter json, Map<String, String> tags) throws IOException {
        if (!tags.isEmpty()) {
            json.name("tags").beginObject();
            for (Map.Entry<String, String> tag : new TreeMap<>(tags).entrySet()) {
                json.name(tag.getKey()).value(tag.getValue());
            }
            json.endObject();
        }
    }

    /** The sentence, and its parts where it has some: they group in Sentry if the dump is sent another time. */
    private static void headline(JsonWriter json, Headline headline) throws IOException {
        String text = headline.text();
        JsonPieces.text(json, "headline", text);
        if (!text.isEmpty() && !headline.equals(Headline.of("%s", text))) {
            json.name("headlineTemplate").value(headline.template());
            JsonPieces.texts(json, "headlineParams", headline.params());
        }
    }

    private static void jvm(JsonWriter json, JvmInfo jvm) throws IOException {
        json.name("jvm").beginObject();
        JsonPieces.text(json, "name", jvm.name());
        JsonPieces.text(json, "version", jvm.version());
        json.name("feature").value(jvm.feature());
        if (jvm.pid() >= 0) {
            json.name("pid").value(jvm.pid());
        }
        JsonPieces.text(json, "host", jvm.host());
        JsonPieces.text(json, "mainClass", jvm.mainClass());
        json.name("startedAt").value(jvm.startedAt().toString());
        json.endObject();
    }

    static void deadlocks(JsonWriter json, List<Deadlock> deadlocks) throws IOException {
        if (!deadlocks.isEmpty()) {
            json.name("deadlocks").beginArray();
            for (Deadlock deadlock : deadlocks) {
                JsonTasks.deadlock(json, deadlock);
            }
            json.endArray();
        }
    }

    static void missingAndMasked(JsonWriter json, Account account) throws IOException {
        if (!account.missing().isEmpty()) {
            json.name("missing").beginArray();
            for (Missing missing : account.missing()) {
                json.beginObject();
                json.name("what").value(missing.what());
                json.name("why").value(missing.why());
                JsonPieces.text(json, "remedy", missing.remedy());
                json.endObject();
            }
            json.endArray();
        }
        if (!account.masked().isEmpty()) {
            json.name("masked").beginObject();
            for (Map.Entry<String, Integer> rule : new TreeMap<>(account.masked()).entrySet()) {
                json.name(rule.getKey()).value(rule.getValue());
            }
            json.endObject();
        }
    }

    static void cut(JsonWriter json, Cut cut) throws IOException {
        json.beginObject();
        json.name("what").value(cut.what());
        json.name("count").value(cut.count());
        json.name("limit").value(cut.limit());
        json.endObject();
    }
}
