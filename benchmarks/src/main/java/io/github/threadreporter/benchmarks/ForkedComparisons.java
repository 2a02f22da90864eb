package io.github.threadreporter.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs each {@link Comparison} in a JVM of its own, once as JVMs are and once with the inside of the JDK open to us. */
final class ForkedComparisons {

    /** As in an application that starts with the reporter's agent, or with these flags. */
    static final List<String> OPEN = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.vm=ALL-UNNAMED");

    /** The same for all, so that none of them pauses for the garbage of another more often than it must. */
    static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m");

    private static final List<List<String>> RIVALS = List.of(
            List.of("attachThreads", "captureAll"),
            List.of("getAllStackTraces", "dumpAllThreads", "collect"),
            List.of("getAllStackTraces", "withVariables", "withAllVariables"));

    private ForkedComparisons() {}

    static void run(List<String> fleets, int warmUp, int rounds) throws IOException, InterruptedException {
        for (String fleet : fleets) {
            for (List<String> flags : List.of(List.<String>of(), OPEN)) {
                for (List<String> names : RIVALS) {
                    System.out.printf(
                            "%n%s, JDK %s, %s: medians of %d turns, and their ratio to the first line%n",
                            fleet, Runtime.version().feature(), flags.isEmpty() ? "closed" : "opened", rounds);
                    List<String> arguments =
                            new ArrayList<>(List.of(fleet, Integer.toString(warmUp), Integer.toString(rounds)));
                    arguments.addAll(names);
                    fork(flags, arguments);
                }
            }
        }
    }

    private static void fork(List<String> flags, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(HEAP);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Comparison.class.getName()));
        command.addAll(arguments);
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException(command + " ended with " + exit);
        }
    }
}
