package io.github.threadreporter.dumpfile;

import static io.github.threadreporter.dumpfile.DumpTexts.frames;
import static io.github.threadreporter.dumpfile.DumpTexts.only;
import static io.github.threadreporter.dumpfile.DumpTexts.thread;
import static io.github.threadreporter.dumpfile.DumpTexts.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.ForkedJvm;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tools of this very JDK write of a program in trouble is read: the golden files are not out of date. */
@Timeout(120)
class DumpFilesIT {

    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

    @TempDir
    Path folder;

    private Process victim;

    @BeforeEach
    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                BIN.resolve("java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DumpVictim.class.getName()));
        if (ForkedJvm.feature() >= 21) {
            command.add("virtual");
        }
        victim = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo(DumpVictim.READY);
    }

    @AfterEach
    void stop() {
        victim.destroyForcibly();
    }

    private Path run(String tool, String... arguments) throws IOException, InterruptedException {
        File output = folder.resolve(tool + ".txt").toFile();
        List<String> command = new ArrayList<>(List.of(BIN.resolve(tool).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).as(Files.readString(output.toPath())).isZero();
        return output.toPath();
    }

    private static void check(ThreadDump dump) {
        assertThat(waits(thread(dump, "dead-1"))).isEqualTo("ENTERING java.lang.StringBuilder of dead-2");
        assertThat(waits(thread(dump, "blocked"))).isEqualTo("ENTERING java.lang.Object of monitor owner");
        assertThat(thread(dump, "two\nlines").state()).isEqualTo(Thread.State.TIMED_WAITING);
        assertThat(frames(thread(dump, "waiter"))).anyMatch(frame -> frame.startsWith("DumpVictim.waitOn("));
        assertThat(dump.info().jvm().feature()).isEqualTo(ForkedJvm.feature());
        assertThat(Duration.between(dump.info().takenAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void jstack_isRead() throws IOException, InterruptedException {
        check(only(DumpFiles.read(run("jstack", "-l", pid()), CaptureLimits.DEFAULTS)));
    }

    @Test
    void threadPrint_isRead() throws IOException, InterruptedException {
        ThreadDump dump = only(DumpFiles.read(run("jcmd", pid(), "Thread.print", "-l", "-e"), CaptureLimits.DEFAULTS));

        check(dump);
        assertThat(dump.info().jvm().pid()).isEqualTo(victim.pid());
    }

    @Test
    void dumpToFile_isRead() throws IOException, InterruptedException {
        assumeThat(ForkedJvm.feature()).isGreaterThanOrEqualTo(21);
        Path json = folder.resolve("threads.json");
        Path text = folder.resolve("threads.txt");
        run("jcmd", pid(), "Thread.dump_to_file", "-format=json", json.toString());
        run("jcmd", pid(), "Thread.dump_to_file", "-format=plain", text.toString());

        check(only(DumpFiles.read(json, CaptureLimits.DEFAULTS)));
        check(only(DumpFiles.read(text, CaptureLimits.DEFAULTS)));
    }

    private String pid() {
        return String.valueOf(victim.pid());
    }
}
