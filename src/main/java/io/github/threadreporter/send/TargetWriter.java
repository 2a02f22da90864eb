package io.github.threadreporter.send;

import io.github.threadreporter.model.SentryConfig;
import io.github.threadreporter.model.TargetFacts;
import io.github.threadreporter.model.ThreadDump;
import io.sentry.vendor.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/**
 * What the agent in a JVM hands to the command that asked: a line with facts about the process as JSON, and the dump in
 * its own form after it.
 */
public final class TargetWriter {

    /** Of what is written here; the first thing that is written. */
    public static final int FORMAT = 1;

    private TargetWriter() {}

    /**
     * Writes both.
     *
     * @throws IOException from {@code out}, which is neither flushed nor closed
     */
    public static void write(TargetFacts facts, ThreadDump dump, Writer out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.beginObject().name("format").value(FORMAT);
        texts(json, "environment", facts.environment());
        texts(json, "properties", facts.properties());
        SentryConfig sentry = facts.sentry();
        if (sentry != null) {
            sentry(json, sentry);
        }
        json.endObject();
        out.write('\n');
        JsonDump.write(dump, out);
    }

    /** In place of all that: why there is nothing. */
    public static void refuse(String why, Writer out) throws IOException {
        word("refused", why, out);
    }

    /** The answer to a request that is not about threads. */
    public static void done(String what, Writer out) throws IOException {
        word("done", what, out);
    }

    private static void word(String kind, String text, Writer out) throws IOException {
        new JsonWriter(out)
                .beginObject()
                .name("format")
                .value(FORMAT)
                .name(kind)
                .value(text)
                .endObject();
        out.write('\n');
    }

    private static void sentry(JsonWriter json, SentryConfig sentry) throws IOException {
        json.name("sentry").beginObject();
        json.name("enabled").value(sentry.enabled());
        json.name("dsn").value(sentry.dsn());
        json.name("release").value(sentry.release());
        json.name("environment").value(sentry.environment());
        json.name("serverName").value(sentry.serverName());
        json.name("dist").value(sentry.dist());
        texts(json, "tags", sentry.tags());
        json.name("others").value(sentry.others());
        json.endObject();
    }

    private static void texts(JsonWriter json, String name, Map<String, String> texts) throws IOException {
        json.name(name).beginObject();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.name(text.getKey()).value(text.getValue());
        }
        json.endObject();
    }
}
