package io.github.threadreporter.collect.tasks;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Durations in words. */
public final class Seconds {

    private Seconds() {}

    /** {@code 12.3 s} */
    public static String text(long nanos) {
        return BigDecimal.valueOf(nanos, 9).setScale(1, RoundingMode.HALF_UP).toPlainString() + " s";
    }
}
