package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Node;
import io.sentry.vendor.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Who waits and is waited for: a thread is a number, a task is text. */
final class NodeReader {

    private final JsonCursor json;

    NodeReader(JsonCursor json) {
        this.json = json;
    }

    Node node() throws IOException {
        return json.peek() == JsonToken.NUMBER ? Node.thread(json.number()) : Node.task(json.sharedText());
    }

    List<Node> nodes() throws IOException {
        List<Node> nodes = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            nodes.add(node());
        }
        return nodes;
    }

    Deadlock deadlock() throws IOException {
        List<Node> cycle = null;
        List<Node> others = List.of();
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "cycle" -> cycle = nodes();
                case "others" -> others = nodes();
                default -> json.skip();
            }
        }
        return new Deadlock(json.required(cycle, "cycle"), others);
    }
}
