package io.github.threadreporter.command;

import static io.github.threadreporter.testing.Launchers.CONTAINER;
import static io.github.threadreporter.testing.Launchers.OTHER_USER;
import static io.github.threadreporter.testing.Launchers.assumeWorks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Command;
import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.Image;
import io.github.threadreporter.testing.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Targets on another JDK, of another user, in other namespaces, with few modules or a strange set-up. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class StrangeTargetIT {

    private static final Path HOME = Path.of(System.getProperty("java.home"));

    /** A JDK of another feature version that is installed beside this one. */
    private static Path otherJdk() throws IOException {
        int other = ForkedJvm.feature() == 17 ? 25 : 17;
        try (Stream<Path> all = Files.list(HOME.getParent())) {
            Optional<Path> found = all.filter(home -> isJdk(home, other)).findFirst();
            assumeTrue(found.isPresent(), "no JDK " + other + " beside " + HOME);
            return found.orElseThrow();
        }
    }

    private static boolean isJdk(Path home, int feature) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + feature + ".");
        } catch (IOException e) {
            return false;
        }
    }

    /** Threads with locks, owners and variables: all that a capture can give. */
    private static void assertWhole(ThreadDump dump) {
        CapturedThread holder = Command.thread(dump, "holder");
        assertThat(holder.variables()).isNotEmpty();
        assertThat(Command.thread(dump, "wants-ledger").waitsFor().owner())
                .isEqualTo(new LockWait.Owner(holder.id(), "holder"));
        assertThat(Command.thread(dump, "wants-stock").waitsFor().owner())
                .isEqualTo(new LockWait.Owner(holder.id(), "holder"));
    }

    @Test
    void targetOnAnotherJdk_isCaptured() throws Exception {
        try (Target target = Target.of(Plain.class).home(otherJdk()).start()) {
            assertWhole(Command.dump(target));
            assertWhole(Command.dump(target));
        }
    }

    @Test
    void commandOnAnotherJdk_captures() throws Exception {
        try (Target target = Target.of(Plain.class).start()) {
            assertWhole(Command.capture(target, "--to", "json")
                    .home(otherJdk())
                    .run()
                    .succeeded()
                    .dump());
            assertWhole(Command.dump(target));
            assertThat(new Traces(target).libraries()).isEqualTo(1);
        }
    }

    @Test
    void otherNamespaces_areCapturedAndLeftClean() throws Exception {
        assumeWorks(CONTAINER);
        try (Target target = Target.of(Plain.class).launcher(CONTAINER).start()) {
            assertWhole(Command.dump(target));
            assertWhole(Command.dump(target));
            try (Stream<Path> files = Files.list(target.proc().resolve("root/tmp"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(".java_pid1", "hsperfdata_" + System.getProperty("user.name"));
            }
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void otherUser_isCapturedByRoot() throws Exception {
        assumeWorks(OTHER_USER);
        try (Target target = Target.of(Plain.class).launcher(OTHER_USER).start()) {
            assertWhole(Command.dump(target));
            assertWhole(Command.dump(target));
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void imageOfJavaBaseAlone_isRefusedInWords(@TempDir Path folder) throws Exception {
        Path image = Image.link(folder, "java.base");
        try (Target target = Target.of(Plain.class).home(image).start()) {
            assertThat(Command.capture(target).run().refused(3).stderr())
                    .contains("java.management", "--no-agent")
                    .doesNotContain("NoClassDefFoundError");
            assertThat(Command.dump(target, "--no-agent").threads())
                    .extracting(CapturedThread::name)
                    .contains("holder", "wants-stock");
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void imageWithManagement_isCaptured(@TempDir Path folder) throws Exception {
        Path image = Image.link(folder, "java.base,java.management");
        try (Target target = Target.of(Plain.class).home(image).start()) {
            assertWhole(Command.dump(target));
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void strangeSystemClassLoader_isNotAskedForUs() throws Exception {
        try (Target target = Target.of(Plain.class)
                .with(StrangeLoader.class)
                // A newer JVM warns that its archive of classes is of less use with one.
                .flags("-Xshare:off", "-Djava.system.class.loader=" + StrangeLoader.class.getName())
                .start()) {
            assertThat(new Traces(target).loaders()).contains(StrangeLoader.class.getName());
            assertWhole(Command.dump(target));
            assertWhole(Command.dump(target));
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "later JDKs have none")
    void securityManager_isNotInTheWay() throws Exception {
        try (Target target =
                Target.of(Plain.class).flags("-Djava.security.manager").start()) {
            assertThat(target.stderr()).contains("has enabled the Security Manager");
            assertWhole(Command.dump(target));
            assertWhole(Command.dump(target));
            assertThat(target.end()).isEmpty();
        }
    }
}
