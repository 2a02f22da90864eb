package io.github.threadreporter.attach;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that knows nothing of us. It ends when this one does, since it reads from a pipe. */
final class TargetJvm implements AutoCloseable {

    /** Anybody can read it, and it is not below /tmp, which some targets have one of their own of. */
    private final Path classes;

    private final Process process;
    private final BufferedReader output;
    private final long pid;

    private TargetJvm(Path classes, Process process) throws IOException {
        this.classes = classes;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.pid = Long.parseLong(output.readLine().substring(TargetMain.READY.length()));
    }

    static TargetJvm start(String... flags) throws IOException {
        return start(List.of(), Path.of(System.getProperty("java.home")), List.of(flags), List.of());
    }

    /** @param launcher what comes before {@code java}, such as {@code setpriv} */
    static TargetJvm start(List<String> launcher, Path javaHome, List<String> flags, List<String> arguments)
            throws IOException {
        Path classes = Files.createTempDirectory(Path.of("/var/tmp"), "target-jvm");
        String file = TargetMain.class.getName().replace('.', '/') + ".class";
        Path copy = classes.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(TargetMain.class.getResourceAsStream("TargetMain.class"), copy);
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        List<String> command = new ArrayList<>(launcher);
        command.add(javaHome.resolve("bin/java").toString());
        command.add("-Xmx64m");
        command.addAll(flags);
        command.addAll(List.of("-cp", classes.toString(), TargetMain.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(classes.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new TargetJvm(classes, builder.start());
    }

    /** As it sees it itself. */
    long ownPid() {
        return pid;
    }

    long pid() {
        return process.descendants().mapToLong(ProcessHandle::pid).max().orElse(process.pid());
    }

    Jvm seen() throws AttachException {
        return Jvms.of(pid());
    }

    Path workingDirectory() {
        return classes;
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    void tell(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    /** The next line that it prints. */
    String nextLine() throws IOException {
        return output.readLine();
    }

    /** Ends it, and tells what it printed meanwhile. */
    List<String> end() throws IOException, InterruptedException {
        process.outputWriter().close();
        List<String> lines = output.lines().toList();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it does not end");
        }
        return lines;
    }

    private void endByItself() throws IOException {
        try {
            process.outputWriter().close();
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        endByItself(); // which removes what the JVM made in /tmp
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
