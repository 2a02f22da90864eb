package io.github.threadreporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.orders.app.RunningOrders;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.Watch;
import io.github.threadreporter.receiver.Receiver;
import io.sentry.Sentry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service under load in which nothing is wrong, with all triggers on: nobody is woken up. */
class NoFalseAlarmIT {

    /** How many orders it takes meanwhile: for a minute or two. */
    private static final int ORDERS = 1_200;

    @RegisterExtension
    final RunningOrders orders = new RunningOrders();

    @AfterEach
    void close() {
        Sentry.close();
    }

    @Test
    void loadedSample_withAllTriggers_makesNoEvent() throws IOException, SQLException {
        try (Receiver receiver = Receiver.start(0)) {
            Sentry.init(options -> options.setDsn(receiver.dsn()));
            long before = orders.application().load().accepted();
            // Sooner than by default. Only of processors all are allowed: other tests may need some at the same time.
            Map<String, String> options = Map.of(
                    "triggers", "all",
                    "stuck-thread.after", "20s",
                    "slow-request.after", "20s",
                    "deadlock.interval", "1s",
                    "cpu.process", "100",
                    "cpu.thread", "100");
            try (ThreadReporter reporter = ThreadReporter.builder()
                    .inApp("com.acme.orders")
                    .options(options)
                    .build()) {
                reporter.start();
                await().atMost(Duration.ofMinutes(5)).until(() -> acceptedIn(reporter) >= before + ORDERS);

                assertThat(reporter.status().openIncidents()).isEmpty();
                assertThat(reporter.status().captures()).isZero();
                assertThat(reporter.status().blackBoxBytes())
                        .as("it has looked")
                        .isPositive();
            }
        }
    }

    /** Within a request and a section. */
    private long acceptedIn(ThreadReporter reporter) {
        try (Watch request = reporter.requests().begin("GET", "/orders");
                Watch section = reporter.watch("counting", Duration.ofSeconds(20))) {
            return orders.application().load().accepted();
        }
    }
}
