package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.testing.SentryServer;
import io.github.threadreporter.testing.SentryServerClient;
import io.github.threadreporter.testing.SentryServerEnvelope;
import io.github.threadreporter.testing.SentryServerEnvelope.ReceivedEvent;
import io.sentry.Attachment;
import io.sentry.Breadcrumb;
import io.sentry.IScopes;
import io.sentry.NoOpScopes;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.User;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What arrives where the server is well. */
@Timeout(60)
class SentrySenderTest {

    private final SentryServer server = SentryServer.start();
    private final DeliveryLog log = new DeliveryLog();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void burst_of500ThroughDefaultQueue_arrivesWholeWithTheApplicationsErrors() throws Exception {
        try (SentryServerClient sdk = SentryServerClient.of(server)) {
            List<Outgoing> events = events(500);
            List<String> errors = new ArrayList<>();
            CountDownLatch halfWay = new CountDownLatch(1);
            Thread application = new Thread(() -> {
                awaitUninterruptibly(halfWay);
                for (int i = 0; i < 20; i++) {
                    errors.add(sdk.scopes()
                            .captureMessage("order " + i + " failed", SentryLevel.ERROR)
                            .toString());
                }
            });
            application.start();

            sender(sdk.scopes()).send(countingDown(events.iterator(), 250, halfWay), 500, log);
            application.join();
            sdk.scopes().flush(30_000);

            assertThat(log.delivery().delivered()).containsExactlyInAnyOrderElementsOf(ids(events));
            assertThat(log.delivery().losses()).isEmpty();
            assertThat(log.delivery().unconfirmed()).isEmpty();
            assertThat(server.eventIds()).hasSize(520).containsAll(ids(events)).containsAll(errors);
        }
    }

    @Test
    void window_serverSlow_leavesThreeQuartersOfTheQueueToTheApplication() throws Exception {
        try (SentryServerClient sdk = SentryServerClient.of(server)) {
            server.hold();
            List<Outgoing> events = events(40);
            Thread worker = new Thread(() -> sender(sdk.scopes()).send(events.iterator(), 40, log));
            worker.start();
            server.awaitHeld(1);

            List<String> errors = IntStream.range(0, 23)
                    .mapToObj(i -> sdk.scopes()
                            .captureMessage("order " + i + " failed", SentryLevel.ERROR)
                            .toString())
                    .toList();
            server.release();
            worker.join();
            sdk.scopes().flush(30_000);

            assertThat(server.eventIds()).containsAll(errors).containsAll(ids(events));
            assertThat(log.delivery().delivered()).hasSize(40);
        }
    }

    @Test
    void scope_ofTheSendingThread_isNotInTheEvent() {
        try (SentryServerClient sdk = SentryServerClient.of(server)) {
            sdk.scopes().configureScope(scope -> {
                User user = new User();
                user.setId("not-mine");
                scope.setUser(user);
                scope.setTag("not", "mine");
                scope.setExtra("not-an-extra", "mine");
                scope.setTransaction("GET /not-mine");
                scope.addBreadcrumb(new Breadcrumb("not mine"));
                scope.addAttachment(new Attachment(new byte[] {1}, "not-mine.bin"));
                scope.addEventProcessor(new io.sentry.EventProcessor() {
                    @Override
                    public SentryEvent process(SentryEvent event, io.sentry.Hint hint) {
                        event.setTag("processor", "not-mine");
                        return event;
                    }
                });
            });
            sdk.scopes().startSession();
            sdk.scopes().getGlobalScope().setTag("region", "eu");
            String callersTrace = sdk.scopes()
                    .getIsolationScope()
                    .getPropagationContext()
                    .getTraceId()
                    .toString();

            sender(sdk.scopes()).send(events(1).iterator(), 1, log);

            ReceivedEvent event = server.events().get(0);
            assertThat(event.json()).doesNotContain("not-mine", "not mine", callersTrace);
            assertThat(event.event().getUser().getId()).isNull();
            assertThat(event.event().getTags()).containsEntry("region", "eu").doesNotContainKey("not");
            assertThat(event.event().getBreadcrumbs()).isNullOrEmpty();
            assertThat(server.envelopes().get(server.envelopes().size() - 1).itemTypes())
                    .containsExactly("event");
        }
    }

    @Test
    void lastEventId_ofTheApplication_staysItsOwn() {
        try (SentryServerClient sdk = SentryServerClient.of(server)) {
            SentryId own = sdk.scopes().captureMessage("order failed");

            sender(sdk.scopes()).send(events(1).iterator(), 1, log);

            assertThat(sdk.scopes().getLastEventId()).isEqualTo(own);
        }
    }

    @Test
    void attachments_goAlongUnchanged() throws Exception {
        try (SentryServerClient sdk = SentryServerClient.of(server)) {
            byte[] text = "every thread".getBytes(StandardCharsets.UTF_8);
            Outgoing outgoing = new Outgoing(event(1), List.of(new Attachment(text, "threads.txt", "text/plain")));

            sender(sdk.scopes()).send(List.of(outgoing).iterator(), 1, log);

            SentryServerEnvelope envelope = server.envelopes().get(0);
            assertThat(envelope.attachments()).singleElement().satisfies(attachment -> {
                assertThat(attachment.name()).isEqualTo("threads.txt");
                assertThat(attachment.contentType()).isEqualTo("text/plain");
                assertThat(attachment.text()).isEqualTo("every thread");
            });
        }
    }

    @Test
    void attachments_aboveTheSdksLimit_areWithheldAloud() {
        try (SentryServerClient sdk =
                SentryServerClient.of(server.dsn(), options -> options.setMaxAttachmentSize(10))) {
            Outgoing outgoing = new Outgoing(
                    event(1),
                    List.of(new Attachment(new byte[11], "big.gz"), new Attachment(new byte[10], "small.gz")));

            sender(sdk.scopes()).send(List.of(outgoing).iterator(), 1, log);

            String id = outgoing.event().getEventId().toString();
            assertThat(log.delivery().delivered()).containsExactly(id);
            assertThat(log.delivery().withheld())
                    .containsExactly(new Loss(id, 1, "larger than the SDK's maxAttachmentSize=10"));
            assertThat(server.envelopes().get(0).attachments())
                    .extracting(SentryServerEnvelope.ReceivedAttachment::name)
                    .containsExactly("small.gz");
        }
    }

    @Test
    void sentry_notInitialised_losesEverythingUnconverted() {
        sender(NoOpScopes.getInstance()).send(neverAsked(), 7, log);

        assertThat(log.delivery().losses())
                .containsExactly(new Loss(null, 7, "Sentry is not initialised, or was closed"));
    }

    @Test
    void sentry_initialisedAnewBetweenCaptures_isFound() {
        SentrySender sender =
                new SentrySender(() -> Sentry.forkedRootScopes("test"), CaptureLimits.DEFAULTS, System::nanoTime);
        for (int i = 0; i < 2; i++) {
            Sentry.init(options -> {
                options.setDsn(server.dsn());
                options.setShutdownTimeoutMillis(0);
            });
            try {
                sender.send(events(3).iterator(), 3, log);
            } finally {
                Sentry.close();
            }
        }
        sender.send(neverAsked(), 1, log);

        assertThat(log.delivery().delivered()).hasSize(6).containsExactlyInAnyOrderElementsOf(server.eventIds());
        assertThat(log.delivery().lost()).isEqualTo(1);
    }

    @Test
    void beforeSend_replacingTheEvent_deliversUnderTheNewId() {
        SentryEvent other = event(99);
        try (SentryServerClient sdk =
                SentryServerClient.of(server.dsn(), options -> options.setBeforeSend((event, hint) -> other))) {
            sender(sdk.scopes()).send(events(1).iterator(), 1, log);

            assertThat(log.delivery().delivered())
                    .containsExactly(other.getEventId().toString());
        }
    }

    @Test
    void iterator_failing_losesTheRestAndTellsWhere() {
        try (SentryServerClient sdk = SentryServerClient.of(server)) {
            Iterator<Outgoing> events = events(2).iterator();
            Iterator<Outgoing> failing = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Outgoing next() {
                    if (!events.hasNext()) {
                        throw new IllegalStateException("password=hunter2");
                    }
                    return events.next();
                }
            };

            sender(sdk.scopes()).send(failing, 5, log);

            assertThat(log.delivery().delivered()).hasSize(2);
            assertThat(log.delivery().losses()).singleElement().satisfies(loss -> {
                assertThat(loss.count()).isEqualTo(3);
                assertThat(loss.reason())
                        .contains("IllegalStateException", getClass().getSimpleName())
                        .doesNotContain("hunter2");
            });
        }
    }

    private static SentrySender sender(IScopes scopes) {
        return new SentrySender(() -> scopes, CaptureLimits.DEFAULTS, System::nanoTime);
    }

    static List<Outgoing> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Outgoing(event(i), List.of()))
                .toList();
    }

    static SentryEvent event(int number) {
        SentryEvent event = new SentryEvent();
        Message message = new Message();
        message.setFormatted("thread " + number);
        event.setMessage(message);
        event.setThreads(List.of());
        return event;
    }

    static List<String> ids(List<Outgoing> events) {
        return events.stream().map(o -> o.event().getEventId().toString()).toList();
    }

    static Iterator<Outgoing> neverAsked() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                throw new AssertionError("asked");
            }

            @Override
            public Outgoing next() {
                throw new NoSuchElementException();
            }
        };
    }

    private static Iterator<Outgoing> countingDown(Iterator<Outgoing> events, int at, CountDownLatch latch) {
        return new Iterator<>() {
            private int asked;

            @Override
            public boolean hasNext() {
                return events.hasNext();
            }

            @Override
            public Outgoing next() {
                if (++asked == at) {
                    latch.countDown();
                }
                return events.next();
            }
        };
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
