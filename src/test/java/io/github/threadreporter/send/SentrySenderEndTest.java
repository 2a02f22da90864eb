package io.github.threadreporter.send;

import static io.github.threadreporter.send.SentrySenderTest.events;
import static io.github.threadreporter.send.SentrySenderTest.ids;
import static io.github.threadreporter.send.SentrySenderTest.neverAsked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.testing.SentryServer;
import io.github.threadreporter.testing.SentryServerClient;
import io.sentry.SentryLevel;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How sending ends when something else than the events ends it, and what a full queue does. */
@Timeout(60)
class SentrySenderEndTest {

    private static final int COUNT = 40;
    private static final int WINDOW = 7;

    private final SentryServer server = SentryServer.start();
    private final SentryServerClient sdk = SentryServerClient.of(server);
    private final AtomicLong clock = new AtomicLong();
    private final SentrySender sender = new SentrySender(sdk::scopes, CaptureLimits.DEFAULTS, clock::get);
    private final DeliveryLog log = new DeliveryLog();
    private final List<Outgoing> events = events(COUNT);

    @AfterEach
    void stop() {
        sdk.close();
        server.close();
    }

    @Test
    void close_whileTheServerIsSilent_tellsWhatItGaveUp() throws Exception {
        Thread worker = sendToASilentServer();

        sender.close(Duration.ZERO);
        worker.join();

        assertThat(sender.close(Duration.ZERO)).isEqualTo(COUNT);
        assertGivenUp("the reporter was closed");
    }

    @Test
    void close_leavingTime_letsTheCaptureFinish() throws Exception {
        Thread worker = sendToASilentServer();

        server.release();
        int abandoned = sender.close(Duration.ofSeconds(30));
        worker.join();

        assertThat(abandoned).isZero();
        assertThat(log.delivery().delivered()).containsExactlyInAnyOrderElementsOf(ids(events));
    }

    @Test
    void close_twice_isTheSameAsOnce() {
        assertThat(sender.close(Duration.ZERO)).isZero();
        assertThat(sender.close(Duration.ofHours(1))).isZero();

        sender.send(neverAsked(), 3, log);

        assertThat(log.delivery().losses()).containsExactly(new Loss(null, 3, "the reporter was closed"));
    }

    @Test
    void sdk_closedWhileSending_endsTheCapture() throws Exception {
        Thread worker = sendToASilentServer();

        sdk.close();
        worker.join();

        assertAllAccountedFor();
        assertThat(log.delivery().delivered()).isEmpty();
        assertThat(log.delivery().unconfirmed()).extracting(Loss::reason).containsOnly("the Sentry SDK was closed");
        // The SDK itself calls the event that it was just sending a failure.
        assertThat(log.delivery().losses().get(log.delivery().losses().size() - 1))
                .satisfies(rest -> assertThat(rest.reason()).isEqualTo("the Sentry SDK was closed"))
                .satisfies(rest -> assertThat(rest.count()).isGreaterThanOrEqualTo(COUNT - WINDOW - 1));
    }

    @Test
    void thread_interrupted_endsTheCaptureAndStaysInterrupted() throws Exception {
        server.hold();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread worker = new Thread(() -> {
            sender.send(events.iterator(), COUNT, log);
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        worker.start();
        server.awaitHeld(1);

        worker.interrupt();
        worker.join();

        assertThat(interrupted).isTrue();
        assertGivenUp("the sending thread was interrupted");
    }

    @Test
    void deadline_over_endsTheCapture() throws Exception {
        Thread worker = sendToASilentServer();

        clock.addAndGet(Duration.ofSeconds(30).toNanos());
        worker.join();

        assertGivenUp("deliveryMillis=30000 was over");
    }

    @Test
    void answers_comingAfterTheDeadline_makeRoomForTheNextCaptureAndCountNowhere() throws Exception {
        Thread worker = sendToASilentServer();
        clock.addAndGet(Duration.ofSeconds(30).toNanos());
        worker.join();
        Delivery first = log.delivery();
        DeliveryLog secondLog = new DeliveryLog();
        List<Outgoing> more = events(20);

        Thread second = new Thread(() -> sender.send(more.iterator(), 20, secondLog));
        second.start();
        server.release();
        second.join();

        assertThat(secondLog.delivery().delivered()).containsExactlyInAnyOrderElementsOf(ids(more));
        assertThat(log.delivery()).isEqualTo(first);
        assertThat(server.eventIds()).hasSize(WINDOW + 20);
    }

    @Test
    void queue_filledByTheApplication_isTriedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch secondAttempt = new CountDownLatch(2);
        try (SentryServerClient small = SentryServerClient.of(server.dsn(), options -> {
            options.setMaxQueueSize(4);
            options.setBeforeSend((event, hint) -> {
                if (event.getMessage().getFormatted().startsWith("thread")) {
                    attempts.incrementAndGet();
                    secondAttempt.countDown();
                }
                return event;
            });
        })) {
            server.hold();
            for (int i = 0; i < 4; i++) {
                small.scopes().captureMessage("order failed", SentryLevel.ERROR);
            }
            SentrySender toSmall = new SentrySender(small::scopes, CaptureLimits.DEFAULTS, System::nanoTime);
            Thread worker = new Thread(() -> toSmall.send(events.subList(0, 3).iterator(), 3, log));
            worker.start();
            secondAttempt.await();
            server.release();
            worker.join();

            assertThat(log.delivery().delivered()).containsExactlyElementsOf(ids(events.subList(0, 3)));
            assertThat(attempts).hasValueGreaterThanOrEqualTo(4);
            assertThat(server.eventIds()).hasSize(7);
        }
    }

    @Test
    void queue_stayingFull_isLeftToTheApplication() throws Exception {
        try (SentryServerClient small = SentryServerClient.of(server.dsn(), options -> options.setMaxQueueSize(2))) {
            server.hold();
            small.scopes().captureMessage("order failed");
            small.scopes().captureMessage("order failed again");
            new SentrySender(small::scopes, CaptureLimits.DEFAULTS, System::nanoTime)
                    .send(events.iterator(), COUNT, log);

            assertThat(log.delivery().losses())
                    .containsExactly(
                            new Loss(ids(events).get(0), 1, "the SDK's queue of 2 stayed full"),
                            new Loss(null, COUNT - 1, "the SDK's queue of 2 stayed full"));
        }
    }

    @Test
    void error_fatal_isThrownAndTheEventsAreAccountedFor() {
        Iterator<Outgoing> failing = new Iterator<>() {
            private int asked;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Outgoing next() {
                if (asked == 3) {
                    throw new StackOverflowError();
                }
                return events.get(asked++);
            }
        };

        assertThatThrownBy(() -> sender.send(failing, COUNT, log)).isInstanceOf(StackOverflowError.class);

        assertAllAccountedFor();
        assertThat(log.delivery().lost()).isEqualTo(COUNT - 3);
    }

    private Thread sendToASilentServer() throws InterruptedException {
        server.hold();
        AtomicInteger asked = new AtomicInteger();
        Iterator<Outgoing> counted =
                events.stream().peek(event -> asked.incrementAndGet()).iterator();
        Thread worker = new Thread(() -> sender.send(counted, COUNT, log));
        worker.start();
        server.awaitHeld(1);
        // All that may be under way is: it waits for answers.
        Awaitility.await().until(() -> asked.get() >= WINDOW && worker.getState() == Thread.State.TIMED_WAITING);
        return worker;
    }

    private void assertGivenUp(String reason) {
        assertAllAccountedFor();
        Delivery delivery = log.delivery();
        assertThat(delivery.delivered()).isEmpty();
        assertThat(delivery.unconfirmed())
                .hasSizeBetween(1, WINDOW)
                .extracting(Loss::reason)
                .containsOnly(reason);
        assertThat(delivery.losses())
                .containsExactly(new Loss(null, COUNT - delivery.unconfirmed().size(), reason));
    }

    private void assertAllAccountedFor() {
        Delivery delivery = log.delivery();
        assertThat(delivery.delivered().size() + delivery.unconfirmed().size() + delivery.lost())
                .isEqualTo(COUNT);
    }
}
