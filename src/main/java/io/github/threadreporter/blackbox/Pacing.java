package io.github.threadreporter.blackbox;

import java.util.concurrent.TimeUnit;

/**
 * When the next look is due, so that looks stay below their share of one processor: they live on a credit that grows with
 * time by that share, up to what a minute gives. So a look that took long by accident does not stop the next; where looks
 * take more than their share they come when there is credit for one that takes as long as the last few did. The first look
 * of all loads classes and asks for all threads: it is free. Not thread-safe.
 */
final class Pacing {

    private static final long CREDIT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double WEIGHT = 0.2;

    private final double shortest;
    private final double share;
    private double pace = 1;
    private double credit;
    private double average;
    private long lastLook;
    private long looks;
    private long spent;

    Pacing(BlackBoxLimits limits) {
        this.shortest = limits.shortestInterval().toNanos();
        this.share = limits.percentOfCore() / 100;
        this.credit = share * CREDIT_NANOS;
    }

    /** @param now when the look began, by the clock that {@link #isDue} is asked with */
    void took(long now, long nanos) {
        if (looks > 0) {
            credit = Math.min(share * CREDIT_NANOS, credit + earned(now)) - nanos;
            average = looks == 1 ? nanos : average + WEIGHT * (nanos - average);
        }
        lastLook = now;
        looks++;
        spent += nanos;
    }

    void pace(double factor) {
        pace = factor;
    }

    private double earned(long now) {
        return (now - lastLook) * share / pace;
    }

    /** A little early is on time: who asks once a second would be late by a second otherwise. */
    boolean isDue(long now) {
        if (looks == 0) {
            return true;
        }
        boolean time = now - lastLook >= shortest * pace - shortest / 8;
        return time && credit + earned(now) >= Math.min(average, share * CREDIT_NANOS);
    }

    /** The time between looks in the long run. */
    long interval() {
        return (long) (Math.max(shortest, average / share) * pace);
    }

    long looks() {
        return looks;
    }

    long spent() {
        return spent;
    }
}
