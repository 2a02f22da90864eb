package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.SentryServer;
import io.sentry.Sentry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadReporterIntegrationTest {

    private final SentryServer server = SentryServer.start();

    @AfterEach
    void close() {
        Sentry.close();
        server.close();
    }

    @Test
    void integration_addedToOptions_livesWithTheSdk() {
        ThreadReporterIntegration threads =
                new ThreadReporterIntegration(ThreadReporter.builder().inApp("io.github.threadreporter"));
        assertThat(threads.reporter()).isEmpty();

        Sentry.init(options -> {
            options.setDsn(server.dsn());
            options.addIntegration(threads);
        });
        ThreadReporter reporter = threads.reporter().orElseThrow();
        CaptureReport report = reporter.captureAll().await(Duration.ofSeconds(30));

        assertThat(report.isComplete())
                .as("%s, lost %s", report, report.losses())
                .isTrue();
        assertThat(server.eventIds()).containsExactlyElementsOf(report.eventIds());

        Sentry.close();
        assertThat(threads.reporter()).isEmpty();
        assertThat(reporter.captureAll().losses()).hasSize(1);
    }

    @Test
    void reporter_withoutScopes_usesTheSentryThatIsCurrentAtTheTime() {
        try (ThreadReporter early = ThreadReporter.builder().build()) {
            assertThat(early.captureAll().await(Duration.ofSeconds(30)).delivered())
                    .isZero();

            Sentry.init(options -> options.setDsn(server.dsn()));

            assertThat(early.captureAll().await(Duration.ofSeconds(30)).isComplete())
                    .isTrue();
        }
    }
}
