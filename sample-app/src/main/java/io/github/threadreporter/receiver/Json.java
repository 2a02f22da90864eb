package io.github.threadreporter.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON of others, read with care. */
final class Json {

    /** Reads one value where others may follow. */
    static final JsonMapper MAPPER = new JsonMapper();

    private static final JsonMapper WHOLE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** @throws HttpProblem 400 if this is no JSON object */
    static ObjectNode object(byte[] json, String what) throws HttpProblem {
        try {
            if (WHOLE.readTree(json) instanceof ObjectNode object) {
                return object;
            }
            throw new HttpProblem(400, what + " is not a JSON object");
        } catch (IOException notJson) {
            throw new HttpProblem(400, what + " is not JSON");
        }
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            // A tree of ours has nothing that cannot be written.
            throw new UncheckedIOException(impossible);
        }
    }
}
