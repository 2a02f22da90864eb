package io.github.threadreporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.agent.Bootstrap;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The number stands in three places, which cannot see each other. */
class ProtocolTest {

    @Test
    void agent_andCommand_haveTheSame() throws Exception {
        Field protocol = Bootstrap.class.getDeclaredField("PROTOCOL");
        protocol.setAccessible(true);
        assertThat(protocol.get(null)).isEqualTo(AgentRequest.PROTOCOL);
    }

    @Test
    void nativeLibrary_isNamedByIt() throws Exception {
        assertThat(Files.readAllLines(Path.of("src/main/c/Makefile")))
                .contains("SONAME = libthreadreporter-" + AgentRequest.PROTOCOL + ".so");
    }
}
