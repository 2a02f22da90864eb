package com.acme.orders.simulated;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A payment provider with a server of its own on loopback, so that charging a customer is a real call over a real
 * socket. Each answer takes a while; customers that it was told to be slow about wait longer. Thread-safe.
 */
public final class PaymentProvider implements AutoCloseable {

    private static final Pattern CUSTOMER = Pattern.compile("(?:^|&)customer=([^&]*)");

    private final Delays delays = new Delays();
    private final Map<String, Integer> charges = new ConcurrentHashMap<>();
    private final Duration latency;
    private final String authorization;
    private final ExecutorService executor;
    private final HttpServer server;

    private PaymentProvider(HttpServer server, ExecutorService executor, Duration latency, String apiToken) {
        this.server = server;
        this.executor = executor;
        this.latency = latency;
        this.authorization = "Bearer " + apiToken;
        server.setExecutor(executor);
        server.createContext("/charges", exchange -> known(exchange, this::charge));
        server.createContext("/balances", exchange -> known(exchange, this::balance));
    }

    /**
     * Listens on any free port of loopback.
     *
     * @param executor runs a request each, and is shut down by {@link #close}
     * @param latency how long every answer takes
     * @param apiToken what a caller must bring
     */
    public static PaymentProvider start(ExecutorService executor, Duration latency, String apiToken)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PaymentProvider provider = new PaymentProvider(server, executor, latency, apiToken);
        server.start();
        return provider;
    }

    /** Where it listens, ending in a slash. */
    public URI address() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/");
    }

    /** By customer. */
    public Delays delays() {
        return delays;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void known(HttpExchange exchange, HttpHandler handler) throws IOException {
        if (authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            handler.handle(exchange);
        } else {
            answer(exchange, 401, "unknown caller");
        }
    }

    private void charge(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String customer = customer(form);
        takeTime(customer);
        charges.merge(customer, 1, Integer::sum);
        answer(exchange, 200, "charged");
    }

    private void balance(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String customer = customer(query == null ? "" : query);
        takeTime(customer);
        answer(exchange, 200, charges.getOrDefault(customer, 0) + " charges");
    }

    private void takeTime(String customer) {
        delays.beforeAnswer(customer);
        LockSupport.parkNanos(latency.toNanos());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String customer(String form) {
        Matcher matcher = CUSTOMER.matcher(form);
        return matcher.find() ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8) : "";
    }
}
