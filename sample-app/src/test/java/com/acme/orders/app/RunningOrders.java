package com.acme.orders.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A service of its own for each test, and a client of its API. */
public final class RunningOrders implements BeforeEachCallback, AfterEachCallback {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private OrderApplication orders;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Awaitility.setDefaultTimeout(PATIENCE);
        orders = OrderApplication.start(
                "orders-" + UUID.randomUUID(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        orders.close();
    }

    public OrderApplication application() {
        return orders;
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    public Answer post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    public Answer send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(orders.api().address() + path))
                        .timeout(PATIENCE)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    /** What the API said. */
    public record Answer(int status, JsonNode body) {}
}
