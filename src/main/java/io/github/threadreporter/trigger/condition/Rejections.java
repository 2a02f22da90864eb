package io.github.threadreporter.trigger.condition;

import java.time.Duration;

/** For how long an executor has rejected work again and again. Not thread-safe. */
final class Rejections {

    private final long gap;
    private long count;
    private long countBefore;
    private long first;
    private long latest;
    private boolean rejecting;

    /**
     * None so far.
     *
     * @param gap without a rejection for so long, it is over
     * @param count what was rejected before anybody looked
     */
    Rejections(Duration gap, long count) {
        this.gap = gap.toNanos();
        this.count = count;
    }

    /** For how long it has rejected; zero where it does not. */
    Duration lasted(long countNow, long nanos) {
        if (rejecting && countNow == count && nanos - latest > gap) {
            rejecting = false;
        }
        if (countNow > count) {
            if (!rejecting) {
                rejecting = true;
                first = nanos;
                countBefore = count;
            }
            latest = nanos;
            count = countNow;
        }
        return rejecting ? Duration.ofNanos(latest - first) : Duration.ZERO;
    }

    /** How much of its work since it began to reject. */
    long rejected() {
        return count - countBefore;
    }
}
