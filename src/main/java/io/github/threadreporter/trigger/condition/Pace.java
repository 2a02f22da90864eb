package io.github.threadreporter.trigger.condition;

import java.time.Duration;

/**
 * When something may be done again that costs the application: not before the shortest interval is over, and not before
 * its cost has been made up for. Cost is saved up at a constant share of time, at most that of a minute, and may be
 * overdrawn once; so over any longer time it stays below the share, however long one turn takes. Not thread-safe.
 */
public final class Pace {

    private static final Duration MOST_SAVED = Duration.ofMinutes(1);
    private static final Duration SHORTEST_HURRY = Duration.ofSeconds(1);

    private final long shortest;
    private final long hurry;
    private final double share;
    private final double most;
    private double saved;
    private long savedAt;
    private long doneAt;
    private boolean begun;

    /**
     * Due at once.
     *
     * @param shortest from the end of one turn to the next
     * @param share of one processor that it may cost, e.g. 0.002
     * @throws IllegalArgumentException if the interval is not positive or the share not between 0 and 1
     */
    public Pace(Duration shortest, double share) {
        this.shortest = Words.positive("shortest", shortest).toNanos();
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " is not above 0 and at most 1");
        }
        this.hurry = Math.min(this.shortest, SHORTEST_HURRY.toNanos());
        this.share = share;
        this.most = MOST_SAVED.toNanos() * share;
    }

    /**
     * Whether the next turn is due.
     *
     * @param nanos now, by a clock like {@link System#nanoTime()}
     */
    public boolean isDue(long nanos) {
        return isDue(nanos, shortest);
    }

    /** Whether it may be done before it is due: its cost is paid for, and the last turn is a second ago. */
    public boolean mayHurry(long nanos) {
        return isDue(nanos, hurry);
    }

    private boolean isDue(long nanos, long interval) {
        if (!begun) {
            return true;
        }
        save(nanos);
        return saved >= 0 && nanos - doneAt >= interval;
    }

    /**
     * A turn is over.
     *
     * @param nanos now
     * @param cost processor time and pauses that it took, in nanoseconds
     */
    public void done(long nanos, long cost) {
        if (begun) {
            save(nanos);
        }
        saved -= Math.max(0, cost);
        savedAt = nanos;
        doneAt = nanos;
        begun = true;
    }

    private void save(long nanos) {
        saved = Math.min(most, saved + (nanos - savedAt) * share);
        savedAt = nanos;
    }
}
