package io.github.threadreporter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.dumpfile.json.JsonDumpReader;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs {@code java -jar thread-reporter.jar ...} as a user does, with a time limit. */
public final class Command {

    /** Variables of this process that would change what a JVM, the SDK or the command does. */
    static final Set<String> DISTURBING = Set.of(
            "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "SENTRY_DSN", "SENTRY_RELEASE", "SENTRY_ENVIRONMENT", "COLUMNS");

    private static final int LIMIT_SECONDS = 120;

    private final List<String> arguments;
    private final Map<String, String> environment = new HashMap<>();
    private Path home = Path.of(System.getProperty("java.home"));
    private Path jar = Path.of(System.getProperty("agent.jar"));

    private Command(List<String> arguments) {
        this.arguments = arguments;
    }

    public static Command of(String... arguments) {
        return new Command(List.of(arguments));
    }

    /** A capture of that target. */
    public static Command capture(Target target, String... options) {
        List<String> arguments = new ArrayList<>(List.of("capture", target.pidText()));
        arguments.addAll(List.of(options));
        return new Command(arguments);
    }

    /** The dump of that target: everything else than success fails. */
    public static ThreadDump dump(Target target, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--to", "json"));
        all.addAll(List.of(options));
        return capture(target, all.toArray(String[]::new)).run().succeeded().dump();
    }

    /** Another JDK than that of this JVM. */
    public Command home(Path javaHome) {
        home = javaHome;
        return this;
    }

    /** Another jar than that of this build. */
    public Command jar(Path another) {
        jar = another;
        return this;
    }

    public Command environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /**
     * What became of it.
     *
     * @param code exit code
     */
    public record Outcome(int code, String stdout, String stderr) {

        public Outcome succeeded() {
            assertThat(code).as("exit code; %s", this).isZero();
            return this;
        }

        /** It ended with that code and words of its own, for people: no stack trace of an exception. */
        public Outcome refused(int expected) {
            assertThat(code).as("exit code; %s", this).isEqualTo(expected);
            assertThat(stderr).contains("thread-reporter: ").doesNotContain("\tat ");
            return this;
        }

        public ThreadDump dump() throws IOException {
            return JsonDumpReader.read(new StringReader(stdout), CaptureLimits.DEFAULTS);
        }

        @Override
        public String toString() {
            return "stderr:\n" + stderr + "\nstdout:\n" + stdout;
        }
    }

    /** The one thread of that name. */
    public static CapturedThread thread(ThreadDump dump, String name) {
        List<CapturedThread> named = dump.threads().stream()
                .filter(thread -> thread.name().equals(name))
                .toList();
        assertThat(named).as("threads %s", name).hasSize(1);
        return named.get(0);
    }

    /** Runs it to its end. */
    public Outcome run() throws IOException {
        try (Running running = start()) {
            return running.await();
        }
    }

    /** Starts it. */
    public Running start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        if (arguments.get(0).equals("capture")) {
            command.addAll(Patience.OPTIONS);
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(DISTURBING);
        builder.environment().putAll(environment);
        Path stdout = Files.createTempFile(Path.of("/var/tmp"), "command", ".out");
        Path stderr = Files.createTempFile(Path.of("/var/tmp"), "command", ".err");
        return new Running(
                builder.redirectOutput(stdout.toFile())
                        .redirectError(stderr.toFile())
                        .start(),
                stdout,
                stderr);
    }

    /** A command that runs. */
    public record Running(Process process, Path stdout, Path stderr) implements AutoCloseable {

        /** Waits for its end; fails if that does not come. */
        public Outcome await() throws IOException {
            try {
                boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
                Outcome outcome = new Outcome(ended ? process.exitValue() : -1, text(stdout), text(stderr));
                assertThat(ended)
                        .as("ended within %s s; %s", LIMIT_SECONDS, outcome)
                        .isTrue();
                return outcome;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String text(Path file) throws IOException {
            return Files.readString(file, StandardCharsets.UTF_8);
        }

        /** E.g. {@code INT}, as Ctrl-C does. */
        public void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly().onExit().join();
            Files.delete(stdout);
            Files.delete(stderr);
        }
    }
}
