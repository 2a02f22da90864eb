package io.github.threadreporter.send;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.github.threadreporter.send.SentrySenderTest.event;
import static io.github.threadreporter.send.SentrySenderTest.events;
import static io.github.threadreporter.send.SentrySenderTest.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.testing.SentryServer;
import io.github.threadreporter.testing.SentryServerClient;
import io.sentry.Attachment;
import io.sentry.SentryOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server or a network does to events, and that every event is accounted for whatever it does. */
@Timeout(60)
class SentrySenderFaultsTest {

    private static final int COUNT = 40;

    /** Five in a row, and those that were under way by then. */
    private static final int TRIED_AT_MOST = 5 + 7;

    private final SentryServer server = SentryServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "none, none",
        "Retry-After, 30",
        "X-Sentry-Rate-Limits, 30:error:organization",
        "X-Sentry-Rate-Limits, 30::key",
        "X-Sentry-Rate-Limits, '30:transaction:key, 60:default;error;security:organization'"
    })
    void answer429_limitingErrors_stopsTheCapture(String header, String value) {
        ResponseDefinitionBuilder answer = aResponse().withStatus(429);
        server.answer(header.equals("none") ? answer : answer.withHeader(header, value));

        Delivery delivery = send(options -> {});

        assertThat(delivery.losses()).extracting(Loss::reason).containsOnly("rate limited by the server");
        assertThat(delivery.lost()).isEqualTo(COUNT);
        assertThat(server.refused()).hasSizeBetween(1, TRIED_AT_MOST);
    }

    @Test
    void rateLimit_ofAnotherCategory_stopsNothing() {
        server.answer(aResponse().withStatus(200).withHeader("X-Sentry-Rate-Limits", "60:transaction:key"));

        assertThat(send(options -> {}).delivered()).hasSize(COUNT);
    }

    @Test
    void rateLimit_ofAttachments_withholdsThemAloud() {
        server.answer(aResponse().withStatus(200).withHeader("X-Sentry-Rate-Limits", "60:attachment:key"));
        DeliveryLog log = new DeliveryLog();
        try (SentryServerClient sdk = SentryServerClient.of(server)) {
            SentrySender sender = new SentrySender(sdk::scopes, CaptureLimits.DEFAULTS, System::nanoTime);
            sender.send(events(1).iterator(), 1, log);
            Outgoing second = new Outgoing(event(2), List.of(new Attachment(new byte[] {1}, "threads.txt.gz")));
            sender.send(List.of(second).iterator(), 1, log);

            assertThat(log.delivery().delivered()).hasSize(2);
            assertThat(log.delivery().withheld())
                    .containsExactly(new Loss(
                            second.event().getEventId().toString(), 1, "attachments are rate limited by the server"));
            assertThat(server.envelopes().get(1).attachments()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "413", "403"})
    void answer_ofAnError_stopsAfterFiveInARow(int status) {
        server.answer(aResponse().withStatus(status));

        Delivery delivery = send(options -> {});

        assertThat(delivery.lost()).isEqualTo(COUNT);
        assertThat(delivery.losses().get(0).reason()).isEqualTo("refused by the server, or not answered");
        assertThat(delivery.losses().get(delivery.losses().size() - 1))
                .satisfies(rest -> assertThat(rest.eventId()).isNull())
                .satisfies(rest -> assertThat(rest.reason()).contains("events in a row were refused"));
        assertThat(server.refused()).hasSizeBetween(5, TRIED_AT_MOST);
    }

    @Test
    void answer413_toOneEvent_losesThatEventOnly() {
        AtomicInteger asked = new AtomicInteger();
        Delivery delivery = send(options -> options.setBeforeEnvelopeCallback((envelope, hint) -> {
            if (asked.incrementAndGet() == 1) {
                server.answerOnce(aResponse().withStatus(413));
            }
        }));

        assertThat(delivery.delivered()).hasSize(COUNT - 1).containsExactlyInAnyOrderElementsOf(server.eventIds());
        assertThat(delivery.losses()).hasSize(1);
    }

    @Test
    void answer_slow_isWaitedFor() {
        server.answer(aResponse().withStatus(200).withFixedDelay(40));

        assertThat(send(options -> {}).delivered())
                .hasSize(COUNT)
                .containsExactlyInAnyOrderElementsOf(server.eventIds());
    }

    @Test
    void answer_slowerThanTheReadTimeout_isALoss() {
        server.answer(aResponse().withStatus(200).withFixedDelay(2_000));

        Delivery delivery = send(options -> options.setReadTimeoutMillis(20));

        assertThat(delivery.lost()).isEqualTo(COUNT);
        assertThat(delivery.delivered()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void connection_broken_isALoss(Fault fault) {
        server.answer(aResponse().withFault(fault));

        Delivery delivery = send(options -> {});

        // WireMock's MALFORMED_RESPONSE_CHUNK has status 200, and the SDK reads no further than that.
        int expected = fault == Fault.MALFORMED_RESPONSE_CHUNK ? 0 : COUNT;
        assertThat(delivery.lost()).isEqualTo(expected);
        assertThat(delivery.delivered()).hasSize(COUNT - expected);
    }

    @Test
    void nothingListening_isALoss() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Delivery delivery = send("http://key@127.0.0.1:" + port + "/1", options -> {});

        assertThat(delivery.lost()).isEqualTo(COUNT);
        assertThat(delivery.losses()).hasSizeLessThanOrEqualTo(TRIED_AT_MOST + 1);
    }

    @Test
    void beforeSend_dropping_isNamed() {
        Delivery delivery = send(options -> options.setBeforeSend((event, hint) -> null));

        assertThat(delivery.lost()).isEqualTo(COUNT);
        assertThat(delivery.losses())
                .extracting(Loss::reason)
                .containsOnly("dropped by beforeSend or an event processor");
    }

    @Test
    void beforeSend_failing_doesNotEscape() {
        Delivery delivery = send(options -> options.setBeforeSend((event, hint) -> {
            throw new IllegalStateException("broken");
        }));

        assertThat(delivery.lost()).isEqualTo(COUNT);
    }

    @Test
    void sampleRate_leavingEverythingOut_isNamed() {
        Delivery delivery = send(options -> options.setSampleRate(0.0));

        assertThat(delivery.lost()).isEqualTo(COUNT);
        assertThat(delivery.losses())
                .extracting(Loss::reason)
                .containsOnly("dropped by sampleRate=0.0 or an event processor");
    }

    private Delivery send(Consumer<SentryOptions> settings) {
        return send(server.dsn(), settings);
    }

    private static Delivery send(String dsn, Consumer<SentryOptions> settings) {
        DeliveryLog log = new DeliveryLog();
        List<Outgoing> events = events(COUNT);
        try (SentryServerClient sdk = SentryServerClient.of(dsn, settings)) {
            new SentrySender(sdk::scopes, CaptureLimits.DEFAULTS, System::nanoTime).send(events.iterator(), COUNT, log);
        }
        Delivery delivery = log.delivery();
        assertThat(delivery.delivered()).doesNotHaveDuplicates().isSubsetOf(ids(events));
        assertThat(delivery.delivered().size()
                        + delivery.lost()
                        + delivery.unconfirmed().size())
                .isEqualTo(COUNT);
        return delivery;
    }
}
