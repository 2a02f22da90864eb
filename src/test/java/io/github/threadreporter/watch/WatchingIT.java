package io.github.threadreporter.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServer;
import io.sentry.SentryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each trouble of a JVM becomes one incident: an event at its beginning, one at its end, and no other. */
class WatchingIT {

    private static final List<String> OPTIONS = List.of(
            "incident.settle=3s",
            "deadlock.interval=1s",
            "stuck-thread.after=3s",
            "slow-request.after=2s",
            "pool-exhaustion.after=1s",
            "cpu.for=3s",
            "cpu.thread=2", // of a processor that others want too
            "memory.used=50",
            "memory.gc=100", // a share that a busy machine cannot bring about
            "memory.for=2s",
            "thread-count.limit=60");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    deadlock         | deadlock        | ended-with-process | Deadlock of 2 threads: worker waits for java.lang.Object@\\w+ held by worker
                    virtual-deadlock | deadlock        | ended-with-process | Deadlock of 2 threads: virtual-\\d+ waits for java.lang.Object@\\w+ held by virtual-\\d+
                    lock             | stuck-thread    | over | 2 threads wait up to \\d+ m?s for java.lang.Object@\\w+ held by worker.*
                    future           | stuck-thread    | over | worker .*waitForFuture.*
                    spin             | cpu             | over | worker .*
                    watch            | watch           | over | worker has been in checkout for more than 2 s
                    request          | slow-request    | over | GET /orders/7 takes more than 2 s
                    threads          | thread-count    | over | Thread count: .*
                    pool             | pool-exhaustion | over | Pool exhaustion: orders .*
                    rejections       | pool-exhaustion | over | Pool exhaustion: orders is exhausted for .*: it has rejected \\d+ tasks
                    memory           | memory          | over | Memory: \\d+ % of the \\d+ MiB of .* are in use after garbage collections, for .*
                    """)
    void trouble_isOneIncident(String trouble, String trigger, String end, String title) {
        assumeThat(trouble.startsWith("virtual") && ForkedJvm.feature() < 24)
                .as("needs virtual threads whose monitors can be seen")
                .isFalse();
        try (SentryServer server = SentryServer.start()) {
            List<String> arguments = new ArrayList<>(List.of(server.dsn(), trouble, "triggers=" + trigger));
            arguments.addAll(OPTIONS);
            String printed = ForkedJvm.of(Victim.class).run(arguments.toArray(new String[0]));

            List<SentryEvent> events =
                    server.events().stream().map(received -> received.event()).toList();
            assertThat(events)
                    .as(printed)
                    .extracting(event -> event.getTag("incident.state"))
                    .containsExactly("opened", end);
            assertThat(events)
                    .extracting(event -> event.getTag("capture.reason"))
                    .containsOnly(trigger);
            assertThat(events.get(0).getTag("incident.id"))
                    .hasSize(32)
                    .isEqualTo(events.get(1).getTag("incident.id"));
            assertThat(events.get(0).getFingerprints()).isEqualTo(events.get(1).getFingerprints());
            assertThat(message(events.get(0))).matches(title).doesNotContain("hunter2");
            assertThat(message(events.get(1))).endsWith(message(events.get(0)));
            assertThat(events.get(0).getContexts().get("history"))
                    .as("what went before")
                    .isNotNull();
        }
    }

    private static String message(SentryEvent event) {
        return Objects.requireNonNull(Objects.requireNonNull(event.getMessage()).getFormatted());
    }
}
