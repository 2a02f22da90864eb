package io.github.threadreporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServer;
import io.sentry.SentryEvent;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a JVM still says when it ends badly. */
class LastWordsIT {

    private int others;

    @Test
    void outOfMemory_thatEndsAThread_isOneEvent() {
        SentryEvent event = only("memory", "-Xmx64m");
        assertThat(event.getTag("capture.reason")).isEqualTo("out-of-memory");
        assertThat(event.getTag("thread.name")).isEqualTo("glutton");
        assertThat(others).as("the handler of the SDK, which was there before").isEqualTo(1);
    }

    @Test
    void slowShutdown_isOneEventThatNamesTheHook() {
        SentryEvent event = only("shutdown");
        assertThat(event.getTag("capture.reason")).isEqualTo("slow-shutdown");
        assertThat(Objects.requireNonNull(event.getMessage()).getFormatted()).contains("lingering-hook");
    }

    private SentryEvent only(String how, String... flags) {
        try (SentryServer server = SentryServer.start()) {
            String printed = ForkedJvm.of(LastWords.class).flags(flags).run(server.dsn(), how);
            List<SentryEvent> ours = server.events().stream()
                    .map(received -> received.event())
                    .filter(event -> "thread-reporter".equals(event.getLogger()))
                    .toList();
            assertThat(ours).as(printed).hasSize(1);
            others = server.events().size() - 1;
            return ours.get(0);
        }
    }
}
