package io.github.threadreporter.receiver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Writes envelopes byte by byte, right and wrong. */
final class Envelopes {

    static final String EVENT = "0123456789abcdef0123456789abcdef";
    static final String CAPTURE = "0f3c8a55d1e24be0a6f7c2910b64d7e8";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static Envelopes of(String eventId) {
        return new Envelopes().line("{\"event_id\":\"" + eventId + "\"}");
    }

    Envelopes line(String text) {
        out.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Envelopes item(String type, byte[] payload) {
        line("{\"type\":\"" + type + "\",\"length\":" + payload.length + "}");
        out.writeBytes(payload);
        return line("");
    }

    Envelopes event(String json) {
        return item("event", json.getBytes(StandardCharsets.UTF_8));
    }

    Envelopes attachment(String name, byte[] payload) {
        line("{\"type\":\"attachment\",\"filename\":\"" + name + "\",\"length\":" + payload.length + "}");
        out.writeBytes(payload);
        return line("");
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** An event of a capture. */
    static String captureEvent(String eventId, String captureId) {
        return "{\"event_id\":\"" + eventId + "\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"level\":\"warning\","
                + "\"logentry\":{\"formatted\":\"a capture\"},\"tags\":{\"capture.id\":\"" + captureId
                + "\",\"capture.reason\":\"manual\"}}";
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    static byte[] resource(String name) {
        try (InputStream in = Envelopes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code 0000...0007}: ids that are told apart at a glance. */
    static String id(int number) {
        return String.format("%032x", number);
    }
}
