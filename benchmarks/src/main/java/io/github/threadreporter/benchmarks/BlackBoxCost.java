package io.github.threadreporter.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.threadreporter.blackbox.BlackBox;
import io.github.threadreporter.blackbox.BlackBoxFigures;
import io.github.threadreporter.blackbox.BlackBoxLimits;
import io.github.threadreporter.internal.SafepointClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the black box takes, asked once a second whether it looks: of threads that rest, and of threads that do something
 * every fifth of a second. JVMs take turns with those that have none.
 */
final class BlackBoxCost {

    private static final List<String> FLEETS = List.of("equal-500", "distinct-500", "busy-50", "busy-500");
    private static final List<String> MODES = List.of("none", "box");
    private static final String BUSY = "busy-";
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private BlackBoxCost() {}

    /** What one JVM tells: CPU in percent of one processor, that and pauses as the box tells, milliseconds a look. */
    private record Run(double cpu, double pauses, double told, double look, double interval, double bytes) {

        static Run parse(String line) {
            double[] values = Arrays.stream(line.strip().split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return new Run(values[0], values[1], values[2], values[3], values[4], values[5]);
        }
    }

    /** Arguments of the forked JVM: the mode, the fleet, how many seconds. */
    public static void main(String[] arguments) {
        String fleet = arguments[1];
        int seconds = Integer.parseInt(arguments[2]);
        Runnable end = start(fleet);
        BlackBox box = BlackBox.ofThisJvm(
                name -> name.startsWith("io.github.threadreporter.benchmarks."), BlackBoxLimits.DEFAULTS);
        boolean looks = arguments[0].equals("box");
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        SafepointClock safepoints = SafepointClock.ofThisJvm();
        watch(box, looks, 2 * seconds); // what the JVM compiles meanwhile is paid once
        BlackBoxFigures before = box.figures();
        long cpu = system.getProcessCpuTime();
        long paused = safepoints.totalNanos().orElse(0);
        long begin = System.nanoTime();
        watch(box, looks, seconds);
        double took = System.nanoTime() - begin;
        BlackBoxFigures after = box.figures();
        double spent = after.spent().minus(before.spent()).toNanos();
        System.out.printf(
                Locale.ROOT,
                "%f %f %f %f %f %d%n",
                100 * (system.getProcessCpuTime() - cpu) / took,
                100 * (safepoints.totalNanos().orElse(0) - paused) / took,
                100 * spent / took,
                spent / 1e6 / Math.max(1, after.looks() - before.looks()),
                after.interval().toNanos() / 1e9,
                after.bytes());
        end.run();
    }

    private static void watch(BlackBox box, boolean looks, int seconds) {
        for (int i = 0; i < seconds; i++) {
            LockSupport.parkNanos(SECOND_NANOS);
            if (looks) {
                box.lookIfDue();
            }
        }
    }

    private static Runnable start(String fleet) {
        if (!fleet.startsWith(BUSY)) {
            return Fleet.start(fleet)::close;
        }
        for (int i = Integer.parseInt(fleet.substring(BUSY.length())); i > 0; i--) {
            long first = i;
            Thread thread = new Thread(() -> walk(first), "order-worker-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        return () -> {};
    }

    /** A few places, as a worker has them. */
    private static void walk(long first) {
        for (long course = first; ; course++) {
            Walk.to(30, course % 8, () -> LockSupport.parkNanos(STEP_NANOS));
        }
    }

    static void compare(int turns, int seconds) throws IOException, InterruptedException {
        System.out.printf(
                "%nblack box, JDK %d, medians of %d turns of %d s, percent of one processor%n",
                Runtime.version().feature(), turns, seconds);
        System.out.printf(
                "%-14s%8s%8s%8s%10s%10s%10s%10s%10s%n",
                "", "without", "with", "more", "pauses", "it tells", "a look ms", "every s", "bytes");
        for (String fleet : FLEETS) {
            Run[][] runs = new Run[MODES.size()][turns];
            for (int turn = 0; turn < turns; turn++) {
                for (int i = 0; i < MODES.size(); i++) {
                    int which = (turn + i) % MODES.size();
                    runs[which][turn] = fork(MODES.get(which), fleet, seconds);
                }
            }
            double without = median(runs[0], 0);
            double with = median(runs[1], 0);
            System.out.printf(
                    Locale.ROOT,
                    "%-14s%8.2f%8.2f%8.2f%10.3f%10.3f%10.2f%10.1f%10.0f%n",
                    fleet,
                    without,
                    with,
                    with - without,
                    median(runs[1], 1) - median(runs[0], 1),
                    median(runs[1], 2),
                    median(runs[1], 3),
                    median(runs[1], 4),
                    median(runs[1], 5));
        }
    }

    private static double median(Run[] runs, int which) {
        double[] sorted = Arrays.stream(runs)
                .mapToDouble(run -> new double[] {
                            run.cpu(), run.pauses(), run.told(), run.look(), run.interval(), run.bytes()
                        }
                        [which])
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static Run fork(String mode, String fleet, int seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ForkedComparisons.HEAP);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BlackBoxCost.class.getName()));
        command.addAll(List.of(mode, fleet, Integer.toString(seconds)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue());
        }
        return Run.parse(printed);
    }
}
