package io.github.threadreporter.blackbox;

/**
 * When the next look is due, so that looks stay below their share of one processor. Not thread-safe.
 *
 * <p>The time between looks is what the average of the last ones, or the last one alone where it took longer, costs,
 * divided by the share. It is doubled, time and again, while looks take more than four times what they may take at the
 * shortest interval. The first look loads classes and compiles nothing; what it takes is not taken for what looks take.
 */
final class Pacing {

    private static final double WEIGHT = 0.2;
    private static final int DEAR = 4;
    private static final int MOST_BACK_OFF = 4;

    private final long shortest;
    private final double share;
    private double pace = 1;
    private double average;
    private double last;
    private int backOff = 1;
    private long looks;
    private long spent;

    Pacing(BlackBoxLimits limits) {
        this.shortest = limits.shortestInterval().toNanos();
        this.share = limits.percentOfCore() / 100;
    }

    void took(long nanos) {
        looks++;
        spent += nanos;
        if (looks == 1) {
            return;
        }
        last = nanos;
        average = looks == 2 ? nanos : average + WEIGHT * (nanos - average);
        backOff = average > DEAR * share * shortest ? Math.min(MOST_BACK_OFF, backOff * 2) : Math.max(1, backOff / 2);
    }

    void pace(double factor) {
        pace = factor;
    }

    long interval() {
        return (long) (Math.max((double) shortest, Math.max(average, last) / share * backOff) * pace);
    }

    /** A little early is on time: who asks once a second would be late by a second otherwise. */
    boolean isDue(long sinceLastLook) {
        return looks == 0 || sinceLastLook >= interval() - shortest / 8;
    }

    long looks() {
        return looks;
    }

    long spent() {
        return spent;
    }
}
