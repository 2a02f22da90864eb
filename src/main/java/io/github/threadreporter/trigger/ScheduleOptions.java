package io.github.threadreporter.trigger;

import java.time.Duration;

/**
 * What a {@link Schedule} goes by. Immutable.
 *
 * @param timing when runs are due
 * @param jitter each run is later by a random time below this one, so that the instances of a service do not all capture
 *     at once; less than the period, if there is one, and at most an hour
 * @param samplePercent how many runs of a hundred capture; the others are passed over at random
 * @param quiet when none capture
 */
public record ScheduleOptions(Timing timing, Duration jitter, double samplePercent, QuietHours quiet) {

    private static final Duration MOST_JITTER = Duration.ofHours(1);

    /** @throws IllegalArgumentException if one of them is out of its bounds */
    public ScheduleOptions {
        if (jitter.isNegative() || jitter.compareTo(MOST_JITTER) > 0) {
            throw new IllegalArgumentException("jitter: " + jitter + " is not between nothing and an hour");
        }
        if (timing instanceof Timing.Every every && jitter.compareTo(every.period()) >= 0) {
            throw new IllegalArgumentException("jitter: " + jitter + " is not less than the period " + every.period());
        }
        if (!(samplePercent > 0 && samplePercent <= 100)) {
            throw new IllegalArgumentException("samplePercent: " + samplePercent + " is not above 0 and at most 100");
        }
    }

    /** Each run captures, when it is due. */
    public static ScheduleOptions of(Timing timing) {
        return new ScheduleOptions(timing, Duration.ZERO, 100, QuietHours.NONE);
    }
}
