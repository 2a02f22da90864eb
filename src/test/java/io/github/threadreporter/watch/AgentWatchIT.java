package io.github.threadreporter.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The agent watches over an application that knows nothing of it, to its end. */
@EnabledOnOs(OS.LINUX)
class AgentWatchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String CLASS = Unaware.class.getName().replace('.', '/') + ".class";

    @TempDir
    Path folder;

    @Test
    void deadlock_isToldWithItsBeginning_andWithTheEndOfTheProcess() throws IOException {
        Path end = folder.resolve("end");
        try (SentryServer server = SentryServer.start()) {
            String options =
                    "triggers=deadlock,deadlock.interval=1s,in-app=io.github.threadreporter.watch,dsn=" + server.dsn();
            CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> ForkedJvm.of(Unaware.class)
                    .without(entry -> !Files.exists(Path.of(entry, CLASS))) // nothing of ours beside the agent
                    .flags("-javaagent:" + System.getProperty("agent.jar") + "=" + options)
                    .run(end.toString()));
            await().atMost(PATIENCE)
                    .until(() -> printed.isDone() || !server.events().isEmpty());
            Files.createFile(end);

            String said = printed.join();
            assertThat(server.events())
                    .as(said)
                    .extracting(event -> event.event().getTag("incident.state"))
                    .containsExactly("opened", "ended-with-process");
            assertThat(server.events().get(0).json()).contains("Deadlock of 2 threads");
        }
    }
}
