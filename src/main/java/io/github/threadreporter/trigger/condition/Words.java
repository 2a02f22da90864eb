package io.github.threadreporter.trigger.condition;

import java.time.Duration;

/** Texts that conditions share. */
final class Words {

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int KIB = 1024;
    private static final int LONGEST = 200;

    private Words() {}

    /** In the largest unit that leaves two digits or more. */
    static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 2) {
            return Math.max(0, time.toMillis()) + " ms";
        }
        return seconds < 2 * MINUTE
                ? seconds + " s"
                : seconds < 2 * HOUR ? seconds / MINUTE + " min" : seconds / HOUR + " h";
    }

    static String mebibytes(long bytes) {
        return bytes / KIB / KIB + " MiB";
    }

    /** {@code , and so have 3 others}; empty for none. */
    static String others(String has, int others) {
        return others == 0 ? "" : ", and so " + has + " " + others + (others == 1 ? " other" : " others");
    }

    /** A name of the application's that is not longer than a line. */
    static String bounded(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }

    /**
     * The time that a condition has to last.
     *
     * @throws IllegalArgumentException naming the parameter, if it is not positive
     */
    static Duration positive(String parameter, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(parameter + ": " + value + " is not positive");
        }
        return value;
    }

    /**
     * A share in percent, 0 for "not asked".
     *
     * @throws IllegalArgumentException naming the parameter, if it is not from 0 to 100
     */
    static int percent(String parameter, int value) {
        if (value < 0 || value > 100) {
            throw new IllegalArgumentException(parameter + ": " + value + " is not from 0 to 100");
        }
        return value;
    }
}
