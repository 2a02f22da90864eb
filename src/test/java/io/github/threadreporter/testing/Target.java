package io.github.threadreporter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM that knows nothing of us and stays until it is closed: it prints {@value #READY} and reads its input, which ends
 * with this process at the latest. All that it prints is kept. Its class path holds one class of the tests, with those
 * nested in it, and the jars that are named.
 */
public final class Target implements AutoCloseable {

    /** What a main class prints when it can be looked at. */
    public static final String READY = "ready";

    private static final int LIMIT_SECONDS = 60;

    private final Path folder;
    private final Process process;
    private final BufferedReader output;

    private Target(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    public static Builder of(Class<?> main) {
        return new Builder(main.getName()).with(main);
    }

    /** A main class that is in one of its jars. */
    public static Builder of(String main) {
        return new Builder(main);
    }

    /** How a target is started. */
    public static final class Builder {
        private final String main;
        private final List<Class<?>> classes = new ArrayList<>();
        private final List<Path> jars = new ArrayList<>();
        private final List<String> launcher = new ArrayList<>();
        private final List<String> flags = new ArrayList<>(List.of("-Xmx64m", "-XX:+UseSerialGC"));
        private Path home = Path.of(System.getProperty("java.home"));

        private Builder(String main) {
            this.main = main;
        }

        /** Another class of the tests that it needs. */
        public Builder with(Class<?> more) {
            classes.add(more);
            return this;
        }

        public Builder jars(List<Path> more) {
            jars.addAll(more);
            return this;
        }

        /** What comes before {@code java}, such as {@code setpriv}. */
        public Builder launcher(List<String> command) {
            launcher.addAll(command);
            return this;
        }

        /** Later ones win. */
        public Builder flags(String... more) {
            flags.addAll(List.of(more));
            return this;
        }

        /** Another JDK or runtime image than that of this JVM. */
        public Builder home(Path javaHome) {
            home = javaHome;
            return this;
        }

        /** Starts it and waits until it is ready. */
        public Target start(String... arguments) throws IOException {
            Target target = launch(arguments);
            try {
                target.awaitReady();
                return target;
            } catch (IOException | RuntimeException | Error e) {
                target.close();
                throw e;
            }
        }

        /** Starts it and waits for nothing. */
        public Target launch(String... arguments) throws IOException {
            // Not below /tmp, which some targets have one of their own of.
            Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "target");
            for (Class<?> type : classes) {
                copy(type, folder);
            }
            String classPath = Stream.concat(Stream.of(folder), jars.stream())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            List<String> command = new ArrayList<>(launcher);
            command.add(home.resolve("bin/java").toString());
            command.addAll(flags);
            command.addAll(List.of("-cp", classPath, main));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(folder.resolve("stderr").toFile());
            builder.environment().keySet().removeAll(Command.DISTURBING);
            openToAll(folder);
            return new Target(folder, builder.start());
        }

        private static void copy(Class<?> type, Path folder) throws IOException {
            String name = type.getName().replace('.', '/');
            Path origin = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().getPath());
            Path into = Files.createDirectories(folder.resolve(name).getParent());
            try (Stream<Path> siblings = Files.list(origin.resolve(name).getParent())) {
                for (Path file : siblings.toList()) {
                    String simple = file.getFileName().toString();
                    if (simple.equals(type.getSimpleName() + ".class")
                            || simple.startsWith(type.getSimpleName() + "$")) {
                        Files.copy(file, into.resolve(simple));
                    }
                }
            }
        }

        private static void openToAll(Path folder) throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.toList()) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    private void awaitReady() throws IOException {
        String line = output.readLine();
        assertThat(line).as("it printed on stderr:%n%s", stderr()).isEqualTo(READY);
    }

    /** As we see it. */
    public long pid() {
        return process.descendants().mapToLong(ProcessHandle::pid).max().orElse(process.pid());
    }

    public String pidText() {
        return Long.toString(pid());
    }

    /** Its folder in {@code /proc}. */
    public Path proc() {
        return Path.of("/proc", pidText());
    }

    /** E.g. {@code STOP}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, pidText()).inheritIO().start().waitFor();
    }

    /** Makes a main class of the tests go on; see there. */
    public void tell(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    /** The next line on its standard output, null if it has ended. */
    public String nextLine() throws IOException {
        return output.readLine();
    }

    /** All of its standard error so far. */
    public String stderr() throws IOException {
        return Files.readString(folder.resolve("stderr"));
    }

    private void closeInput() {
        try {
            process.outputWriter().close();
        } catch (IOException e) {
            // It has ended, and nobody reads what was written to it.
        }
    }

    /** Ends it, and tells what it printed on its standard output since it was ready. */
    public List<String> end() throws IOException, InterruptedException {
        closeInput();
        List<String> lines = output.lines().toList();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        return lines;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Of one that has ended. */
    public int exitValue() {
        return process.exitValue();
    }

    /** It ends by itself if it can, so that nothing of it stays in /tmp. */
    @Override
    public void close() throws IOException {
        try {
            closeInput();
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
