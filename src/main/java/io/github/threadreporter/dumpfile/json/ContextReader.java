package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.ScopeData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a thread carried with it. */
final class ContextReader {

    private final JsonCursor json;
    private final CaptureLimits limits;
    private final ReadCuts cuts;

    ContextReader(JsonCursor json, CaptureLimits limits, ReadCuts cuts) {
        this.json = json;
        this.limits = limits;
        this.cuts = cuts;
    }

    /** In their order. */
    Map<String, String> map() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String key = json.firstMember(); key != null; key = json.nextMember()) {
            String value = text();
            if (entries.size() < limits.entries()) {
                entries.put(bounded(key), value);
            } else {
                cuts.add("context entries", 1, "entries", limits.entries());
            }
        }
        return entries;
    }

    ScopeData scope() throws IOException {
        Map<String, String> tags = Map.of();
        Map<String, String> user = Map.of();
        String transaction = null;
        String traceId = null;
        String spanId = null;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "tags" -> tags = map();
                case "user" -> user = map();
                case "transaction" -> transaction = text();
                case "traceId" -> traceId = text();
                case "spanId" -> spanId = text();
                default -> json.skip();
            }
        }
        return new ScopeData(tags, user, transaction, traceId, spanId);
    }

    private String text() throws IOException {
        return bounded(json.sharedText());
    }

    private String bounded(String text) {
        int kept = ReadCuts.kept(text, limits.textLength());
        if (kept == text.length()) {
            return text;
        }
        int left = text.length() - kept;
        cuts.add("characters of context values", left, "textLength", limits.textLength());
        return text.substring(0, kept) + "… +" + left + " chars";
    }
}
