package io.github.threadreporter.trigger.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.FakeReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTriggerTest {

    @TempDir
    private Path folder;

    private final List<CaptureReason> captured = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private Path file;
    private FileTrigger trigger;

    @BeforeEach
    void create() {
        file = folder.resolve("capture-now");
        trigger = new FileTrigger(
                file,
                reason -> {
                    assertThat(file).doesNotExist();
                    captured.add(reason);
                    return FakeReports.arrived(reason);
                },
                log::add);
    }

    @Test
    void noFile_asksForNothing() {
        trigger.check();

        assertThat(captured).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void fileThatAppears_isRemovedAndCapturesOnce() throws IOException {
        Files.createFile(file);
        trigger.check();
        trigger.check();

        assertThat(captured).containsExactly(new CaptureReason("file", "capture-now"));
        assertThat(log).containsExactly("capture by the file " + file + ": " + FakeReports.ID);
    }

    @Test
    void fileThatAppearsAgain_capturesAgain() throws IOException {
        for (int i = 0; i < 3; i++) {
            Files.createFile(file);
            trigger.check();
        }

        assertThat(captured).hasSize(3);
    }

    @Test
    void link_isNotFollowedAndToldOnce() throws IOException {
        Path target = Files.createFile(folder.resolve("target"));
        Files.createSymbolicLink(file, target);

        trigger.check();
        trigger.check();

        assertThat(captured).isEmpty();
        assertThat(target).exists();
        assertThat(Files.isSymbolicLink(file)).isTrue();
        assertThat(log).hasSize(1).first().asString().contains("no plain file");
    }

    @Test
    void folder_isLeftAloneAndTheNextFileCaptures() throws IOException {
        Files.createDirectory(file);
        trigger.check();
        Files.delete(file);
        trigger.check();
        Files.createFile(file);
        trigger.check();

        assertThat(captured).hasSize(1);
        assertThat(log).hasSize(2).first().asString().contains("no plain file");
    }

    @Test
    void fileOfAnotherUser_isLeftAlone() throws IOException {
        Files.createFile(file);
        assumeTrue(Files.getAttribute(file, "unix:uid").equals(0), "only root can give files away");
        FileTrigger ofAnother = new FileTrigger(
                file,
                reason -> {
                    captured.add(reason);
                    return FakeReports.arrived(reason);
                },
                log::add);
        Files.setAttribute(file, "unix:uid", 12_345);

        ofAnother.check();

        assertThat(captured).isEmpty();
        assertThat(file).exists();
        assertThat(log).hasSize(1).first().asString().contains("belongs to user 12345");
    }
}
