package io.github.threadreporter.blackbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One look, or several that follow each other: the states are those of the last, what happened is that of all.
 *
 * @param from when the look before was taken, by the clock that counts nanoseconds
 * @param to when the last one was taken
 * @param cpuNanos processor time of the process in between, or -1
 * @param gcMillis the same for garbage collection
 * @param arrivals the places to which most threads came, of those of the application
 */
record Point(
        Instant at,
        long from,
        long to,
        int looks,
        Map<Thread.State, Integer> states,
        long cpuNanos,
        long gcMillis,
        int started,
        int ended,
        List<Arrival> arrivals) {

    private static final int FIXED_BYTES = 96 + 24 + 120 + 64;

    /** So many places are kept. */
    static final int ARRIVALS = 6;

    Point {
        states = Map.copyOf(states);
        arrivals = List.copyOf(arrivals);
    }

    /** This one and the next, as one. */
    Point plus(Point next) {
        return new Point(
                next.at,
                from,
                next.to,
                looks + next.looks,
                next.states,
                sum(cpuNanos, next.cpuNanos),
                sum(gcMillis, next.gcMillis),
                started + next.started,
                ended + next.ended,
                heaviest(
                        Stream.concat(arrivals.stream(), next.arrivals.stream()).toList()));
    }

    private static long sum(long one, long other) {
        return one < 0 || other < 0 ? -1 : one + other;
    }

    /** Those to which most came, each place once. */
    static List<Arrival> heaviest(List<Arrival> all) {
        List<Arrival> places = new ArrayList<>();
        for (Arrival arrival : all) {
            int i = 0;
            while (i < places.size() && !places.get(i).at(arrival.place())) {
                i++;
            }
            if (i < places.size()) {
                places.set(i, places.get(i).plus(arrival));
            } else {
                places.add(arrival);
            }
        }
        places.sort(Comparator.comparingInt(Arrival::times).reversed());
        return places.size() <= ARRIVALS ? places : List.copyOf(places.subList(0, ARRIVALS));
    }

    long nanos() {
        return to - from;
    }

    long bytes() {
        return FIXED_BYTES + arrivals.stream().mapToLong(Arrival::bytes).sum();
    }
}
