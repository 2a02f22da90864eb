package io.github.threadreporter.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServer;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A deadlock in which no thread takes part arrives as an event whose title tells it. */
class CoroutineTroubleIT {

    private final SentryServer server = SentryServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void deadlockOfCoroutines_isInTheTitle() {
        ForkedJvm.of(CoroutineTrouble.class).run(server.dsn());

        SentryEvent event = server.events().get(0).event();
        assertThat(event.getMessage().getFormatted())
                .matches("Deadlock of 2 tasks: (first|second) waits for \\S+ held by (first|second)");
        assertThat(event.getLevel()).isEqualTo(SentryLevel.ERROR);
        assertThat(event.getFingerprints().get(0)).isEqualTo("deadlock");
        assertThat(event.getThreads())
                .filteredOn(thread -> thread.getName().startsWith("coroutine \"first\"")
                        || thread.getName().startsWith("coroutine \"second\""))
                .hasSize(2)
                .allSatisfy(thread -> assertThat(thread.getStacktrace().getFrames())
                        .anyMatch(frame -> "Victims.kt".equals(frame.getFilename())));
    }
}
