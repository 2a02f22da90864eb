package io.github.threadreporter.attach;

import static io.github.threadreporter.attach.AttachmentIT.refusal;
import static io.github.threadreporter.attach.AttachmentIT.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The private folder in the target's view, and the socket in it. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class StagingIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static TargetJvm target;
    private static Jvm jvm;

    @BeforeAll
    static void startTarget() throws IOException {
        target = TargetJvm.start();
        jvm = target.seen();
    }

    @AfterAll
    static void endTarget() throws IOException {
        target.close();
    }

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    @Test
    void folder_isForTheOwnerAlone() throws Exception {
        try (Staging staging = Staging.in(jvm)) {
            Path folder = staging.seenByTarget("x").getParent();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void close_removesEverything(@TempDir Path parent) throws Exception {
        try (Staging staging = Staging.in(jvm, parent)) {
            staging.copy(bytes(10), "a");
            Files.createDirectories(staging.here("b").resolve("c/d"));
            Files.createSymbolicLink(staging.here("link"), parent.getParent());
        }
        assertThat(parent).isEmptyDirectory();
        assertThat(parent.getParent()).exists();
    }

    @Test
    void linkInPlaceOfTheFolder_isNotFollowed(@TempDir Path parent, @TempDir Path victim) throws Exception {
        try (Staging staging = Staging.in(jvm, parent)) {
            Path folder = staging.seenByTarget("x").getParent();
            Path moved = Files.move(folder, parent.resolve("moved"));
            Files.createSymbolicLink(folder, victim);
            staging.copy(bytes(10), "a");
            assertThat(victim).isEmptyDirectory();
            assertThat(moved.resolve("a")).exists();
            Files.delete(folder);
            Files.move(moved, folder);
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void linkInPlaceOfAFile_isNotFollowed(@TempDir Path parent, @TempDir Path victim) throws Exception {
        try (Staging staging = Staging.in(jvm, parent)) {
            Files.createSymbolicLink(staging.here("a"), victim.resolve("made"));
            assertThat(refusal(() -> staging.copy(bytes(10), "a")).reason()).isEqualTo(Reason.NO_FOLDER);
            assertThat(victim).isEmptyDirectory();
        }
    }

    @Test
    void closedFolder_isNotWrittenTo(@TempDir Path parent) throws Exception {
        Staging staging = Staging.in(jvm, parent);
        staging.close();
        assertThat(refusal(() -> staging.copy(bytes(10), "a")).reason()).isEqualTo(Reason.NO_FOLDER);
        staging.close();
    }

    @Test
    void nameWithAPath_isRefused() throws Exception {
        try (Staging staging = Staging.in(jvm)) {
            assertThatThrownBy(() -> staging.here("../a")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void parentThatIsNotThere_isNamed() {
        assertThat(refusal(() -> Staging.in(jvm, Path.of("/nowhere"))))
                .hasMessageContaining("/nowhere")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_FOLDER));
    }

    @Test
    void endOfThisProcess_removesTheFolder(@TempDir Path parent) throws Exception {
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StagingMain.class.getName(),
                        Long.toString(target.pid()),
                        parent.toString())
                .redirectErrorStream(true)
                .start();
        try (var lines = command.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("staged");
            assertThat(parent).isNotEmptyDirectory();
            // As Ctrl-C, which is ignored where tests run in the background.
            new ProcessBuilder("kill", "-TERM", Long.toString(command.pid()))
                    .start()
                    .waitFor();
            assertThat(lines.lines()).isEmpty();
            command.waitFor();
        } finally {
            command.destroyForcibly();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void longPath_handsOverInAShortOne(@TempDir Path parent) throws Exception {
        Path deep = Files.createDirectories(parent.resolve("a".repeat(120)));
        String path;
        try (Staging staging = Staging.in(jvm, deep);
                Handover handover = Handover.open(staging)) {
            path = handover.seenByTarget().toString();
            assertThat(path).startsWith("/tmp/.thread-reporter-");
            target.tell("connect " + path + " text");
            try (InputStream in = handover.accept(soon(), LONG, 100)) {
                assertThat(in.readAllBytes()).asString().isEqualTo("text");
            }
        }
        assertThat(deep).isEmptyDirectory();
        assertThat(Path.of(path).getParent().getParent()).doesNotExist();
    }

    @Test
    void targetThatDoesNotConnect_isLate() throws Exception {
        try (Staging staging = Staging.in(jvm);
                Handover handover = Handover.open(staging)) {
            assertThat(refusal(() -> handover.accept(AttachmentIT.shortly(), LONG, 100))
                            .reason())
                    .isEqualTo(Reason.NO_ANSWER);
        }
    }

    @Test
    void targetThatStalls_isLate() throws Exception {
        try (Staging staging = Staging.in(jvm);
                Handover handover = Handover.open(staging)) {
            target.tell("stall " + handover.seenByTarget() + " half");
            try (InputStream in = handover.accept(soon(), Duration.ofSeconds(5), 100)) {
                assertThat(in.readNBytes(4)).asString().isEqualTo("half");
                assertThat(refusal(in::read).reason()).isEqualTo(Reason.NO_ANSWER);
            }
        }
    }

    @Test
    void targetThatSendsTooMuch_isCutOff() throws Exception {
        try (Staging staging = Staging.in(jvm);
                Handover handover = Handover.open(staging)) {
            target.tell("connect " + handover.seenByTarget() + " more than ten bytes");
            try (InputStream in = handover.accept(soon(), LONG, 10)) {
                assertThat(refusal(in::readAllBytes).reason()).isEqualTo(Reason.BROKEN_ANSWER);
            }
        }
    }

    @Test
    void targetThatEnds_isNotWaitedFor() throws Exception {
        try (TargetJvm mortal = TargetJvm.start();
                Staging staging = Staging.in(mortal.seen());
                Handover handover = Handover.open(staging)) {
            mortal.end();
            assertThat(refusal(() -> handover.accept(soon(), LONG, 10)).reason())
                    .isEqualTo(Reason.ENDED);
        }
    }
}
