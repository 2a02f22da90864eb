package io.github.threadreporter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Runs a main class of the tests in a JVM of its own, of the same JDK, and shows all that it printed if it fails. */
public final class ForkedJvm {

    /** What opens the inside of the JDK to a library on the class path. */
    public static final List<String> OPEN = List.of(
            "--add-opens", "java.base/java.lang=ALL-UNNAMED",
            "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens", "java.base/java.util.concurrent.locks=ALL-UNNAMED",
            "--add-opens", "java.base/jdk.internal.vm=ALL-UNNAMED");

    private static final long LIMIT_SECONDS = 400;

    private final List<String> flags = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Class<?> main;
    private String classPath = System.getProperty("java.class.path");

    private ForkedJvm(Class<?> main) {
        this.main = main;
        flags.add("-Xmx256m");
    }

    public static ForkedJvm of(Class<?> main) {
        return new ForkedJvm(main);
    }

    public static int feature() {
        return Runtime.version().feature();
    }

    public ForkedJvm flags(List<String> more) {
        flags.addAll(more);
        return this;
    }

    public ForkedJvm flags(String... more) {
        return flags(List.of(more));
    }

    /** Compiles the classes beside the main class, and below, before they run; to compile the whole JDK takes a minute. */
    public ForkedJvm compiled() {
        return flags(
                "-Xcomp",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=compileonly," + main.getPackageName() + ".*::*");
    }

    public ForkedJvm environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A folder that comes before all others on the class path. */
    public ForkedJvm first(Path folder) {
        classPath = folder + File.pathSeparator + classPath;
        return this;
    }

    /** Leaves entries out of the class path. */
    public ForkedJvm without(Predicate<String> entry) {
        classPath = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry.negate())
                .collect(Collectors.joining(File.pathSeparator));
        return this;
    }

    /** All that it printed; fails unless it ended by itself with exit code 0. */
    public String run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("forked-jvm", ".txt");
            try {
                return run(command, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(List<String> command, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended;
        try {
            ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
        if (!ended) {
            process.destroyForcibly();
        }
        String printed = Files.readString(output);
        assertThat(ended)
                .as("ended within %s s; it printed:%n%s", LIMIT_SECONDS, printed)
                .isTrue();
        assertThat(process.exitValue())
                .as("exit code; it printed:%n%s", printed)
                .isZero();
        return printed;
    }
}
