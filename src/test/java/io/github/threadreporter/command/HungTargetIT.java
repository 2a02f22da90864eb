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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
        } catch (NoSuchFileException e) {
            return Optional.empty(); // it has ended
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
                    Running command = Command.capture(target, "--timeout", "20").start()) {
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

    /** False where the target was done before we could stop it. */
    private static boolean interruptedWhileItLooks(Target target) throws Exception {
        try (Running command = Command.capture(target).start()) {
            Set<Path> folders = new HashSet<>();
            while (command.process().isAlive()
                    && !Files.readString(command.stderr()).contains("looking")) {
                folder(command).ifPresent(folders::add);
            }
            target.signal("STOP");
            folder(command).ifPresent(folders::add);
            command.signal("TERM"); // as Ctrl-C, which is ignored where tests run in the background
            Outcome outcome = command.await();
            target.signal("CONT");
            assertThat(folders).allSatisfy(folder -> assertThat(folder).doesNotExist());
            assertThat(outcome.code()).as(outcome.stderr()).isIn(0, 143);
            return outcome.code() == 143 && !folders.isEmpty();
        }
    }

    @Test
    void commandThatIsInterruptedWhileTheTargetLooks_leavesNothing() throws Exception {
        try (Target target = Target.of(Busy.class).flags("-Xss256k", "-Xmx256m").start("threads", "2000")) {
            await().atMost(LONG).until(() -> interruptedWhileItLooks(target));
            await().atMost(LONG).untilAsserted(() -> assertThat(new Traces(target).threads())
                    .doesNotContain("thread-reporter"));
            Command.dump(target);
            assertThat(target.end()).isEmpty();
        }
    }
}
