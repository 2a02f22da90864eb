package io.github.threadreporter.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A Sentry that accepts everything, whatever its size, and keeps nothing but counts. Thread-safe. */
final class Receiver implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("\"length\":(\\d+)");
    private static final byte[] ANSWER = "{}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private long events;
    private long lastEventBytes;

    private Receiver(HttpServer server) {
        this.server = server;
    }

    static Receiver start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Receiver receiver = new Receiver(server);
            server.createContext("/api/1/envelope/", receiver::accept);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new IllegalStateException("no port on the loopback interface", e);
        }
    }

    String dsn() {
        return "http://key@" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/1";
    }

    synchronized long events() {
        return events;
    }

    /** Uncompressed JSON, the size that Sentry's limit of 1 MiB is about. */
    synchronized long lastEventBytes() {
        return lastEventBytes;
    }

    private void accept(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
            count("gzip".equals(encoding) ? unzipped(body) : body);
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        }
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }

    /** An envelope is a line, and for each item a line with its type and length and that many bytes. */
    private synchronized void count(byte[] envelope) throws IOException {
        int at = endOfLine(envelope, 0) + 1;
        while (at < envelope.length) {
            int end = endOfLine(envelope, at);
            String header = new String(envelope, at, end - at, StandardCharsets.UTF_8);
            Matcher length = LENGTH.matcher(header);
            if (!length.find()) {
                throw new IOException("an item without a length: " + header);
            }
            int bytes = Integer.parseInt(length.group(1));
            if (header.contains("\"type\":\"event\"")) {
                events++;
                lastEventBytes = bytes;
            }
            at = end + 1 + bytes + 1;
        }
    }

    private static int endOfLine(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
