package io.github.threadreporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.attach.Jvm;
import io.github.threadreporter.attach.Obstacle;
import io.github.threadreporter.attach.Reason;
import io.github.threadreporter.testing.Dumps;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written for other programs: the agent, and scripts. */
class RequestsAndLinesTest {

    private static final Path SOCKET = Path.of("/tmp/x/s");

    @Test
    void capture_isAskedFor_withSettingsAndSocket() throws IOException {
        assertThat(read(AgentRequest.capture(SOCKET, Map.of("in-app", "com.acmé", "variables", "all"))))
                .containsOnly(
                        Map.entry("protocol", AgentRequest.PROTOCOL),
                        Map.entry("action", "capture"),
                        Map.entry("socket", "/tmp/x/s"),
                        Map.entry("setting.in-app", "com.acmé"),
                        Map.entry("setting.variables", "all"));
    }

    @Test
    void start_andStop_areAskedFor() throws IOException {
        assertThat(read(AgentRequest.start(SOCKET, Map.of("schedule", "5m"))))
                .containsEntry("action", "start")
                .containsEntry("setting.schedule", "5m");
        assertThat(read(AgentRequest.stop(SOCKET)))
                .containsEntry("action", "stop")
                .hasSize(3);
    }

    @Test
    void jvm_isOneLine() {
        assertThat(Lines.of(jvm(null)))
                .isEqualTo("{\"pid\":4711,\"ownPid\":7,\"main\":\"com.acme.Main\",\"user\":\"shop\",\"uid\":1000,"
                        + "\"java\":\"17.0.15\",\"isolated\":true,\"container\":\"abc\",\"agentsLoadable\":true,"
                        + "\"agentLoaded\":false,\"mayAttach\":true}");
    }

    @Test
    void jvm_thatCannotBeAttachedTo_saysWhyAndWhatToDo() {
        assertThat(Lines.of(jvm(new Obstacle(Reason.STOPPED, "process 4711 is stopped", "kill -CONT 4711"))))
                .endsWith("\"mayAttach\":false,\"reason\":\"STOPPED\",\"why\":\"process 4711 is stopped\","
                        + "\"remedy\":\"kill -CONT 4711\"}");
    }

    @Test
    void file_isOneLine() {
        assertThat(Lines.of(Path.of("/tmp/report.html"), List.of(Dumps.deadlocked())))
                .isEqualTo("{\"file\":\"/tmp/report.html\",\"captureIds\":[\"" + Dumps.ID
                        + "\"],\"threads\":[5],\"tasks\":[0]}");
    }

    private static Jvm jvm(@Nullable Obstacle obstacle) {
        return new Jvm(
                4711, 7, "com.acme.Main", "shop", 1000, "17.0.15", true, Optional.of("abc"), true, false, obstacle);
    }

    private static Map<Object, Object> read(AgentRequest request) throws IOException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(request.text()));
        return properties;
    }
}
