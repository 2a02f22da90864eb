package io.github.threadreporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.orders.app.RunningOrders;
import io.github.threadreporter.ThreadReporter;
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

    /** How many orders it takes meanwhile. */
    private static final int ORDERS = 600;

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
            // Sooner than by default. What a machine without a processor to spare makes slow is no false alarm of ours.
            Map<String, String> options = Map.of(
                    "triggers", "deadlock,stuck-thread,pool-exhaustion,thread-count,memory,slow-request,watch",
                    "stuck-thread.after", "20s",
                    "deadlock.interval", "1s");
            try (ThreadReporter reporter = ThreadReporter.builder()
                    .inApp("com.acme.orders")
                    .options(options)
                    .build()) {
                reporter.start();
                await().atMost(Duration.ofMinutes(5))
                        .until(() -> orders.application().load().accepted() >= before + ORDERS);

                assertThat(reporter.status().openIncidents()).isEmpty();
                assertThat(reporter.status().captures()).isZero();
                assertThat(reporter.status().blackBoxBytes())
                        .as("it has looked")
                        .isPositive();
            }
        }
    }
}
