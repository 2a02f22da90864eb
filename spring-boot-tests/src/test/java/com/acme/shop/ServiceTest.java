package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.ThreadDump;
import io.sentry.Sentry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** A web service with everything on, and a Sentry that was initialised before it. */
class ServiceTest {

    private static Receiver sentry;
    private static App app;

    @BeforeAll
    static void start() throws IOException {
        sentry = Receiver.start();
        Sentry.init(options -> {
            options.setDsn(sentry.dsn());
            options.setEnableUncaughtExceptionHandler(false);
        });
        app = App.start("spring.profiles.active=shop");
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @AfterAll
    static void end() {
        app.close();
        Sentry.close();
        sentry.close();
    }

    @BeforeEach
    void forget() {
        app.bean(Sections.class).told().clear();
    }

    /** A client may have its answer before the section of its request is closed. */
    @AfterEach
    void settle() {
        await().until(() -> {
            List<String> told = app.bean(Sections.class).told();
            long ended =
                    told.stream().filter(each -> each.startsWith("end of ")).count();
            return ended * 2 == told.size();
        });
    }

    @Test
    void springBoot_isTheVersionThatIsMeant() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("spring-boot.version"));
    }

    @Test
    void reporter_inTheContext_sendsToTheSentryThatIsThere() {
        CaptureReport report = app.bean(ThreadReporter.class).captureAll().await(Duration.ofSeconds(60));

        assertThat(report.isComplete()).as("lost: %s", report.losses()).isTrue();
        assertThat(sentry.envelopes()).anyMatch(envelope -> envelope.contains(report.captureId()));
    }

    @Test
    void properties_ofTheApplication_areOptions() {
        assertThat(app.bean(ThreadReporter.class).dump().threads())
                .allMatch(thread -> thread.stack().frames().size() <= 3)
                .anyMatch(thread -> thread.stack().framesCut() != 0);
    }

    @Test
    void secret_inThePropertiesOfTheApplication_isMaskedWhereverItTurnsUp() throws InterruptedException {
        Thread leaking = new Thread(LockSupport::park, "pay with correct-horse-battery");
        leaking.setDaemon(true);
        leaking.start();
        try {
            assertThat(app.bean(ThreadReporter.class).dump().threads())
                    .noneMatch(thread -> thread.name().contains("correct-horse-battery"))
                    .anyMatch(thread -> thread.name().startsWith("pay with "));
        } finally {
            LockSupport.unpark(leaking);
            leaking.join();
        }
    }

    @Test
    void packages_withoutAny_areThoseOfTheApplication() throws Exception {
        CompletableFuture<HttpResponse<String>> response = app.getLater("/slow");
        await().until(() -> app.bean(Sections.class).told().contains("GET /slow"));

        ThreadDump dump = app.bean(ThreadReporter.class).dump();

        assertThat(dump.threads().stream().flatMap(thread -> thread.stack().frames().stream()))
                .allSatisfy(
                        frame -> assertThat(frame.inApp()).as(frame.className()).isEqualTo(isOfTheShop(frame)));
        app.bean(ShopController.class).slow.countDown();
        assertThat(response.get().body()).isEqualTo("done");
    }

    private static boolean isOfTheShop(Frame frame) {
        return frame.className().startsWith("com.acme.shop.");
    }

    @Test
    void request_thatIsSlow_becomesAnIncidentWhileItRuns() throws Exception {
        CompletableFuture<HttpResponse<String>> response = app.getLater("/slower?token=secret");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> sentry.envelopes().stream().anyMatch(ServiceTest::isAboutTheSlowOne));

        assertThat(response).isNotDone();
        assertThat(sentry.envelopes()).noneMatch(envelope -> envelope.contains("token=secret"));
        app.bean(ShopController.class).slower.countDown();
        assertThat(response.get().body()).isEqualTo("done");
    }

    private static boolean isAboutTheSlowOne(String envelope) {
        return envelope.contains("GET /slower takes more than 2 s")
                && envelope.contains("\"capture.reason\":\"slow-request\"");
    }

    @Test
    void request_thatIsOver_hasASectionWithoutItsQuery() {
        assertThat(app.get("/quick?token=secret").body()).isEqualTo("done");

        await().untilAsserted(() ->
                assertThat(app.bean(Sections.class).told()).containsExactly("GET /quick", "end of GET /quick"));
    }

    @Test
    void request_thatFails_isOverOnce() {
        assertThat(app.get("/broken").statusCode()).isEqualTo(500);

        await().untilAsserted(() ->
                assertThat(app.bean(Sections.class).told()).containsExactly("GET /broken", "end of GET /broken"));
    }

    @Test
    void request_thatGoesOnAsynchronously_isOverWhenItIsAnswered() throws Exception {
        CompletableFuture<HttpResponse<String>> response = app.getLater("/later");
        await().until(() -> app.bean(Sections.class).told().contains("GET /later"));
        // Its thread has gone back to the pool, and the section is still open.
        assertThat(app.get("/quick").body()).isEqualTo("done");
        assertThat(app.bean(Sections.class).told()).doesNotContain("end of GET /later");

        app.bean(ShopController.class).later.setResult("done");

        assertThat(response.get().body()).isEqualTo("done");
        await().untilAsserted(() -> assertThat(app.bean(Sections.class).told()).containsOnlyOnce("end of GET /later"));
    }

    @Test
    void endpoint_asked_capturesAndTells() {
        HttpResponse<String> before = app.get("/actuator/threadreporter");
        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(before.body()).contains("\"switchedOff\":false", "\"incidents\":[");

        HttpResponse<String> captured = app.post("/actuator/threadreporter");

        assertThat(captured.statusCode()).as(captured.body()).isEqualTo(200);
        assertThat(captured.body()).contains("captureId");
        String id = captured.body().replaceFirst(".*\"captureId\":\"(\\w+)\".*", "$1");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sentry.envelopes().stream().anyMatch(envelope -> envelope.contains(id)));
        assertThat(app.get("/actuator/threadreporter").body()).contains("lastCapture");
        assertThat(app.get("/actuator/metrics/threadreporter.captures?tag=reason:actuator")
                        .body())
                .containsPattern("\"value\":[1-9]");
        assertThat(app.get("/actuator/metrics/threadreporter.pause").body()).contains("threadreporter.pause");
    }

    @Test
    void health_hasDetails_andIsUp() {
        HttpResponse<String> health = app.get("/actuator/health/threadReporter");

        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        assertThat(health.body())
                .contains("\"status\":\"UP\"", "\"switchedOff\":false")
                .containsPattern("\"openIncidents\":\\d");
    }
}
