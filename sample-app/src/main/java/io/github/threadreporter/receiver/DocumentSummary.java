package io.github.threadreporter.receiver;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a complete dump says about itself. Reading it goes once through the whole document, so one that has a summary
 * can be shown.
 *
 * @param facts its small top-level fields, in the form of the dump
 * @param threads how many threads it has
 * @param deadlocks how many deadlocks it has
 * @param bytes its size, decompressed
 */
record DocumentSummary(ObjectNode facts, int threads, int deadlocks, long bytes) {

    static final String FORMAT = "thread-reporter/1";

    private static final Set<String> FACTS = Set.of("format", "id", "headline", "takenAt", "reason", "jvm", "culprit");

    /** Null if this is no dump, is broken, or is larger than {@code limit} when decompressed. */
    static @Nullable DocumentSummary read(StoredAttachment attachment, long limit) {
        try (BoundedStream in = BoundedStream.gunzip(attachment.content(), limit);
                JsonParser parser = Json.MAPPER.createParser(in)) {
            ObjectNode facts = Json.MAPPER.createObjectNode();
            int threads = 0;
            int deadlocks = 0;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (FACTS.contains(field)) {
                    facts.set(field, Json.MAPPER.<JsonNode>readTree(parser));
                } else if (field.equals("threads")) {
                    threads = elements(parser);
                } else if (field.equals("deadlocks")) {
                    deadlocks = elements(parser);
                } else {
                    parser.skipChildren();
                }
            }
            boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return whole && facts.path("format").asText("").equals(FORMAT)
                    ? new DocumentSummary(facts, threads, deadlocks, in.count())
                    : null;
        } catch (IOException broken) {
            return null;
        }
    }

    private static int elements(JsonParser parser) throws IOException {
        int count = 0;
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null) {
                    return count;
                }
                parser.skipChildren();
                count++;
            }
        }
        return count;
    }
}
