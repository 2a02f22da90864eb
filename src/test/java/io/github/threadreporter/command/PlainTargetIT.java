package io.github.threadreporter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.testing.Command;
import io.github.threadreporter.testing.Command.Outcome;
import io.github.threadreporter.testing.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code capture PID} tells of a class that nobody prepared. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class PlainTargetIT {

    private static Target target;

    @BeforeAll
    static void startTarget() throws IOException {
        target = Target.of(Plain.class).start();
    }

    @AfterAll
    static void endTarget() throws IOException {
        target.close();
    }

    private static List<Variable> variables(CapturedThread thread, String method) {
        List<Frame> frames = thread.stack().frames();
        for (int depth = 0; depth < frames.size(); depth++) {
            if (frames.get(depth).method().equals(method)) {
                return thread.variablesAt(depth).variables();
            }
        }
        throw new AssertionError(method + " is not in " + frames);
    }

    @Test
    void text_tellsWhoHoldsWhat() throws Exception {
        Outcome outcome = Command.capture(target).run().succeeded();
        assertThat(outcome.stdout())
                .contains("holder", "wants-stock", "wants-ledger", "Plain.reserve", "c-4711")
                .doesNotContain("hunter2", "\u001b");
    }

    @Test
    void json_hasEveryThread() throws Exception {
        ThreadDump dump = Command.dump(target);
        assertThat(dump.threads())
                .extracting(CapturedThread::name)
                .contains("main", "holder", "wants-stock", "wants-ledger", "Finalizer", "Reference Handler")
                .noneMatch(name -> name.startsWith("thread-reporter"));
        assertThat(dump.info().jvm().pid()).isEqualTo(target.pid());
        assertThat(dump.info().jvm().mainClass()).isEqualTo(Plain.class.getName());
    }

    @Test
    void json_hasTheVariablesOfTheHolder() throws Exception {
        CapturedThread holder = Command.thread(Command.dump(target), "holder");
        List<Variable> variables = variables(holder, "reserve");
        assertThat(variables).extracting(Variable::name).contains("order", "password");
        assertThat(variables)
                .filteredOn(variable -> variable.name().equals("order"))
                .allSatisfy(order -> assertThat(order.value().toString()).contains("c-4711"));
        assertThat(variables)
                .filteredOn(variable -> variable.name().equals("password"))
                .allSatisfy(password -> assertThat(password.value()).isInstanceOf(Value.Masked.class));
    }

    @Test
    void json_hasLocksAndOwners() throws Exception {
        ThreadDump dump = Command.dump(target);
        CapturedThread holder = Command.thread(dump, "holder");
        for (String name : List.of("wants-stock", "wants-ledger")) {
            LockWait wait = Command.thread(dump, name).waitsFor();
            assertThat(wait).as(name).isNotNull();
            assertThat(wait.owner()).as(name).isEqualTo(new LockWait.Owner(holder.id(), "holder"));
        }
        assertThat(holder.holds(Command.thread(dump, "wants-stock").waitsFor().lock()))
                .isTrue();
    }

    @Test
    void html_isOnePageThatNeedsNothingElse(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("report.html");
        Command.capture(target, "--to", "html", "-o", page.toString()).run().succeeded();
        assertThat(page)
                .content()
                .contains("wants-stock", "c-4711")
                .doesNotContain("hunter2")
                .doesNotContainPattern("(src|href)=[\"']?(https?:|//|file:)")
                .doesNotContainPattern("@import|url\\(\\s*[\"']?https?:");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(page));
    }

    @Test
    void variablesOff_areOff() throws Exception {
        CapturedThread holder = Command.thread(Command.dump(target, "--variables", "off"), "holder");
        assertThat(holder.variables()).isEmpty();
    }

    @Test
    void noAgent_tellsWhatTheJvmPrints() throws Exception {
        try (Target untouched = Target.of(Plain.class).start()) {
            ThreadDump dump = Command.dump(untouched, "--no-agent");
            assertThat(Command.thread(dump, "wants-stock").waitsFor()).isNotNull();
            assertThat(untouched.proc().resolve("maps")).content().doesNotContain("threadreporter");
            assertThat(untouched.end()).isEmpty();
        }
    }

    @Test
    void pidOfNobody_isRefused() throws Exception {
        Outcome outcome = Command.of("capture", "2147483647").run().refused(3);
        assertThat(outcome.stderr()).contains("there is no process 2147483647");
        assertThat(outcome.stdout()).isEmpty();
    }

    @Test
    void processThatIsNoJvm_isRefused() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(Command.of("capture", Long.toString(sleep.pid()))
                            .run()
                            .refused(3)
                            .stderr())
                    .contains("is not a HotSpot JVM");
        } finally {
            sleep.destroyForcibly();
        }
    }

    @Test
    void wrongUsage_isRefused() throws Exception {
        assertThat(Command.of("capture", "abc").run().refused(2).stderr()).contains("'abc'");
        assertThat(Command.capture(target, "--repeat", "0").run().refused(2).stderr())
                .contains("--repeat");
        assertThat(Command.capture(target, "--nonsense").run().code()).isEqualTo(2);
        assertThat(Command.capture(target, "--to", "json", "--each")
                        .run()
                        .refused(2)
                        .stderr())
                .contains("--each");
    }
}
