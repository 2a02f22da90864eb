package io.github.threadreporter.variables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServer;
import io.sentry.SentryEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HereIT {

    private static final List<SentryEvent> EVENTS = new ArrayList<>();

    @BeforeAll
    static void run() {
        NativeBuild.assumeThere();
        try (SentryServer server = SentryServer.start()) {
            ForkedJvm.of(Here.class).run(server.dsn());
            server.events().forEach(received -> EVENTS.add(received.event()));
        }
    }

    @Test
    void captureHere_sendsTheCallingThreadAlone_withPrimitiveVariables() {
        SentryEvent here = EVENTS.get(0);

        assertThat(here.getThreads()).hasSize(1);
        assertThat(EventVariables.of(here.getThreads().get(0), "price"))
                .containsEntry("orderId", "order-17")
                .containsEntry("quantity", 3)
                .containsEntry("cents", 5e9) // as the test reads JSON
                .containsEntry("rate", 0.25)
                .containsEntry("express", true);
    }

    @Test
    void exceptionOfTheApplication_showsVariablesOfTheFramesStillOnTheStack() {
        SentryEvent exception = EVENTS.get(1);

        assertThat(EventVariables.ofException(exception, "pay")).containsEntry("account", "account-of-order-18");
        assertThat(EventVariables.ofException(exception, "order"))
                .containsEntry("orderId", "order-18")
                .containsEntry("attempts", 5);
        assertThat(EventVariables.ofException(exception, "charge")).isEmpty();
    }
}
