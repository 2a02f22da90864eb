package io.github.threadreporter.attach;

import static io.github.threadreporter.attach.AttachmentIT.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The list of JVMs, of real processes. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class JvmsIT {

    private static Jvm listed(TargetJvm target) throws AttachException {
        return Jvms.list().stream()
                .filter(jvm -> jvm.pid() == target.pid())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void list_tellsWhatAForkedJvmIs() throws Exception {
        try (TargetJvm target = TargetJvm.start()) {
            Jvm jvm = listed(target);
            assertThat(jvm.main()).isEqualTo(TargetMain.class.getName());
            assertThat(jvm.user()).isEqualTo(System.getProperty("user.name"));
            assertThat(jvm.version()).isEqualTo(System.getProperty("java.version"));
            assertThat(jvm.ownPid()).isEqualTo(target.pid());
            assertThat(jvm.isolated()).isFalse();
            assertThat(jvm.oursLoaded()).isFalse();
            assertThat(jvm.agentsLoadable()).isTrue();
            assertThat(jvm.mayAttach()).isTrue();
        }
    }

    @Test
    void list_doesWithoutPerformanceData() throws Exception {
        try (TargetJvm target = TargetJvm.start("-XX:-UsePerfData")) {
            Jvm jvm = listed(target);
            assertThat(jvm.main()).isEqualTo(TargetMain.class.getName());
            assertThat(jvm.version()).isEqualTo(System.getProperty("java.version"));
            assertThat(jvm.mayAttach()).isTrue();
        }
    }

    @Test
    void list_makesTheTargetPrintNothing() throws Exception {
        try (TargetJvm target = TargetJvm.start()) {
            listed(target);
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void list_leavesThisJvmOut() throws Exception {
        assertThat(Jvms.list())
                .noneMatch(jvm -> jvm.pid() == ProcessHandle.current().pid());
    }

    @Test
    void agentOfOurs_isSeen() throws Exception {
        String jar = System.getProperty("library.jar");
        try (TargetJvm target = TargetJvm.start("-javaagent:" + Path.of(jar).toAbsolutePath())) {
            assertThat(listed(target).oursLoaded()).isTrue();
        }
    }

    @Test
    void otherProgram_isNoJvm() throws Exception {
        Process sleep = new ProcessBuilder(List.of("sleep", "60")).start();
        try {
            assertThat(refusal(() -> Jvms.of(sleep.pid())).reason()).isEqualTo(Reason.NOT_A_JVM);
        } finally {
            sleep.destroyForcibly();
        }
    }

    @Test
    void pidOfNobody_isSaidToBe() {
        assertThat(refusal(() -> Jvms.of(Integer.MAX_VALUE)).reason()).isEqualTo(Reason.NO_SUCH_PROCESS);
    }
}
