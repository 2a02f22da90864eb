package io.github.threadreporter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.threadreporter.testing.Command;
import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What captures leave in the JVM that was looked at: a library, the classes of an agent, and nothing that is active. */
@EnabledOnOs(OS.LINUX)
@Timeout(400)
class NothingLeftIT {

    private static final Duration SOON = Duration.ofMinutes(3);

    private static Target target;
    private static Traces traces;
    private static Set<String> filesBefore;

    @BeforeAll
    static void captureTwice() throws IOException {
        target = Target.of(Plain.class).start();
        traces = new Traces(target);
        filesBefore = traces.files();
        Command.dump(target);
        Command.dump(target);
    }

    @AfterAll
    static void endTarget() throws IOException {
        target.close();
    }

    @Test
    void noFileIsLeft() throws Exception {
        Set<String> left = traces.files();
        left.removeAll(filesBefore);
        await().atMost(SOON)
                .untilAsserted(
                        () -> { // those of another capture on this machine go by themselves
                            left.retainAll(traces.files());
                            assertThat(left).isEmpty();
                        });
    }

    @Test
    void noPortIsOpen() throws Exception {
        assertThat(traces.ports()).isEmpty();
    }

    @Test
    void noSocketButTheJvmsOwnIsOpen() {
        await().atMost(SOON).untilAsserted(() -> assertThat(traces.socketFiles())
                .isNotEmpty()
                .allMatch(name -> name.startsWith("/tmp/.java_pid" + target.pid())));
    }

    @Test
    void noThreadIsLeft() {
        await().atMost(SOON).untilAsserted(() -> assertThat(traces.threads())
                .contains("wants-ledger")
                .doesNotContain("thread-reporter", "threadreporter.agent"));
    }

    @Test
    void laterCaptures_useWhatIsLoaded() throws Exception {
        int before = traces.classes();
        Command.dump(target, "--repeat", "3", "--interval", "0.01");
        assertThat(traces.libraries()).isEqualTo(1);
        assertThat(traces.openFiles()).isEqualTo(1);
        assertThat(traces.classes() - before).isLessThan(20);
    }

    @Test
    void otherSettings_useWhatIsLoaded() throws Exception {
        Command.dump(target, "--variables", "all");
        assertThat(traces.libraries()).isEqualTo(1);
        assertThat(traces.openFiles()).isEqualTo(1);
    }

    @Test
    void targetPrintsNothing_butTheWarningOfANewJvm() throws Exception {
        try (Target printing = Target.of(Plain.class).start()) {
            Command.dump(printing);
            Command.dump(printing);
            assertThat(printing.end()).isEmpty();
            if (ForkedJvm.feature() < 21) {
                assertThat(printing.stderr()).isEmpty();
            } else {
                assertThat(printing.stderr().lines())
                        .allMatch(line -> line.startsWith("WARNING: "))
                        .filteredOn(line -> line.contains("loaded dynamically"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void targetThatAllowsAgents_printsNothing() throws Exception {
        try (Target printing =
                Target.of(Plain.class).flags("-XX:+EnableDynamicAgentLoading").start()) {
            Command.dump(printing);
            assertThat(printing.end()).isEmpty();
            assertThat(printing.stderr()).isEmpty();
        }
    }
}
