package io.github.threadreporter.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What an application that does nothing pays for starting with our agent: JVMs take turns, one without an agent, one with
 * the agent alone, and one that captures by a schedule, which does not come within its life.
 */
final class StartupCost {

    /** Does nothing: the time is that of the JVM and the agent. */
    static final class Nothing {
        private Nothing() {}

        public static void main(String[] arguments) {}
    }

    private static final List<String> MODES = List.of("none", "agent", "schedule");

    private StartupCost() {}

    /** @param jar the runnable {@code thread-reporter.jar} */
    static void compare(Path jar, int turns) throws IOException, InterruptedException {
        double[][] millis = new double[MODES.size()][turns];
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < MODES.size(); i++) {
                int which = (turn + i) % MODES.size();
                millis[which][turn] = fork(jar, MODES.get(which));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%nstart to end of a JVM that does nothing, JDK %s, %d turns; and more than the first line%n%-12s%s%n",
                Runtime.version().feature(),
                turns,
                "",
                "      least    median     least    median  (ms)");
        for (int i = 0; i < MODES.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s%11.0f%10.0f%10.0f%10.0f%n",
                    MODES.get(i),
                    least(millis[i]),
                    median(millis[i]),
                    least(millis[i]) - least(millis[0]),
                    median(millis[i]) - median(millis[0]));
        }
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double fork(Path jar, String mode) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ForkedComparisons.HEAP);
        if (mode.equals("agent")) {
            command.add("-javaagent:" + jar);
        } else if (mode.equals("schedule")) {
            command.add("-javaagent:" + jar + "=schedule=5m,in-app=com.acme");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Nothing.class.getName()));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue());
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
