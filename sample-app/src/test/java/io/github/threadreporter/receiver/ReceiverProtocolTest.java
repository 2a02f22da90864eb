package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Envelopes.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes in, as Sentry takes them. */
class ReceiverProtocolTest {

    private static final int MIB = 1 << 20;
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
    void event_isKeptAsReceived() {
        HttpResponse<byte[]> answer = client.post(Envelopes.of(EVENT).event(PLAIN_EVENT));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Client.json(answer).path("id").asText()).isEqualTo(EVENT);
        assertThat(new String(client.get("/api/events/" + EVENT).body(), StandardCharsets.UTF_8))
                .isEqualTo(PLAIN_EVENT);
    }

    @Test
    void gzippedEnvelope_isTaken() {
        byte[] body = Envelopes.of(EVENT).event(PLAIN_EVENT).bytes();

        assertThat(client.send(client.envelope(Envelopes.gzip(body)).header("Content-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.json("/api/events").path("events")).hasSize(1);
    }

    @Test
    void brokenGzip_is400() {
        byte[] noGzip = Envelopes.of(EVENT).event(PLAIN_EVENT).bytes();
        byte[] half = Arrays.copyOf(Envelopes.gzip(noGzip), 40);

        assertRefused(400, client.send(client.envelope(noGzip).header("Content-Encoding", "gzip")));
        assertRefused(400, client.send(client.envelope(half).header("Content-Encoding", "gzip")));
    }

    @Test
    void unknownEncoding_is415() {
        assertRefused(415, client.send(client.envelope(new byte[] {1}).header("Content-Encoding", "zstd")));
    }

    @Test
    void truncatedEnvelope_is400() {
        byte[] body = Envelopes.of(EVENT).event(PLAIN_EVENT).bytes();

        assertRefused(400, client.send(client.envelope(Arrays.copyOf(body, body.length - 10))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json\n",
                "[]\n",
                "{}\nno json\n",
                "{}\n{\"length\":2}\n{}\n",
                "{}\n{\"type\":\"event\",\"length\":-1}\n{}\n",
                "{}\n{\"type\":\"event\",\"length\":\"2\"}\n{}\n",
                "{}\n{\"type\":\"event\",\"length\":1}\n{}\n",
                "{}\n{\"type\":\"event\"}\n[1]\n",
                "{}\n{\"type\":\"event\"}\n{\"event_id\":\"../../etc/passwd\"}\n",
                "{}\n{\"type\":\"event\"}\n{}\n{\"type\":\"event\"}\n{}\n"
            })
    void malformedEnvelope_is400(String body) {
        assertRefused(400, client.send(client.envelope(body.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void itemsWithoutLength_endWithTheirLine() {
        HttpResponse<byte[]> answer = client.post(new Envelopes()
                .line("{}")
                .line("{\"type\":\"attachment\",\"filename\":\"a.txt\"}")
                .line("some text")
                .line("{\"type\":\"event\"}")
                .line(PLAIN_EVENT));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(client.get("/api/attachments/" + EVENT + "/a.txt").body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("some text");
    }

    @Test
    void unknownItems_areSkipped() {
        HttpResponse<byte[]> answer = client.post(Envelopes.of(EVENT)
                .item("session", "{}".getBytes(StandardCharsets.UTF_8))
                .item("something_of_next_year", new byte[] {0, 10, 13, -1})
                .event(PLAIN_EVENT)
                .item("client_report", "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(client.json("/api/events").path("events")).hasSize(1);
    }

    @Test
    void envelopeWithoutEvent_isTakenAndNotKept() {
        HttpResponse<byte[]> answer =
                client.post(new Envelopes().line("{}").item("session", "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(client.json("/api/captures").path("captures")).isEmpty();
    }

    @Test
    void wrongOrMissingKey_is403() {
        byte[] body = Envelopes.of(EVENT).event(PLAIN_EVENT).bytes();

        assertRefused(403, client.send(client.request("/api/1/envelope/").POST(BodyPublishers.ofByteArray(body))));
        assertRefused(
                403,
                client.send(client.request("/api/1/envelope/")
                        .header("X-Sentry-Auth", "Sentry sentry_key=wrong")
                        .POST(BodyPublishers.ofByteArray(body))));
    }

    @Test
    void keyInQuery_isTaken() {
        byte[] body = Envelopes.of(EVENT).event(PLAIN_EVENT).bytes();

        assertThat(client.send(client.request("/api/1/envelope/?sentry_version=7&sentry_key=" + client.key)
                                .POST(BodyPublishers.ofByteArray(body)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void otherProject_is403() {
        assertRefused(
                403,
                client.send(client.request("/api/2/envelope/?sentry_key=" + client.key)
                        .POST(BodyPublishers.noBody())));
    }

    @Test
    void eventAboveOneMebibyte_is413WithEverythingInItsEnvelope() {
        assertThat(client.post(Envelopes.of(EVENT).event(eventOf(MIB))).statusCode())
                .isEqualTo(200);
        String other = Envelopes.id(2);

        HttpResponse<byte[]> answer = client.post(Envelopes.of(other)
                .event(eventOf(MIB + 1).replace(EVENT, other))
                .attachment("a.txt", new byte[] {1}));

        assertRefused(413, answer);
        assertThat(client.json("/api/events").path("events")).hasSize(1);
        assertThat(client.get("/api/attachments/" + other + "/a.txt").statusCode())
                .isEqualTo(404);
    }

    @Test
    void attachmentOfTwentyMebibytes_comesBackByteForByte() {
        byte[] content = new byte[20 * MIB];
        new Random(1).nextBytes(content);

        assertThat(client.post(Envelopes.of(EVENT).event(PLAIN_EVENT).attachment("big.bin", content))
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.get("/api/attachments/" + EVENT + "/big.bin").body()).isEqualTo(content);
    }

    @Test
    void bodyAboveTheLimit_is413_packedOrNot() throws IOException {
        ReceiverLimits small = new ReceiverLimits(MIB, 100_000, 100, MIB, MIB, 10);
        try (Receiver limited = Receiver.start(0, small)) {
            Client other = new Client(limited);
            byte[] zeros = new byte[150_000];

            assertRefused(413, other.send(other.envelope(zeros)));
            assertRefused(413, other.send(other.envelope(Envelopes.gzip(zeros)).header("Content-Encoding", "gzip")));
        }
    }

    @Test
    void sameEventSentTwice_isKeptOnce() {
        client.post(Envelopes.of(EVENT).event(PLAIN_EVENT));
        client.post(Envelopes.of(EVENT).event(PLAIN_EVENT));

        assertThat(client.json("/api/events").path("events")).hasSize(1);
        assertThat(client.json("/api/captures").path("bytes").asInt()).isEqualTo(PLAIN_EVENT.length());
    }

    @Test
    void attachmentInItsOwnEnvelope_findsItsEvent() {
        client.post(Envelopes.of(EVENT).event(PLAIN_EVENT));
        client.post(Envelopes.of(EVENT).attachment("late.txt", new byte[] {'x'}));

        assertThat(client.get("/api/attachments/" + EVENT + "/late.txt").body()).containsExactly('x');
    }

    @Test
    void rateLimit_isAnsweredAsOftenAsAskedFor() {
        receiver.refuseNext(1, 7);

        HttpResponse<byte[]> refused = client.post(Envelopes.of(EVENT).event(PLAIN_EVENT));

        assertRefused(429, refused);
        assertThat(refused.headers().firstValue("Retry-After")).contains("7");
        assertThat(client.post(Envelopes.of(EVENT).event(PLAIN_EVENT)).statusCode())
                .isEqualTo(200);
    }

    static void assertRefused(int status, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Client.json(answer).path("detail").asText()).isNotEmpty();
    }

    private static String eventOf(int bytes) {
        String start = "{\"event_id\":\"" + EVENT + "\",\"message\":\"";
        return start + "x".repeat(bytes - start.length() - 2) + "\"}";
    }
}
