package io.github.threadreporter.variables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServer;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every thread's variables arrive in the right frame under the right name, in a JVM started with no option of ours. */
class NineFlowsIT {

    /** Running virtual threads must not wait for each other's carrier. */
    private static final String CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=4";

    private final SentryServer server = SentryServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void variables_ofAllKindsOfThreads_arriveInBothShapes() {
        runWith();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-Xcomp"})
    void variables_interpretedOrCompiled_arrive(String mode) {
        runWith(mode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseShenandoahGC"})
    void variables_withEveryCollector_arrive(String collector) {
        runWith(collector);
    }

    private void runWith(String... flags) {
        ForkedJvm.of(NineFlows.class).flags(CARRIERS).flags(flags).run(server.dsn());

        List<SentryEvent> events =
                server.events().stream().map(received -> received.event()).toList();
        List<SentryThread> whole = events.get(0).getThreads();
        List<SentryThread> each = new ArrayList<>();
        events.subList(1, events.size()).forEach(event -> each.addAll(event.getThreads()));
        for (String flow : flows()) {
            assertThat(whole).as(flow).anySatisfy(thread -> holdsItsOrder(thread, flow));
            assertThat(each).as(flow).anySatisfy(thread -> holdsItsOrder(thread, flow));
        }
    }

    private static List<String> flows() {
        List<String> flows = new ArrayList<>();
        for (String kind :
                ForkedJvm.feature() >= 25 ? List.of("platform", "waiting", "running") : List.of("platform")) {
            for (int i = 1; i <= NineFlows.OF_EACH; i++) {
                flows.add(kind + "-" + i);
            }
        }
        return flows;
    }

    private static void holdsItsOrder(SentryThread thread, String flow) {
        assertThat(vars(thread, "receive")).containsEntry("orderId", "order-of-" + flow);
        assertThat(vars(thread, "reserve").get("order")).asString().contains("order-of-" + flow);
    }

    private static Map<String, Object> vars(SentryThread thread, String function) {
        return Objects.requireNonNull(thread.getStacktrace()).getFrames().stream()
                .filter(frame -> function.equals(frame.getFunction()))
                .map(SentryStackFrame::getVars)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Map.of());
    }
}
