package io.github.threadreporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command does to a JVM without bringing anything into it. */
class CommandIT {

    private Process target;
    private String pid;

    @BeforeEach
    void start() throws IOException {
        target = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommandTarget.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(target.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
        pid = Long.toString(target.pid());
    }

    @AfterEach
    void end() throws InterruptedException, IOException {
        target.outputWriter().close();
        assertThat(target.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void captureWithoutAgent_showsPlatformAndVirtualThreads_andLeavesNothing()
            throws IOException, InterruptedException {
        Run run = run("capture", pid, "--no-agent", "--to", "text", "--variables", "off");

        assertThat(run.code()).as(run.err()).isEqualTo(0);
        assertThat(run.out()).contains("order-platform", "process " + pid + " " + CommandTarget.class.getName());
        if (Runtime.version().feature() >= 21) {
            assertThat(run.out()).contains("JDK-8364343");
        }
        assertThat(run.err()).doesNotContain("paused");
        assertThat(loaded()).doesNotContain("threadreporter");
        try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith(".thread-reporter-"))
                            .filter(CommandIT::isOurs))
                    .isEmpty();
        }
    }

    @Test
    void repeatedWithoutAgent_knowsTheProcessAgain() throws IOException, InterruptedException {
        Run run = run("capture", pid, "--no-agent", "--to", "text", "--repeat", "2", "--interval", "0.05");

        assertThat(run.code()).as(run.err()).isEqualTo(0);
        assertThat(run.out()).contains("2 looks in ").containsOnlyOnce("process " + pid);
    }

    @Test
    void stop_whereNothingIsLoaded_loadsNothing() throws IOException, InterruptedException {
        Run run = run("stop", pid);

        assertThat(run.code()).as(run.err()).isEqualTo(0);
        assertThat(run.out()).contains("nothing of this is loaded in process " + pid);
        assertThat(loaded()).doesNotContain("threadreporter");
        assertThat(Path.of("/tmp/.java_pid" + pid)).doesNotExist();
    }

    @Test
    void doctor_loadsNothing() throws IOException, InterruptedException {
        Run run = run("doctor", pid);

        assertThat(run.code()).as(run.err()).isEqualTo(0);
        assertThat(run.out()).startsWith("yes  attaching: as user ").contains("local variables");
        assertThat(loaded()).doesNotContain("threadreporter");
    }

    /** In a process of its own, from the jar: integration tests see the library's classes, which the command is not among. */
    private static Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/thread-reporter.jar"));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("command", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    private record Run(int code, String out, String err) {}

    private String loaded() throws IOException {
        return Files.readString(Path.of("/proc", pid, "maps"));
    }

    /** Other tests that run at the same time have such folders too: an empty one of theirs tells nothing of us. */
    private static boolean isOurs(Path folder) {
        return Files.exists(folder.resolve("threads.json"));
    }
}
