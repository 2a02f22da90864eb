package io.github.threadreporter.receiver;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Reads a request's body up to a limit, on the wire and decompressed. */
final class RequestBody {

    private RequestBody() {}

    /** @throws HttpProblem 413 if it is too large, 400 if it is broken, 415 if its encoding is unknown */
    static byte[] read(HttpExchange exchange, int limit) throws IOException, HttpProblem {
        byte[] raw = bounded(exchange.getRequestBody(), limit, "envelope");
        String header = exchange.getRequestHeaders().getFirst("Content-Encoding");
        String encoding = header == null ? "identity" : header.trim().toLowerCase(Locale.ROOT);
        try {
            return switch (encoding) {
                case "identity", "" -> raw;
                case "gzip", "x-gzip" -> bounded(new GZIPInputStream(in(raw)), limit, "decompressed envelope");
                case "deflate" -> bounded(new InflaterInputStream(in(raw)), limit, "decompressed envelope");
                default -> throw new HttpProblem(415, "content encoding not supported: " + encoding);
            };
        } catch (ZipException | EOFException broken) {
            throw new HttpProblem(400, "body is not valid " + encoding);
        }
    }

    private static InputStream in(byte[] raw) {
        return new ByteArrayInputStream(raw);
    }

    private static byte[] bounded(InputStream in, int limit, String what) throws IOException, HttpProblem {
        byte[] body = in.readNBytes(limit);
        if (in.read() >= 0) {
            discard(in, limit);
            throw new HttpProblem(413, what + " is larger than " + limit + " bytes");
        }
        return body;
    }

    /**
     * A client that is still writing would see a reset connection in place of the answer. Not by {@code skip}: the
     * stream of the JDK's server hands that to the socket below it and waits for bytes that nobody sends.
     */
    private static void discard(InputStream in, int most) throws IOException {
        byte[] nowhere = new byte[8192];
        int left = most;
        while (left > 0) {
            int read = in.read(nowhere, 0, Math.min(left, nowhere.length));
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }
}
