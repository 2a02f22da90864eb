package io.github.threadreporter.benchmarks;

import io.github.threadreporter.benchmarks.Meter.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Lets contenders take turns in one JVM and prints the medians of what they cost and the ratios to the first. On a
 * machine with other things to do, figures of runs one after the other differ by more than the contenders do; the
 * ratio of two that took turns does not. Main class of a forked JVM.
 */
final class Comparison {

    private final List<String> names;
    private final List<Contender> contenders = new ArrayList<>();
    private final List<List<Reading>> readings = new ArrayList<>();
    private final Meter meter = new Meter();

    private Comparison(List<String> names) {
        this.names = names;
        for (String name : names) {
            contenders.add(Contender.named(name));
            readings.add(new ArrayList<>());
        }
    }

    /** Arguments: fleet, rounds to warm up, rounds to measure, contenders; the first is the one to compare with. */
    public static void main(String[] arguments) {
        List<String> names = Arrays.asList(arguments).subList(3, arguments.length);
        try (Fleet fleet = Fleet.start(arguments[0])) {
            Comparison comparison = new Comparison(names);
            comparison.rounds(Integer.parseInt(arguments[1]));
            comparison.readings.forEach(List::clear);
            comparison.rounds(Integer.parseInt(arguments[2]));
            System.out.println(fleet.size() + " threads");
            comparison.print();
            comparison.contenders.forEach(Contender::close);
        }
    }

    /** Who goes first changes, so that nobody always runs into what the others left. */
    private void rounds(int count) {
        for (int round = 0; round < count; round++) {
            for (int turn = 0; turn < contenders.size(); turn++) {
                int which = (round + turn) % contenders.size();
                Contender contender = contenders.get(which);
                meter.start();
                contender.act();
                readings.get(which).add(meter.stop());
                contender.settle();
            }
        }
    }

    private void print() {
        System.out.printf(
                "%-20s%14s%7s%14s%7s%14s%7s%14s%n", "", "caller ms", "", "pause ms", "", "caller KiB", "", "event KiB");
        for (int i = 0; i < names.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-20s%14.2f%7.2f%14.3f%7.2f%14.0f%7.2f%14.0f%n",
                    names.get(i),
                    median(i, Reading::nanos) / 1e6,
                    ratio(i, Reading::nanos),
                    median(i, Reading::pauseNanos) / 1e6,
                    ratio(i, Reading::pauseNanos),
                    median(i, Reading::bytes) / 1024,
                    ratio(i, Reading::bytes),
                    contenders.get(i).eventBytes() / 1024.0);
        }
    }

    private double ratio(int which, ToLongFunction<Reading> figure) {
        return median(which, figure) / median(0, figure);
    }

    private double median(int which, ToLongFunction<Reading> figure) {
        long[] sorted = readings.get(which).stream().mapToLong(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }
}
