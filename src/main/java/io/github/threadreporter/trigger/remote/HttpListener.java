package io.github.threadreporter.trigger.remote;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The server. The one class that knows the module {@code jdk.httpserver}, which may be missing. */
final class HttpListener implements Closeable {

    private static final int BACKLOG = 16;

    /** As much of a request's body as is read for a note. */
    private static final int NOTE_BYTES = 1_024;

    private final HttpServer server;
    private final HttpAccess access;
    private final CaptureRequests requests;
    private final Consumer<String> log;
    private final TimedPool pool;

    private HttpListener(
            HttpServer server, HttpAccess access, CaptureRequests requests, Consumer<String> log, TimedPool pool) {
        this.server = server;
        this.access = access;
        this.requests = requests;
        this.log = log;
        this.pool = pool;
    }

    /** The server makes threads of its own: to be called by a thread whose kind they are to be of. */
    static HttpListener open(
            HttpOptions options, HttpAccess access, CaptureRequests requests, Consumer<String> log, Duration patience)
            throws IOException {
        InetAddress address = options.address().isEmpty()
                ? InetAddress.getLoopbackAddress()
                : InetAddress.getByName(options.address());
        HttpServer server = HttpServer.create(new InetSocketAddress(address, options.port()), BACKLOG);
        TimedPool pool = new TimedPool(patience, HttpThreads::daemon);
        HttpListener listener = new HttpListener(server, access, requests, log, pool);
        server.createContext("/", listener::handle);
        server.setExecutor(pool);
        server.start();
        return listener;
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpAnswer answer = answer(exchange);
            if (answer != null) {
                send(exchange, answer);
            }
        }
    }

    /** Null where the caller was too slow. */
    private @Nullable HttpAnswer answer(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        HttpAnswer refusal = access.refusal(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                name -> headers.getOrDefault(name, List.of()));
        if (refusal != null) {
            return refusal;
        }
        String note = new String(exchange.getRequestBody().readNBytes(NOTE_BYTES), StandardCharsets.UTF_8);
        if (!pool.disarm()) {
            return null;
        }
        try {
            HttpAnswer full = access.takePlace();
            return full != null ? full : capture(note);
        } finally {
            pool.arm();
        }
    }

    private HttpAnswer capture(String note) {
        try {
            CaptureReport report = requests.request(new CaptureReason("http", Notes.bounded(note)));
            String refusal = Outcome.refusal(report);
            log.accept("capture by HTTP: " + (refusal == null ? report.captureId() : refusal));
            return refusal == null ? HttpAnswer.captured(report.captureId()) : HttpAnswer.error(503, refusal);
        } catch (RuntimeException | LinkageError e) {
            log.accept("capture by HTTP failed: " + e);
            return HttpAnswer.error(500, "the capture failed; the log of the application says why");
        }
    }

    /** One request a connection: idle ones would be held for half a minute. */
    private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
        byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Connection", "close");
        if (answer.status() == 405) {
            headers.set("Allow", "POST");
        }
        if (answer.status() == 401) {
            headers.set("WWW-Authenticate", "Bearer");
        }
        if (answer.retryAfter() > 0) {
            headers.set("Retry-After", Long.toString(answer.retryAfter()));
        }
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        pool.close();
        server.stop(0);
    }
}
