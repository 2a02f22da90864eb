package io.github.threadreporter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.threadreporter.testing.Command;
import io.github.threadreporter.testing.Command.Outcome;
import io.github.threadreporter.testing.Command.Running;
import io.github.threadreporter.testing.Target;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Targets that do not answer, and commands that do not wait for them. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class HungTargetIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Another tool that has attached and says nothing: the JVM hears nobody else meanwhile. */
    private static SocketChannel engage(Target target) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of("/tmp/.java_pid" + target.pid()));
    }

    /** The folder that a command has made for the target: it holds it open. */
    private static Optional<Path> folder(Running command) throws IOException {
        try (Stream<Path> open =
                Files.list(Path.of("/proc", Long.toString(command.process().pid()), "fd"))) {
            return open.map(HungTargetIT::link)
                    .filter(link -> link.getFileName() != null
                            && link.getFileName().toString().startsWith(".thread-reporter-"))
                    .findFirst();
        }
    }

    private static Path link(Path file) {
        try {
            return Files.readSymbolicLink(file);
        } catch (IOException e) {
            return file; // closed meanwhile
        }
    }

    private static Path awaitFolder(Running command) {
        return await().atMost(LONG)
                .until(() -> folder(command), Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void stoppedTarget_isSaidToBe() throws Exception {
        try (Target target = Target.of(Plain.class).start()) {
            target.signal("STOP");
            Outcome outcome = Command.capture(target, "--timeout", "20").run().refused(3);
            assertThat(outcome.stderr()).contains("is stopped (state T)", "kill -CONT " + target.pid());
            target.signal("CONT");
            Command.dump(target);
        }
    }

    @Test
    void targetThatIsStoppedMeanwhile_isSaidToBe() throws Exception {
        try (Target target = Target.of(Plain.class).start()) {
            Command.dump(target);
            try (SocketChannel engaged = engage(target);
                    Running command = Command.capture(target, "--timeout", "5").start()) {
                Path folder = awaitFolder(command);
                target.signal("STOP");
                assertThat(command.await().refused(3).stderr()).contains("is stopped (state T)");
                assertThat(folder).doesNotExist();
            }
            target.signal("CONT");
            Command.dump(target);
        }
    }

    @Test
    void targetThatIsBusyWithAnother_isGivenUp() throws Exception {
        try (Target target = Target.of(Plain.class).start()) {
            Command.dump(target);
            try (SocketChannel engaged = engage(target)) {
                assertThat(Command.capture(target, "--timeout", "2")
                                .run()
                                .refused(3)
                                .stderr())
                        .contains("did not answer within 2 s");
            }
            Command.dump(target);
        }
    }

    @Test
    void interruptedCommand_leavesNothing() throws Exception {
        try (Target target = Target.of(Plain.class).start()) {
            Command.dump(target);
            try (SocketChannel engaged = engage(target);
                    Running command = Command.capture(target).start()) {
                Path folder = awaitFolder(command);
                assertThat(folder).isDirectory();
                command.signal("TERM"); // as Ctrl-C, which is ignored where tests run in the background
                Outcome outcome = command.await();
                assertThat(outcome.code()).isEqualTo(143);
                assertThat(outcome.stderr()).doesNotContain("left behind", "\tat ");
                assertThat(folder).doesNotExist();
            }
            Command.dump(target);
            await().atMost(LONG).untilAsserted(() -> assertThat(new Traces(target).threads())
                    .doesNotContain("thread-reporter"));
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void commandThatIsInterruptedWhileTheTargetLooks_leavesNothing() throws Exception {
        try (Target target = Target.of(Busy.class).flags("-Xss256k", "-Xmx256m").start("threads", "2000")) {
            try (Running command = Command.capture(target).start()) {
                Path folder = awaitFolder(command);
                await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> Files.readString(command.stderr())
                        .contains("looking"));
                target.signal("STOP");
                command.signal("TERM"); // as Ctrl-C, which is ignored where tests run in the background
                assertThat(command.await().code()).isEqualTo(143);
                assertThat(folder).doesNotExist();
                target.signal("CONT");
            }
            await().atMost(LONG).untilAsserted(() -> assertThat(new Traces(target).threads())
                    .doesNotContain("thread-reporter"));
            Command.dump(target);
            assertThat(target.end()).isEmpty();
        }
    }
}
