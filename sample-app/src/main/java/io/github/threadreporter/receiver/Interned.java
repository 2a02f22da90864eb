package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes equal values once and gives their index, as frames and stacks of a dump are written. */
final class Interned {

    private final Map<JsonNode, Integer> indexes = new LinkedHashMap<>();

    int index(JsonNode value) {
        Integer known = indexes.putIfAbsent(value, indexes.size());
        return known == null ? indexes.size() - 1 : known;
    }

    ArrayNode values() {
        return Json.MAPPER.createArrayNode().addAll(indexes.keySet());
    }
}
