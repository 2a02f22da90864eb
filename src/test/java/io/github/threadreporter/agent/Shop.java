package io.github.threadreporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.shop.OrderService;
import com.acme.shop.OwnLoader;
import io.github.threadreporter.testing.Patience;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM with {@link OrderService} and its libraries, and nothing of ours but for what the test adds. */
final class Shop implements AutoCloseable {

    static final Path AGENT = Path.of(System.getProperty("agent.jar"));

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private Shop(Process process, Path errors) throws IOException {
        this.process = process;
        this.errors = errors;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        String first = output.readLine();
        assertThat(first).as(() -> "it printed to its errors:\n" + errors()).isEqualTo("up");
    }

    /** From a folder with its classes. */
    static Shop open(Path folder, String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(flags));
        String libraries = libraries().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-cp", classes(folder) + File.pathSeparator + libraries, OrderService.class.getName()));
        return start(folder, command);
    }

    /** From one jar with all. */
    static Shop openJar(Path folder, Path jar, String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(flags));
        command.addAll(List.of("-jar", jar.toString()));
        return start(folder, command);
    }

    private static Shop start(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx128m"));
        for (String limit : List.of("classFileMillis", "variableMillis", "variablePauseMillis")) {
            command.add("-Dthreadreporter.limits." + limit + "=60000"); // what is shown is so on a slow machine as well
        }
        command.addAll(arguments);
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("SENTRY_DSN");
        return new Shop(builder.start(), errors);
    }

    static Path classes(Path folder) throws IOException {
        Path classes = folder.resolve("classes");
        for (Class<?> type : List.of(OrderService.class, OwnLoader.class)) {
            Path file = classes.resolve(type.getName().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.copy(type.getResourceAsStream(type.getSimpleName() + ".class"), file);
        }
        return classes;
    }

    /** What applications bring along. */
    static List<Path> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName()
                        .toString()
                        .matches("(sentry|logback-classic|logback-core|slf4j-api)-\\d.*\\.jar"))
                .toList();
    }

    static String agent(String options) {
        return "-javaagent:" + AGENT + (options.isEmpty() ? "" : "=" + options);
    }

    String ask(String question) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8)
                .append(question)
                .append('\n')
                .flush();
        return output.readLine();
    }

    /** The command about this process; what it prints. */
    String command(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx128m", "-jar", AGENT.toString()));
        for (String argument : arguments) {
            command.add(argument.equals("PID") ? Long.toString(process.pid()) : argument);
        }
        if (arguments[0].equals("capture")) {
            command.addAll(Patience.OPTIONS);
        }
        Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(printed).isZero();
        return printed;
    }

    String errors() {
        try (Stream<String> lines = Files.lines(errors)) {
            // What the JVM itself says of each agent that comes later; nothing of ours can keep it from that.
            return lines.filter(
                            line -> !line.isBlank()
                                    && !line.matches(
                                            "WARNING: .*(JVM TI agent|serviceability tool|Dynamic loading|estricted method|native-access|System::load).*"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, and tells what it printed that was no answer. */
    List<String> end() throws IOException, InterruptedException {
        process.outputWriter().close();
        List<String> rest = output.lines().toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
