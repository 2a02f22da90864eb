package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.github.threadreporter.receiver.Envelope.Item;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes envelopes as Sentry does. */
final class Ingest {

    private static final Pattern EVENT_ID = Pattern.compile("[0-9a-f]{32}");
    private static final int LONGEST_NAME = 200;

    private final Store store;
    private final String key;
    private final ReceiverLimits limits;
    private final Clock clock;
    private final AtomicLong refusals = new AtomicLong();
    private volatile int retryAfterSeconds;

    Ingest(Store store, String key, ReceiverLimits limits, Clock clock) {
        this.store = store;
        this.key = key;
        this.limits = limits;
        this.clock = clock;
    }

    /** Answers the next envelopes with 429. */
    void refuse(int envelopes, int retryAfter) {
        retryAfterSeconds = retryAfter;
        refusals.set(envelopes);
    }

    void handle(HttpExchange exchange) throws IOException, HttpProblem {
        if (!Auth.key(exchange).equals(key)) {
            throw new HttpProblem(403, "missing or unknown sentry_key");
        }
        byte[] body = RequestBody.read(exchange, limits.envelopeBytes());
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(retryAfterSeconds));
            exchange.getResponseHeaders().set("X-Sentry-Rate-Limits", retryAfterSeconds + "::organization");
            throw new HttpProblem(429, "rate limit, set by a test");
        }
        String id = accept(Envelope.parse(body, limits.items()));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        Responses.json(exchange, 200, id == null ? answer : answer.put("id", id));
    }

    private @Nullable String accept(Envelope envelope) throws HttpProblem {
        List<Item> events = envelope.ofType("event");
        if (events.size() > 1) {
            throw new HttpProblem(400, "an envelope has at most one event");
        }
        List<StoredAttachment> attachments = attachments(envelope.ofType("attachment"));
        DocumentSummary document = document(attachments);
        String headerId = envelope.header().path("event_id").asText("");
        if (events.isEmpty()) {
            // Sessions, client reports and the like: taken, and not kept.
            if (!attachments.isEmpty()) {
                store.attach(id(headerId), attachments, document);
            }
            return headerId.isEmpty() ? null : id(headerId);
        }
        byte[] json = events.get(0).payload();
        if (json.length > limits.eventBytes()) {
            throw new HttpProblem(413, "event is larger than " + limits.eventBytes() + " bytes");
        }
        ObjectNode event = Json.object(json, "event");
        String id = id(event.path("event_id").asText(headerId));
        Instant received = clock.instant();
        store.add(new StoredEvent(EventSummary.of(id, event, received), received, json, attachments, document));
        return id;
    }

    private @Nullable DocumentSummary document(List<StoredAttachment> attachments) {
        for (StoredAttachment attachment : attachments) {
            if (attachment.name().equals(StoredAttachment.DOCUMENT)) {
                return DocumentSummary.read(attachment, limits.documentBytes());
            }
        }
        return null;
    }

    private static String id(String given) throws HttpProblem {
        String id = given.replace("-", "").toLowerCase(Locale.ROOT);
        if (id.isEmpty()) {
            return UUID.randomUUID().toString().replace("-", "");
        }
        if (!EVENT_ID.matcher(id).matches()) {
            throw new HttpProblem(400, "event_id is not 32 hexadecimal digits");
        }
        return id;
    }

    private static List<StoredAttachment> attachments(List<Item> items) {
        List<StoredAttachment> attachments = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Item item : items) {
            String given = item.text("filename", "attachment");
            String name = given.length() <= LONGEST_NAME ? given : given.substring(0, LONGEST_NAME);
            for (int copy = 2; !taken.add(name); copy++) {
                name = copy + "-" + given.substring(0, Math.min(given.length(), LONGEST_NAME));
            }
            attachments.add(new StoredAttachment(name, item.payload()));
        }
        return attachments;
    }
}
