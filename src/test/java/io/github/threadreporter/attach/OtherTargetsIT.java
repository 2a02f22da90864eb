package io.github.threadreporter.attach;

import static io.github.threadreporter.attach.AttachmentIT.run;
import static io.github.threadreporter.attach.AttachmentIT.soon;
import static io.github.threadreporter.testing.Launchers.CONTAINER;
import static io.github.threadreporter.testing.Launchers.NOBODY;
import static io.github.threadreporter.testing.Launchers.OTHER_USER;
import static io.github.threadreporter.testing.Launchers.assumeWorks;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.Image;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Targets in other namespaces, of other users, of small images: each attached to, staged for and listened to. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class OtherTargetsIT {

    private static final Path HOME = Path.of(System.getProperty("java.home"));

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
        Path image = Image.link(folder, "java.base");
        try (TargetJvm target = TargetJvm.start(List.of(), image, List.of(), List.of())) {
            assertThat(target.seen().version()).isEqualTo(System.getProperty("java.version"));
            assertThat(target.seen().agentsLoadable()).isFalse();
            assertReachable(target);
        }
    }
}
