package io.github.threadreporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.orders.app.RunningOrders;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.model.ThreadDump;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service under load in which nothing is wrong: an alarm that is false is worse than none. */
class HealthyOrdersIT {

    private static final int CAPTURES = 200;

    @RegisterExtension
    final RunningOrders orders = new RunningOrders();

    @Test
    void deadlock_isNeverToldOfAHealthyService() {
        long before = orders.application().load().accepted();
        try (ThreadReporter reporter =
                ThreadReporter.builder().inApp("com.acme.orders").build()) {
            for (int i = 0; i < CAPTURES; i++) {
                ThreadDump dump = reporter.dump();

                assertThat(dump.threads()).isNotEmpty();
                assertThat(dump.analysis().deadlocks()).as("%s", dump.waits()).isEmpty();
            }
        }
        await().until(() -> orders.application().load().accepted() >= before + 5); // it was at work
    }
}
