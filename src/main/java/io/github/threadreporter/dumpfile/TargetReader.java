package io.github.threadreporter.dumpfile;

import io.github.threadreporter.dumpfile.json.JsonDumpReader;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.SentryConfig;
import io.github.threadreporter.model.TargetFacts;
import io.github.threadreporter.model.ThreadDump;
import io.sentry.vendor.gson.stream.JsonReader;
import io.sentry.vendor.gson.stream.JsonToken;
import io.sentry.vendor.gson.stream.MalformedJsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@code send.TargetWriter} wrote in another JVM. For one thread. */
public final class TargetReader {

    private static final int FORMAT = 1;
    private static final int MAX_FACTS = 16 << 20;

    private final BufferedReader reader;
    private final CaptureLimits limits;

    /** @param in not closed */
    public TargetReader(InputStream in, CaptureLimits limits) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.limits = limits;
    }

    /**
     * Reads the answer to a request that is not about threads.
     *
     * @throws IOException if it was cut short; or with the words of the agent, if it refused
     */
    public String done() throws IOException {
        String done = Head.of(line(reader)).done;
        if (done == null) {
            throw new IOException("the agent answered to something else");
        }
        return done;
    }

    /**
     * Reads what is known of the process; the first thing to read.
     *
     * @throws IOException if it was cut short; or with the words of the agent, if it refused
     */
    public TargetFacts facts() throws IOException {
        Head head = Head.of(line(reader));
        return new TargetFacts(head.environment, head.properties, head.sentry);
    }

    /**
     * Reads the threads; the second thing.
     *
     * @throws IOException if there is less than a whole dump
     */
    public ThreadDump dump() throws IOException {
        return JsonDumpReader.read(reader, limits);
    }

    private static String line(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c != '\n'; c = reader.read()) {
            if (c < 0) {
                throw new IOException("the agent was cut short after " + line.length() + " characters");
            }
            if (line.length() == MAX_FACTS) {
                throw new IOException("more than " + MAX_FACTS + " characters about the process");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    /** The first line. */
    private static final class Head {
        final Map<String, String> environment = new HashMap<>();
        final Map<String, String> properties = new HashMap<>();

        @Nullable
        String done;

        @Nullable
        String refused;

        @Nullable
        SentryConfig sentry;

        int format;

        static Head of(String line) throws IOException {
            Head head = new Head();
            try (JsonReader json = new JsonReader(new StringReader(line))) {
                head.read(json);
            } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
                throw new IOException("the agent wrote something else than was expected", e);
            }
            if (head.refused != null) {
                throw new IOException("the agent refused: " + head.refused);
            }
            if (head.format != FORMAT) {
                throw new IOException("the agent in that JVM is of another version: it wrote format " + head.format
                        + ", and this reads " + FORMAT);
            }
            return head;
        }

        private void read(JsonReader json) throws IOException {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "format" -> format = json.nextInt();
                    case "refused" -> refused = json.nextString();
                    case "done" -> done = json.nextString();
                    case "environment" -> texts(json, environment);
                    case "sentry" -> sentry = sentry(json);
                    case "properties" -> texts(json, properties);
                    default -> json.skipValue();
                }
            }
            json.endObject();
        }

        private static SentryConfig sentry(JsonReader json) throws IOException {
            Map<String, String> words = new HashMap<>();
            Map<String, String> tags = new HashMap<>();
            boolean enabled = false;
            int others = 0;
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                switch (name) {
                    case "enabled" -> enabled = json.nextBoolean();
                    case "others" -> others = json.nextInt();
                    case "tags" -> texts(json, tags);
                    default -> {
                        if (json.peek() == JsonToken.STRING) {
                            words.put(name, json.nextString());
                        } else {
                            json.skipValue();
                        }
                    }
                }
            }
            json.endObject();
            return new SentryConfig(
                    enabled,
                    words.get("dsn"),
                    words.get("release"),
                    words.get("environment"),
                    words.get("serverName"),
                    words.get("dist"),
                    List.of(),
                    List.of(),
                    tags,
                    false,
                    others);
        }

        private static void texts(JsonReader json, Map<String, String> into) throws IOException {
            json.beginObject();
            while (json.hasNext()) {
                into.put(json.nextName(), json.nextString());
            }
            json.endObject();
        }
    }
}
