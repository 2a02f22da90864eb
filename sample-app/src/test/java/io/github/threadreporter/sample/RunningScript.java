package io.github.threadreporter.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code sample-app/run} as a process of its own, on the JDK of the tests, in a folder that is not the repository. */
final class RunningScript implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 600;

    private final Process process;
    private final Path out;
    private final Path err;

    private RunningScript(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static RunningScript start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        Path script = Path.of("run").toAbsolutePath();
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("SENTRY_")
                        || name.startsWith("THREADREPORTER_")
                        || name.endsWith("JAVA_OPTIONS")
                        || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new RunningScript(builder.start(), out, err);
    }

    /** Its exit code; fails with everything it said if it does not end. */
    int awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running\n" + said());
        }
        return process.exitValue();
    }

    /** As a kill does, or a container that is stopped. */
    void terminate() {
        process.destroy();
    }

    List<String> lines() throws IOException {
        return Files.readAllLines(out);
    }

    String errors() throws IOException {
        return Files.readString(err);
    }

    String said() throws IOException {
        return Files.readString(out) + errors();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
