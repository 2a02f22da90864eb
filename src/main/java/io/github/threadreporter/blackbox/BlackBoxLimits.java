package io.github.threadreporter.blackbox;

import java.time.Duration;

/**
 * What the black box may take. Immutable.
 *
 * @param bytes memory that it keeps from look to look, as it estimates it itself
 * @param shortestInterval the shortest time between looks
 * @param percentOfCore how much of one processor looks may take in the long run, in percent; where they take more they
 *     get rarer
 * @param frames how many of the newest frames of a thread are looked at and kept
 */
public record BlackBoxLimits(int bytes, Duration shortestInterval, double percentOfCore, int frames) {

    /** Less than this holds no more than a few threads. */
    public static final int LEAST_BYTES = 16_384;

    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
    private static final int LEAST_FRAMES = 4;
    private static final int MOST_FRAMES = 512;

    /** 256 KiB, once a second, 0.3 % of one processor, 32 frames. */
    public static final BlackBoxLimits DEFAULTS = new BlackBoxLimits(262_144, Duration.ofSeconds(1), 0.3, 32);

    /** @throws IllegalArgumentException naming the limit and its value, if it is out of its range */
    public BlackBoxLimits {
        if (bytes < LEAST_BYTES) {
            throw new IllegalArgumentException("bytes: " + bytes + " is less than " + LEAST_BYTES);
        }
        if (shortestInterval.compareTo(LEAST_INTERVAL) < 0 || shortestInterval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("shortestInterval: " + shortestInterval + " is not between "
                    + LEAST_INTERVAL + " and " + LONGEST_INTERVAL);
        }
        if (!(percentOfCore > 0 && percentOfCore <= 100)) {
            throw new IllegalArgumentException("percentOfCore: " + percentOfCore + " is not above 0 and at most 100");
        }
        if (frames < LEAST_FRAMES || frames > MOST_FRAMES) {
            throw new IllegalArgumentException(
                    "frames: " + frames + " is not between " + LEAST_FRAMES + " and " + MOST_FRAMES);
        }
    }
}
