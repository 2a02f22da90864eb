package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** What is in the store, for the page and for tests. Reads only. */
final class JsonApi {

    private final Store store;
    private final ReceiverLimits limits;

    JsonApi(Store store, ReceiverLimits limits) {
        this.store = store;
        this.limits = limits;
    }

    /** {@code path}: decoded segments after {@code /api/}. */
    void handle(HttpExchange exchange, String[] path) throws IOException, HttpProblem {
        String what = path.length == 0 ? "" : path[0];
        if (what.equals("captures") && path.length == 1) {
            Responses.json(exchange, 200, CaptureJson.list(store.contents()));
        } else if (what.equals("captures") && path.length == 2) {
            capture(exchange, path[1]);
        } else if (what.equals("events") && path.length == 1) {
            events(exchange);
        } else if (what.equals("events") && path.length == 2) {
            Responses.bytes(exchange, 200, Responses.JSON, event(path[1]).json());
        } else if (what.equals("attachments") && path.length == 3) {
            attachment(exchange, event(path[1]), path[2]);
        } else {
            throw new HttpProblem(404, "nothing here");
        }
    }

    private void capture(HttpExchange exchange, String id) throws IOException, HttpProblem {
        StoredCapture capture = store.capture(id);
        if (capture == null) {
            throw new HttpProblem(404, "no such capture, or it made room for newer ones");
        }
        try (OutputStream out = Responses.stream(exchange, Responses.JSON)) {
            CaptureJson.write(capture, limits.documentBytes(), out);
        }
    }

    private void events(HttpExchange exchange) throws IOException {
        ArrayNode all = Json.MAPPER.createArrayNode();
        store.contents().captures().forEach(capture -> all.addAll(CaptureJson.events(capture)));
        Responses.json(exchange, 200, Json.MAPPER.createObjectNode().set("events", all));
    }

    private StoredEvent event(String id) throws HttpProblem {
        StoredEvent event = store.event(id);
        if (event == null) {
            throw new HttpProblem(404, "no such event, or it made room for newer ones");
        }
        return event;
    }

    private static void attachment(HttpExchange exchange, StoredEvent event, String name)
            throws IOException, HttpProblem {
        StoredAttachment attachment = event.attachment(name);
        if (attachment == null) {
            throw new HttpProblem(404, "no such attachment");
        }
        // Never shown in place, never by the type the sender claims: it could be a page with scripts.
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        exchange.getResponseHeaders()
                .set(
                        "Content-Disposition",
                        "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + CaptureJson.encode(name));
        Responses.bytes(exchange, 200, "application/octet-stream", attachment.content());
    }
}
