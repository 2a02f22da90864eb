package io.github.threadreporter.benchmarks;

import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.internal.jvmti.LibraryFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * What an application pays between captures. JVMs take turns, since what was loaded stays: one without the library, one
 * that has loaded it, one that has taken a capture before and is idle since, one that takes one every ten seconds, and
 * one that was started with it and takes none.
 * Each does sums and hands numbers from thread to thread for a while, and tells how often it came round.
 */
final class IdleCost {

    private static final List<String> MODES = List.of("none", "loaded", "afterwards", "every10s", "agentpath");
    private static final List<String> WITHOUT_REPORTER = List.of("none", "loaded", "agentpath");
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private IdleCost() {}

    /** Arguments of the forked JVM: the mode, how many seconds. */
    public static void main(String[] arguments) throws InterruptedException {
        String mode = arguments[0];
        long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1]));
        if (mode.equals("loaded") && Jvmti.load().jvmti() == null) {
            throw new IllegalStateException(Jvmti.load().lack());
        }
        ThreadReporter reporter = WITHOUT_REPORTER.contains(mode)
                ? null
                : ThreadReporter.builder().build();
        if (reporter != null) {
            reporter.dump();
        }
        rounds(nanos / 4); // warm-up
        long next = System.nanoTime() + PERIOD_NANOS / 2;
        long end = System.nanoTime() + nanos;
        long done = 0;
        while (System.nanoTime() - end < 0) {
            done += rounds(TimeUnit.MILLISECONDS.toNanos(100));
            if (mode.equals("every10s") && reporter != null && System.nanoTime() - next > 0) {
                reporter.dump();
                next += PERIOD_NANOS;
            }
        }
        System.out.println(done);
    }

    private static long rounds(long nanos) throws InterruptedException {
        SynchronousQueue<Integer> queue = new SynchronousQueue<>();
        long end = System.nanoTime() + nanos;
        Thread other = new Thread(() -> {
            try {
                while (queue.take() >= 0) {
                    Thread.onSpinWait();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts", e);
            }
        });
        other.start();
        long rounds = 0;
        double sum = 0;
        while (System.nanoTime() - end < 0) {
            for (int i = 1; i < 20_000; i++) {
                sum += Math.sqrt(i) / (sum + i);
            }
            queue.put(sum > 0 ? 1 : 2);
            rounds++;
        }
        queue.put(-1);
        other.join();
        return rounds;
    }

    static void compare(int turns, int seconds) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("idle-cost");
        Path library = LibraryFile.ofThisJvm().writeTo(folder);
        long[][] done = new long[MODES.size()][turns];
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < MODES.size(); i++) {
                int which = (turn + i) % MODES.size();
                done[which][turn] = fork(MODES.get(which), seconds, library);
            }
        }
        Files.delete(library);
        Files.delete(folder);
        System.out.printf("%nrounds in %d s, medians of %d turns, and their ratio to the first line%n", seconds, turns);
        for (int i = 0; i < MODES.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s%12.0f%8.3f%n",
                    MODES.get(i),
                    median(done[i]),
                    median(done[i]) / median(done[0]));
        }
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    private static long fork(String mode, int seconds, Path library) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ForkedComparisons.HEAP);
        if (mode.equals("agentpath")) {
            command.add("-agentpath:" + library);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), IdleCost.class.getName()));
        command.addAll(List.of(mode, Integer.toString(seconds)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue());
        }
        return Long.parseLong(printed);
    }
}
