package io.github.threadreporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServer;
import io.github.threadreporter.testing.SentryServerEnvelope.ReceivedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whoever asks a started reporter for a capture from outside gets one event in Sentry, and can find it by its id. */
class AskedIT {

    private String printed = "";

    @Test
    void http_thatKnowsTheToken_isOneEvent() {
        ReceivedEvent event = only("http");
        assertThat(printed.lines())
                .as("a wrong token, and the right one")
                .anyMatch(line -> line.startsWith("401 "))
                .anyMatch(line -> line.equals("202 {\"captureId\":\"" + id(event) + "\"}"));
        assertThat(event.json()).contains("the checkout hangs").doesNotContain("0123456789abcdef-secret");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void signal_isOneEvent() {
        assertThat(only("signal").json()).contains("SIGUSR1");
    }

    @Test
    void jmx_isOneEvent() {
        ReceivedEvent event = only("jmx");
        assertThat(printed).contains("answered " + id(event));
        assertThat(event.json()).contains("the checkout hangs");
    }

    private ReceivedEvent only(String way) {
        try (SentryServer server = SentryServer.start()) {
            printed = ForkedJvm.of(Asked.class).run(server.dsn(), way);
            assertThat(server.events()).as(printed).hasSize(1);
            ReceivedEvent event = server.events().get(0);
            assertThat(event.event().getTag("capture.reason")).isEqualTo(way);
            assertThat(event.event().getTag("incident.state")).isEqualTo("moment");
            assertThat(printed).contains("logged " + id(event), "given up 0");
            return event;
        }
    }

    private static String id(ReceivedEvent event) {
        return String.valueOf(event.event().getTag("capture.id"));
    }
}
