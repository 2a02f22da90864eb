package io.github.threadreporter.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.collect.tasks.coroutines.Orders;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.testing.SentryServerClient;
import java.time.Duration;

/** Main class of a forked JVM: two coroutines, each of which has the mutex that the other wants. No thread waits. */
final class CoroutineTrouble {

    private static final Duration LONG = Duration.ofMinutes(1);

    private static volatile int used;

    private CoroutineTrouble() {}

    /** Argument: the DSN to send to. */
    public static void main(String[] arguments) throws Exception {
        try (Orders orders = new Orders();
                SentryServerClient client = SentryServerClient.of(arguments[0], options -> {});
                ThreadReporter reporter = ThreadReporter.builder()
                        .inApp("io.github.threadreporter.flows", "io.github.threadreporter.collect.tasks.coroutines")
                        .scopes(client.scopes())
                        .limits(CaptureLimits.builder()
                                .variablePauseMillis(60_000)
                                .taskMillis(60_000)
                                .build())
                        .build()) {
            orders.lockByJob();
            await().atMost(LONG)
                    .until(() -> !reporter.dump().waits().waits().isEmpty()
                            && reporter.dump().waits().resources().stream()
                                            .filter(resource ->
                                                    !resource.holders().isEmpty())
                                            .filter(resource ->
                                                    resource.ref().className().contains("Mutex"))
                                            .count()
                                    == 2);
            assertThat(reporter.captureAll().await(LONG).isComplete()).isTrue();
            used += orders.hashCode(); // a variable leads to them
        }
    }
}
