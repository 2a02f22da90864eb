package io.github.threadreporter.variables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.LibraryFile;
import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServer;
import io.sentry.SentryEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void variables_interpreted_arrive() {
        runWith("-Xint");
    }

    @Test
    void variables_compiled_arrive() {
        run(victim().compiled().flags("-XX:-TieredCompilation"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseShenandoahGC"})
    void variables_withEveryCollector_arrive(String collector) {
        runWith(collector);
    }

    /** Started with our agent, a platform thread shows what it otherwise cannot: variables of primitive types. */
    @Test
    void primitiveVariables_ofPlatformThreads_arriveWithAgentpath(@TempDir Path folder) throws IOException {
        NativeBuild.assumeThere();
        runWith("-agentpath:" + LibraryFile.ofThisJvm().writeTo(folder));

        assertThat(server.events().get(0).event().getThreads())
                .anySatisfy(thread -> assertThat(EventVariables.of(thread, "receive"))
                        .containsEntry("flow", "platform-1")
                        .containsEntry("quantity", 1)
                        .containsEntry("running", false));
    }

    private void runWith(String... flags) {
        run(victim().flags(flags));
    }

    private static ForkedJvm victim() {
        return ForkedJvm.of(NineFlows.class).flags(CARRIERS);
    }

    private void run(ForkedJvm victim) {
        victim.run(server.dsn());

        List<SentryEvent> events =
                server.events().stream().map(received -> received.event()).toList();
        for (String flow : flows()) {
            assertThat(events.get(0)).as(flow).satisfies(event -> tellsTheOrderOf(flow, event));
            assertThat(events.subList(1, events.size())).as(flow).anySatisfy(event -> tellsTheOrderOf(flow, event));
        }
    }

    /** In the frames of its entry, or where it is folded with others at the same place, in a line with its name. */
    private static void tellsTheOrderOf(String flow, SentryEvent event) {
        boolean inFrames = event.getThreads().stream()
                .anyMatch(thread -> ("order-of-" + flow)
                                .equals(EventVariables.of(thread, "receive").get("orderId"))
                        && String.valueOf(EventVariables.of(thread, "reserve").get("order"))
                                .contains("order-of-" + flow));
        boolean inLines = event.getExtras().values().stream()
                .filter(Map.class::isInstance)
                .map(extra -> ((Map<?, ?>) extra).get("variables of others"))
                .filter(Map.class::isInstance)
                .anyMatch(lines -> String.valueOf(((Map<?, ?>) lines).get(flow)).contains("order-of-" + flow));
        assertThat(inFrames || inLines)
                .as(
                        "in frames %s, in lines %s",
                        event.getThreads().stream()
                                .map(thread -> thread.getName() + " " + EventVariables.of(thread, "receive"))
                                .toList(),
                        event.getExtras())
                .isTrue();
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
}
