package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.send.Loss;
import io.github.threadreporter.testing.SentryServer;
import io.github.threadreporter.testing.SentryServerClient;
import io.sentry.NoOpScopes;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryThread;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadReporterTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final SentryServer server = SentryServer.start();
    private final SentryServerClient client = SentryServerClient.of(server);
    private final ThreadReporter reporter = ThreadReporter.builder()
            .inApp("io.github.threadreporter")
            .scopes(client.scopes())
            .build();

    @AfterEach
    void close() {
        reporter.close();
        client.close();
        server.close();
    }

    @Test
    void captureAll_ofThisJvm_arrivesAsOneEventWithEveryThread() {
        CaptureReport report = reporter.captureAll().await(LONG);

        assertThat(report.isComplete())
                .as("%s, lost %s", report, report.losses())
                .isTrue();
        assertThat(server.eventIds())
                .containsExactlyElementsOf(report.eventIds())
                .hasSize(1);
        SentryEvent event = server.events().get(0).event();
        assertThat(event.getTag("capture.id")).isEqualTo(report.captureId());
        assertThat(event.getTag("capture.reason")).isEqualTo("manual");
        assertThat(event.getThreads()).extracting(SentryThread::getName).anyMatch(name -> name.startsWith("main"));
        assertThat(report.threads()).isGreaterThan(5);
    }

    @Test
    void captureAll_ofThisJvm_bringsTheCompleteDumpAlong() throws IOException {
        CaptureReport report = reporter.captureAll().await(LONG);

        var attachments = server.envelopes().get(0).attachments();
        assertThat(attachments)
                .extracting(a -> a.name())
                .containsExactlyInAnyOrder("threads.txt.gz", "threads.json.gz");
        assertThat(attachments).allSatisfy(attachment -> {
            try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(attachment.bytes()))) {
                assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                        .contains(report.captureId(), "captureAll_ofThisJvm_bringsTheCompleteDumpAlong");
            }
        });
    }

    /** A place of its own, so that it is in no group with what other tests have left. */
    private static void parkHere() {
        LockSupport.park();
    }

    @Test
    void captureEach_ofThisJvm_arrivesAsOneEventAThread() throws InterruptedException {
        Thread parked = new Thread(ThreadReporterTest::parkHere, "some-worker-17");
        parked.setDaemon(true);
        parked.start();
        Awaitility.await().until(() -> parked.getState() == Thread.State.WAITING);

        CaptureReport report = reporter.captureEach().await(LONG);

        assertThat(report.isComplete())
                .as("%s, lost %s", report, report.losses())
                .isTrue();
        assertThat(server.eventIds())
                .containsExactlyElementsOf(report.eventIds())
                .hasSizeGreaterThan(3);
        assertThat(server.events())
                .extracting(event -> event.event().getMessage().getFormatted())
                .contains("traceback from some-worker-17");
        LockSupport.unpark(parked);
        parked.join();
    }

    @Test
    void dump_ofThisJvm_isEnrichedAndSendsNothing() {
        ThreadDump dump = reporter.dump();

        assertThat(dump.analysis().groups()).isNotEmpty();
        assertThat(dump.analysis().headline().text()).isNotEmpty();
        CapturedThread self = dump.byId().get(Thread.currentThread().getId());
        assertThat(self.stack().frames())
                .anyMatch(frame -> frame.inApp()
                        && frame.method().equals("dump_ofThisJvm_isEnrichedAndSendsNothing")
                        && frame.source() != null
                        && frame.source().line().contains("reporter.dump()"));
        assertThat(server.events()).isEmpty();
    }

    @Test
    void dump_ofTheCallingThread_beginsWithItsOwnCode() {
        CapturedThread self = reporter.dump().byId().get(Thread.currentThread().getId());

        assertThat(self.stack().frames().get(0).method()).isEqualTo("dump_ofTheCallingThread_beginsWithItsOwnCode");
    }

    @Test
    void capture_ofOurOwnThreads_leavesThemOut() {
        reporter.captureAll().await(LONG);

        assertThat(reporter.dump().threads())
                .extracting(CapturedThread::name)
                .noneMatch(name -> name.startsWith("thread-reporter-"));
    }

    @Test
    void capture_withoutSentry_sendsNothingAndSaysSo() {
        try (ThreadReporter unconnected =
                ThreadReporter.builder().scopes(NoOpScopes.getInstance()).build()) {
            for (CaptureReport report : List.of(unconnected.captureAll(), unconnected.captureEach())) {
                report.await(LONG);
                assertThat(report.isDone()).isTrue();
                assertThat(report.threads()).isPositive();
                assertThat(report.delivered()).isZero();
                assertThat(report.losses()).extracting(Loss::reason).allMatch(why -> why.contains("Sentry"));
                assertThat(report.isComplete()).isFalse();
            }
            assertThat(unconnected.dump().threads()).isNotEmpty();
        }
    }

    @Test
    void capture_withTooManyPending_isRefusedBeforeThePause() throws InterruptedException {
        server.hold();
        ThreadReporter narrow = ThreadReporter.builder()
                .scopes(client.scopes())
                .limits(CaptureLimits.builder().pendingCaptures(1).build())
                .build();
        CaptureReport first = narrow.captureAll();
        CaptureReport second = narrow.captureAll();

        assertThat(second.isDone()).isTrue();
        assertThat(second.threads()).isZero();
        assertThat(second.losses()).extracting(Loss::reason).anyMatch(why -> why.contains("pendingCaptures"));
        server.release();
        assertThat(first.await(LONG).isComplete()).isTrue();
        assertThat(narrow.captureAll().await(LONG).isComplete()).isTrue();
        narrow.close();
    }

    @Test
    void capture_fromWithinBeforeSend_isRefused() {
        AtomicReference<CaptureReport> inner = new AtomicReference<>();
        AtomicReference<ThreadReporter> own = new AtomicReference<>();
        try (SentryServerClient recursive = SentryServerClient.of(
                server.dsn(),
                options -> options.setBeforeSend((event, hint) -> {
                    inner.set(own.get().captureAll());
                    return event;
                }))) {
            own.set(ThreadReporter.builder().scopes(recursive.scopes()).build());
            assertThat(own.get().captureAll().await(LONG).isComplete()).isTrue();
        }
        assertThat(inner.get().losses()).extracting(Loss::reason).containsExactly("asked for from within a capture");
    }

    @Test
    void close_withCapturesInFlight_isBoundedAndSaysWhatItLost() throws InterruptedException {
        server.hold();
        List<CaptureReport> reports = new ArrayList<>();
        reports.add(reporter.captureAll());
        server.awaitHeld(1);
        reports.add(reporter.captureAll());
        reports.add(reporter.captureEach());

        int lost = reporter.close(Duration.ofMillis(100));

        assertThat(lost).isEqualTo(3);
        for (CaptureReport report : reports) {
            assertThat(report.await(LONG).isDone()).isTrue();
            assertThat(report.isComplete()).isFalse();
        }
        assertThat(reporter.captureAll().losses()).extracting(Loss::reason).containsExactly("the reporter is closed");
        server.release();
    }

    @Test
    void close_withNothingInFlight_losesNothing() {
        reporter.captureAll().await(LONG);

        assertThat(reporter.close(LONG)).isZero();
        assertThat(reporter.close(LONG)).isZero();
    }

    @Test
    void callingThread_whileTheServerIsSlow_isNotHeld() throws InterruptedException {
        server.hold();
        CaptureReport report = reporter.captureAll(); // would hang here for ever
        server.awaitHeld(1);
        assertThat(report.isDone()).isFalse();
        assertThat(report.delivered()).isZero();
        server.release();
        assertThat(report.await(LONG).isComplete()).isTrue();
    }

    @Test
    void refusedEvent_isALossWithItsReason() {
        server.answer(WireMock.aResponse().withStatus(500));

        CaptureReport report = reporter.captureAll().await(LONG);

        assertThat(report.delivered()).isZero();
        assertThat(report.losses()).hasSize(1);
        assertThat(report.losses().get(0).eventId()).isEqualTo(report.eventIds().get(0));
    }

    @Test
    void await_interrupted_returnsAndLeavesTheInterrupt() throws InterruptedException {
        server.hold();
        CaptureReport report = reporter.captureAll();
        CountDownLatch returned = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            report.await(Duration.ofHours(1));
            if (Thread.currentThread().isInterrupted()) {
                returned.countDown();
            }
        });
        waiting.start();
        waiting.interrupt();
        returned.await();
        server.release();
        report.await(LONG);
    }

    @Test
    void reason_ofATrigger_isInTheEvent() {
        reporter.captureAll(new CaptureReason("stuck-thread", "order-worker-3")).await(LONG);

        assertThat(server.events().get(0).event().getTag("capture.reason")).isEqualTo("stuck-thread");
    }

    @Test
    void builder_withAWrongPrefix_namesKeyAndValue() {
        assertThatThrownBy(() -> ThreadReporter.builder().inApp("com..acme").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("com..acme");
    }
}
