package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Envelopes.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets an answer, and what protects it. */
class ReceiverGuardsTest {

    private static final String PLAIN_EVENT = "{\"event_id\":\"" + EVENT + "\",\"message\":\"hello\"}";

    private Receiver receiver;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start(0);
        client = new Client(receiver);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void otherMethods_are405_otherPathsAre404() {
        ReceiverProtocolTest.assertRefused(405, client.get("/api/1/envelope/"));
        ReceiverProtocolTest.assertRefused(
                405, client.send(client.request("/api/captures").POST(BodyPublishers.noBody())));
        ReceiverProtocolTest.assertRefused(
                405, client.send(client.request("/").method("DELETE", BodyPublishers.noBody())));
        for (String path : new String[] {
            "/nothing", "/api/", "/api/captures/none", "/api/events/none", "/../pom.xml", "/%2e%2e/page.html"
        }) {
            ReceiverProtocolTest.assertRefused(404, client.get(path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "127.0.0.1:1", "localhost"})
    void foreignHost_is403(String host) throws IOException {
        assertThat(statusFor("GET /api/captures HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .isEqualTo("HTTP/1.1 403");
    }

    @Test
    void localhostByName_isAnswered() throws IOException {
        int port = receiver.pageAddress().getPort();
        assertThat(statusFor("GET /api/captures HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n"))
                .isEqualTo("HTTP/1.1 200");
    }

    @Test
    void everyAnswer_carriesTheGuards() {
        for (String path : new String[] {"/", "/page.js", "/api/captures", "/nothing"}) {
            var headers = client.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void attachmentNames_cannotBreakTheirHeader() {
        client.post(Envelopes.of(EVENT)
                .event(PLAIN_EVENT)
                .attachment("a/..\\\\\\\"\\r\\nSet-Cookie: x=1.html", "<script>".getBytes(StandardCharsets.UTF_8)));
        String href = client.json("/api/captures/" + EVENT)
                .path("attachments")
                .path(0)
                .path("href")
                .asText();

        HttpResponse<byte[]> answer = client.get("/" + href);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=\"a_..");
    }

    @Test
    void threads_areDaemonsWithThePrefixThatKeepsThemOutOfCaptures() {
        client.get("/api/captures");

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getThreadGroup() != null
                        && thread.getThreadGroup().getName().startsWith("thread-reporter-receiver"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getName().startsWith("thread-reporter-receiver-"));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("HTTP-Dispatcher");
    }

    @Test
    void closedReceiver_answersNoMore() {
        URI address = receiver.pageAddress();
        receiver.close();
        receiver.close();

        org.assertj.core.api.Assertions.assertThatIOException().isThrownBy(() -> {
            try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
                socket.getOutputStream().write(1);
            }
        });
    }

    private String statusFor(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", receiver.pageAddress().getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }
}
