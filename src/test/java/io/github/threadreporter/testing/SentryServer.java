package io.github.threadreporter.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.threadreporter.testing.SentryServerEnvelope.ReceivedEvent;
import io.github.threadreporter.testing.schema.EventSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Sentry to send to: WireMock on a free loopback port, which keeps what it accepted. Answers 200 until told otherwise.
 */
public final class SentryServer implements AutoCloseable {

    private static final String PATH = "/api/1/envelope/";

    private final Gate gate = new Gate();
    private final WireMockServer wireMock;
    private final List<SentryServerEnvelope> accepted = new CopyOnWriteArrayList<>();
    private final List<SentryServerEnvelope> refused = new CopyOnWriteArrayList<>();

    private SentryServer() {
        wireMock = new WireMockServer(
                wireMockConfig().bindAddress("127.0.0.1").dynamicPort().extensions(gate));
        gate.keeper = (status, body) -> (status == 200 ? accepted : refused).add(SentryServerEnvelope.read(body));
        wireMock.start();
        wireMock.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(404)));
        answer(aResponse().withStatus(200).withBody("{}"));
    }

    public static SentryServer start() {
        return new SentryServer();
    }

    public String dsn() {
        return "http://key@127.0.0.1:" + wireMock.port() + "/1";
    }

    /** From now on. */
    public void answer(ResponseDefinitionBuilder response) {
        wireMock.stubFor(post(urlPathEqualTo(PATH)).atPriority(5).willReturn(response));
    }

    /** The next request only; those after it as before. */
    public void answerOnce(ResponseDefinitionBuilder response) {
        wireMock.stubFor(post(urlPathEqualTo(PATH))
                .atPriority(1)
                .inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("done")
                .willReturn(response));
    }

    /** Leaves requests that arrive from now on without an answer, until {@link #release}. */
    public void hold() {
        gate.shut();
    }

    public void release() {
        gate.open();
    }

    /** Waits until that many requests are held. */
    public void awaitHeld(int requests) throws InterruptedException {
        gate.awaitHeld(requests);
    }

    /** Waits for an event that was answered with 200 and holds all these texts. */
    public void awaitEvent(String... texts) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> events().stream()
                .anyMatch(event -> Stream.of(texts).allMatch(event.json()::contains)));
    }

    /** Events that were answered with 200, in the order of arrival. */
    public List<ReceivedEvent> events() {
        return accepted.stream().flatMap(envelope -> envelope.events().stream()).toList();
    }

    /** Ids of {@link #events()}. */
    public List<String> eventIds() {
        return events().stream().map(ReceivedEvent::id).toList();
    }

    /** Check-ins that were answered with 200, in the order of arrival. */
    public List<String> checkIns() {
        return accepted.stream()
                .flatMap(envelope -> envelope.checkIns().stream())
                .toList();
    }

    public List<SentryServerEnvelope> envelopes() {
        return List.copyOf(accepted);
    }

    /** Envelopes that arrived, but were answered with an error. */
    public List<SentryServerEnvelope> refused() {
        return List.copyOf(refused);
    }

    /** Stops, and fails the test if any event that arrived, or was refused, is not one by Sentry's schema. */
    @Override
    public void close() {
        gate.open();
        wireMock.stop();
        Stream.of(accepted, refused)
                .flatMap(List::stream)
                .flatMap(envelope -> envelope.events().stream())
                .forEach(event -> EventSchema.assertValid(event.json()));
    }

    private interface Keeper {
        void keep(int status, byte[] body) throws IOException;
    }

    /** Sees every request before its answer leaves, and can keep that back. */
    private static final class Gate implements ResponseTransformerV2 {
        private CountDownLatch latch = new CountDownLatch(0);
        private int held;
        private Keeper keeper = (status, body) -> {};

        synchronized void shut() {
            latch = new CountDownLatch(1);
        }

        synchronized void open() {
            latch.countDown();
        }

        synchronized void awaitHeld(int requests) throws InterruptedException {
            while (held < requests) {
                wait();
            }
        }

        private synchronized CountDownLatch enter() {
            if (latch.getCount() > 0) {
                held++;
                notifyAll();
            }
            return latch;
        }

        private synchronized void leave(boolean wasHeld) {
            if (wasHeld) {
                held--;
            }
        }

        @Override
        public Response transform(Response response, ServeEvent serveEvent) {
            try {
                CountDownLatch entered = enter();
                boolean wasHeld = entered.getCount() > 0;
                entered.await(60, TimeUnit.SECONDS);
                leave(wasHeld);
                if (response.getFault() == null
                        && serveEvent.getRequest().getUrl().startsWith(PATH)) {
                    keeper.keep(response.getStatus(), serveEvent.getRequest().getBody());
                }
                return response;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return response;
            }
        }

        @Override
        public String getName() {
            return "gate";
        }
    }
}
