package io.github.threadreporter.attach;

import static io.github.threadreporter.attach.AttachmentIT.run;
import static io.github.threadreporter.attach.AttachmentIT.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Targets in other namespaces, of other users, of small images: each attached to, staged for and listened to. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
@Tag("agent-jar")
class OtherTargetsIT {

    private static final int NOBODY = 65_534;
    private static final Path HOME = Path.of(System.getProperty("java.home"));

    /** A /tmp, PIDs and a network of its own, as in a container. */
    private static final List<String> CONTAINER = List.of(
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
            "--net",
            "sh",
            "-c",
            "mount -t tmpfs tmpfs /tmp && exec \"$@\"",
            "sh");

    private static final List<String> OTHER_USER =
            List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups");

    private static void assumeWorks(List<String> launcher) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.add("true");
        boolean works;
        try {
            works = new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            works = false; // no such command
        }
        assumeTrue(works, "not permitted here: " + launcher);
    }

    /** Everything that a capture needs of a target. */
    private static void assertReachable(TargetJvm target) throws Exception {
        Jvm jvm = target.seen();
        assertThat(jvm.obstacle()).isNull();
        assertThat(run(jvm, "properties")).contains("java.version");
        try (Staging staging = Staging.in(jvm);
                Handover handover = Handover.open(staging)) {
            Path file = staging.copy(new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)), "a.txt");
            target.tell("read " + file);
            assertThat(target.nextLine()).isEqualTo("hello");
            target.tell("connect " + handover.seenByTarget() + " all of it");
            try (InputStream in = handover.accept(soon(), Duration.ofSeconds(10), 1000)) {
                assertThat(in.readAllBytes()).asString().isEqualTo("all of it");
            }
        }
    }

    @Test
    void otherNamespaces_areReached() throws Exception {
        assumeWorks(CONTAINER);
        try (TargetJvm target = TargetJvm.start(CONTAINER, HOME, List.of(), List.of())) {
            Jvm jvm = target.seen();
            assertThat(jvm.isolated()).isTrue();
            assertThat(jvm.ownPid()).isEqualTo(1).isNotEqualTo(jvm.pid());
            assertReachable(target);
            try (var files = Files.list(Path.of("/proc/" + jvm.pid() + "/root/tmp"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .contains(".java_pid1")
                        .noneMatch(name -> name.startsWith(".attach") || name.contains("thread-reporter"));
            }
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void otherUser_isReachedByRoot() throws Exception {
        assumeWorks(OTHER_USER);
        try (TargetJvm target = TargetJvm.start(OTHER_USER, HOME, List.of(), List.of())) {
            Jvm jvm = target.seen();
            assertThat(jvm.uid()).isEqualTo(NOBODY);
            assertThat(jvm.user()).isNotEqualTo("root");
            try (Staging staging = Staging.in(jvm)) {
                assertThat(Owner.behind(staging.folder().folder().itself())).isEqualTo(NOBODY);
            }
            assertReachable(target);
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void imageOfJavaBaseAlone_isReached(@TempDir Path folder) throws Exception {
        Path image = folder.resolve("image");
        Process jlink = new ProcessBuilder(
                        HOME.resolve("bin/jlink").toString(), "--add-modules", "java.base", "--output", "" + image)
                .redirectErrorStream(true)
                .start();
        String printed = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jlink.waitFor()).as(printed).isZero();
        try (TargetJvm target = TargetJvm.start(List.of(), image, List.of(), List.of())) {
            assertThat(target.seen().version()).isEqualTo(System.getProperty("java.version"));
            assertThat(target.seen().agentsLoadable()).isFalse();
            assertReachable(target);
        }
    }
}
