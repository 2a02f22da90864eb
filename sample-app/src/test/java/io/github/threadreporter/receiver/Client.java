package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Talks to a receiver over HTTP as any program would. */
final class Client {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final Receiver receiver;
    final String key;

    Client(Receiver receiver) {
        this.receiver = receiver;
        this.key = URI.create(receiver.dsn()).getUserInfo();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(receiver.pageAddress().resolve(path)).timeout(Duration.ofSeconds(60));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder envelope(byte[] body) {
        return request("/api/1/envelope/")
                .header("X-Sentry-Auth", "Sentry sentry_version=7,sentry_client=test/1,sentry_key=" + key)
                .POST(BodyPublishers.ofByteArray(body));
    }

    HttpResponse<byte[]> post(Envelopes envelope) {
        return send(envelope(envelope.bytes()));
    }

    HttpResponse<byte[]> get(String path) {
        return send(request(path));
    }

    JsonNode json(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return new JsonMapper().readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(new String(response.body(), StandardCharsets.UTF_8), e);
        }
    }

    /** A capture with a complete dump, as the library sends it. */
    void capture(String eventId, String captureId, byte[] document) {
        HttpResponse<byte[]> answer = post(Envelopes.of(eventId)
                .event(Envelopes.captureEvent(eventId, captureId))
                .attachment("threads.json.gz", Envelopes.gzip(document)));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }
}
