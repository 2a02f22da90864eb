package io.github.threadreporter.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks on the JVM that it runs on:
 *
 * <ul>
 *   <li>{@code compare [FLEET...]}: contenders that take turns in one JVM, closed and opened;
 *   <li>{@code idle}: what an application pays between captures;
 *   <li>{@code blackbox}: what its looks take;
 *   <li>{@code service}: what a service under load pays for a reporter that watches;
 *   <li>{@code startup}: what it pays for starting with the agent, {@code target/thread-reporter.jar} or what {@code
 *       -Dagent.jar} names;
 *   <li>{@code jmh [OPTION...]}: all benchmarks, opened, with the options of JMH;
 *   <li>{@code smoke}: each of them once, with a handful of threads, for builds.
 * </ul>
 */
public final class Main {

    private static final String[] CROWDS = {
        "distinct-100",
        "distinct-500",
        "distinct-1000",
        "distinct-5000",
        "virtual-1000",
        "virtual-10000",
        "virtual-100000"
    };

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "compare" ->
                ForkedComparisons.run(rest.isEmpty() ? List.of("distinct-500", "equal-500") : rest, 60, 100);
            case "idle" -> IdleCost.compare(7, 30);
            case "blackbox" -> BlackBoxCost.compare(5, 30);
            case "service" -> ServiceCost.compare(8, 30);
            case "startup" -> StartupCost.compare(agentJar(), 41);
            case "jmh" -> jmh(rest);
            case "smoke" -> smoke();
            default ->
                throw new IllegalArgumentException(
                        "one of: compare [FLEET...], idle, blackbox, service, startup, jmh [OPTION...], smoke");
        }
    }

    private static void jmh(List<String> arguments) throws CommandLineOptionException, RunnerException {
        CommandLineOptions given = new CommandLineOptions(arguments.toArray(String[]::new));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(given)
                .addProfiler(GaugeProfiler.class)
                .shouldFailOnError(true);
        if (!given.getJvmArgs().hasValue()) {
            List<String> flags = new ArrayList<>(ForkedComparisons.HEAP);
            flags.addAll(ForkedComparisons.OPEN);
            options.jvmArgs(flags.toArray(String[]::new));
        }
        if (!given.getParameter("crowd").hasValue()) {
            options.param("crowd", possible(CROWDS));
        }
        run(options.build());
    }

    private static void smoke() throws RunnerException, IOException, InterruptedException {
        Options options = new OptionsBuilder()
                .addProfiler(GaugeProfiler.class)
                .shouldFailOnError(true)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .param("fleet", "distinct-5", "equal-5")
                .param("crowd", possible("distinct-5", "virtual-20"))
                .param("waiters", "300")
                .build();
        run(options);
        ForkedComparisons.run(List.of("distinct-5"), 0, 1);
        IdleCost.compare(1, 1);
        BlackBoxCost.compare(1, 1);
        ServiceCost.compare(1, 1);
        StartupCost.compare(agentJar(), 1);
    }

    private static Path agentJar() {
        return Path.of(System.getProperty("agent.jar", "target/thread-reporter.jar"));
    }

    private static String[] possible(String... crowds) {
        return Arrays.stream(crowds).filter(Fleet::possible).toArray(String[]::new);
    }

    private static void run(Options options) throws RunnerException {
        Collection<RunResult> results = new Runner(options).run();
        if (results.isEmpty()) {
            throw new IllegalStateException("no benchmark ran");
        }
    }
}
