package io.github.threadreporter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Command;
import io.github.threadreporter.testing.Target;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two versions of the jar and one JVM. */
@EnabledOnOs(OS.LINUX)
@Timeout(240)
class OtherVersionIT {

    private static final Path JAR = Path.of(System.getProperty("agent.jar"));

    /** Of whatever captures by itself. */
    private static final String SCHEDULE_THREAD = "thread-reporter-schedule";

    /** Nobody is there. */
    private static final String DSN = "http://key@127.0.0.1:9/1";

    @TempDir
    static Path folder;

    private static ThreadDump dump(Path jar, Target target) throws IOException {
        return Command.capture(target, "--to", "json")
                .jar(jar)
                .run()
                .succeeded()
                .dump();
    }

    private static String start(Path jar, Target target) throws IOException {
        return Command.of("start", target.pidText(), "--schedule", "1h", "--dsn", DSN)
                .jar(jar)
                .run()
                .succeeded()
                .stdout();
    }

    private static String stop(Path jar, Target target) throws IOException {
        return Command.of("stop", target.pidText()).jar(jar).run().succeeded().stdout();
    }

    /** It shows as much as that one. */
    private static void assertWhole(ThreadDump dump, ThreadDump first) {
        assertThat(Command.thread(first, "holder").variables()).isNotEmpty();
        assertThat(Command.thread(dump, "holder").variables())
                .hasSameSizeAs(Command.thread(first, "holder").variables());
        assertThat(dump.account().missing()).isEqualTo(first.account().missing());
    }

    private static void assertRefused(Path jar, Target target) throws IOException {
        assertThat(Command.capture(target).jar(jar).run().refused(3).stderr())
                .contains("of another version", "captures on a schedule", "--no-agent", "stop PID")
                .doesNotContain("Exception");
    }

    /** A thread ends a little after its schedule. */
    private static void awaitSchedules(Target target, int count) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(new Traces(target).threads().split(SCHEDULE_THREAD, -1))
                        .hasSize(count + 1));
    }

    @Test
    void laterJar_usesWhatIsLoaded() throws Exception {
        Path later = OtherJar.LATER.in(folder);
        assertThat(Command.of("--version").jar(later).run().succeeded().stdout())
                .contains(OtherJar.VERSION);
        try (Target target = Target.of(Plain.class).start()) {
            ThreadDump first = dump(JAR, target);
            assertWhole(dump(JAR, target), first);
            Traces traces = new Traces(target);
            int before = traces.classes();

            assertWhole(dump(later, target), first);
            assertThat(traces.classes() - before).isLessThan(20);
            assertThat(traces.libraries()).isEqualTo(1);
            assertThat(traces.openFiles()).isEqualTo(1);
        }
    }

    @Test
    void laterJar_startsAndStops_whatTheFirstOneStarted() throws Exception {
        Path later = OtherJar.LATER.in(folder);
        try (Target target = Target.of(Plain.class).start()) {
            start(JAR, target);
            assertThat(start(later, target)).contains("started");
            awaitSchedules(target, 1);

            assertThat(stop(later, target)).contains("stopped");
            awaitSchedules(target, 0);
        }
    }

    @Test
    void otherNatives_areServedByALibraryOfTheirOwn() throws Exception {
        Path other = OtherJar.OTHER_NATIVES.in(folder);
        try (Target target = Target.of(Plain.class).start()) {
            ThreadDump first = dump(JAR, target);
            stop(JAR, target);

            assertWhole(dump(other, target), first);
            stop(other, target);
            assertWhole(dump(JAR, target), first);
        }
    }

    @Test
    void otherProtocol_takesOver_andIsTakenOver() throws Exception {
        Path other = OtherJar.OTHER_PROTOCOL.in(folder);
        try (Target target = Target.of(Plain.class).start()) {
            ThreadDump first = dump(JAR, target);
            assertWhole(dump(other, target), first);
            assertWhole(dump(JAR, target), first);
            assertThat(new Traces(target).libraries()).isEqualTo(2);
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void otherProtocol_endsNoSchedule_butStopsIfAsked() throws Exception {
        Path other = OtherJar.OTHER_PROTOCOL.in(folder);
        try (Target target = Target.of(Plain.class).start()) {
            start(JAR, target);
            assertRefused(other, target);
            awaitSchedules(target, 1);
            assertThat(new Traces(target).openFiles()).isEqualTo(1);
            assertThat(dump(JAR, target).threads()).isNotEmpty();

            assertThat(start(other, target)).contains("started");
            assertRefused(JAR, target);
            assertThat(stop(JAR, target)).contains("stopped");
            awaitSchedules(target, 0);
            assertThat(dump(other, target).threads()).isNotEmpty();
        }
    }

    @Test
    void otherProtocol_ofAnAgentAtStart_endsNoSchedule() throws Exception {
        Path other = OtherJar.OTHER_PROTOCOL.in(folder);
        try (Target target = Target.of(Plain.class)
                .flags("-javaagent:" + JAR + "=schedule=1h,dsn=" + DSN)
                .start()) {
            assertRefused(other, target);
            assertThat(Command.capture(target, "--no-agent")
                            .jar(other)
                            .run()
                            .succeeded()
                            .stdout())
                    .contains("holder");
            awaitSchedules(target, 1);
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void otherProtocol_ofAnAgentAtStartThatWaits_takesOver() throws Exception {
        Path other = OtherJar.OTHER_PROTOCOL.in(folder);
        try (Target target = Target.of(Plain.class).flags("-javaagent:" + JAR).start()) {
            ThreadDump first = dump(JAR, target);
            assertWhole(dump(other, target), first);
            assertWhole(dump(JAR, target), first);
        }
    }
}
