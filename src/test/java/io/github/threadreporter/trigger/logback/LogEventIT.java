package io.github.threadreporter.trigger.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServer;
import io.sentry.SentryEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Beside Sentry's own appender, in a process with a configuration of logback and a Sentry to send to. */
class LogEventIT {

    private static final Path LIBRARIES = Path.of(System.getProperty("other.libraries"));

    private final SentryServer server = SentryServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void error_aroundTheAppenderOfSentry_isTwoEventsThatAreConnected() {
        run("nested");

        SentryEvent logged = only("com.acme.Orders");
        SentryEvent threads = only("thread-reporter");
        assertThat(server.events()).hasSize(2);
        assertThat(logged.getTag("capture.id")).isNotNull().isEqualTo(threads.getTag("capture.id"));
        assertThat(threads.getTag("log.event_id")).isEqualTo(logged.getEventId().toString());
        assertThat(threads.getTag("capture.reason")).isEqualTo("log-event");
        assertThat(threads.getThreads())
                .anyMatch(thread -> thread.getName().equals("main")
                        && thread.getStacktrace().getFrames().stream()
                                .anyMatch(frame -> "loseOrder".equals(frame.getFunction())));
    }

    @Test
    void error_besideTheAppenderOfSentry_isTwoEvents() {
        run("beside");

        assertThat(server.events()).hasSize(2);
        assertThat(only("com.acme.Orders").getTag("capture.id")).isNull();
        assertThat(only("thread-reporter").getTag("log.event_id")).isNull();
    }

    @Test
    void exceptionCaptureAsWell_makesNoFurtherCapture() {
        run("both");

        assertThat(server.events()).hasSize(2);
        assertThat(only("com.acme.Orders").getTag("capture.id"))
                .isNotNull()
                .isEqualTo(only("thread-reporter").getTag("capture.id"));
    }

    @Test
    void exception_thatIsChosen_isTwoEventsThatAreConnected() {
        run("exception");

        assertThat(server.events()).hasSize(2);
        SentryEvent threads = only("thread-reporter");
        SentryEvent thrown = server.events().stream()
                .map(event -> event.event())
                .filter(event -> event.getExceptions() != null)
                .findFirst()
                .orElseThrow();
        assertThat(thrown.getTag("capture.id")).isNotNull().isEqualTo(threads.getTag("capture.id"));
        assertThat(threads.getTag("event.id")).isEqualTo(thrown.getEventId().toString());
        assertThat(threads.getTag("capture.reason")).isEqualTo("exception");
    }

    @Test
    void logback12_capturesAsWell() {
        String printed = ForkedJvm.of(OldLogbackVictim.class)
                .without(entry -> entry.contains("logback") || entry.contains("slf4j"))
                .first(LIBRARIES.resolve("logback-classic-1.2.13.jar"))
                .first(LIBRARIES.resolve("logback-core-1.2.13.jar"))
                .first(LIBRARIES.resolve("slf4j-api-1.7.36.jar"))
                .run();

        assertThat(printed).contains("captured [ERROR com.acme.Orders, INFO com.acme.Orders], passed on 3");
    }

    private void run(String mode) {
        ForkedJvm.of(LogEventVictim.class)
                .first(LIBRARIES.resolve("sentry-logback-8.53.0.jar"))
                .run(server.dsn(), mode);
    }

    private SentryEvent only(String logger) {
        List<SentryEvent> found = server.events().stream()
                .map(event -> event.event())
                .filter(event -> logger.equals(event.getLogger()))
                .toList();
        assertThat(found).as("events of %s", logger).hasSize(1);
        return found.get(0);
    }
}
