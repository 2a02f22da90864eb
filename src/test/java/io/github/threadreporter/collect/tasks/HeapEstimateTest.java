package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeapEstimateTest {

    private static final long GIB = 1L << 30;

    private final HeapEstimate estimate = new HeapEstimate();

    @Test
    void estimate_growsWithTheHeap() {
        assertThat(estimate.millis(2 * GIB)).isBetween(1_500L, 2_000L);
        assertThat(estimate.millis(GIB)).isBetween(750L, 1_000L);
        assertThat(estimate.millis(0)).isZero();
    }

    @Test
    void slowerThanEstimated_countsAtOnce() {
        estimate.learn(GIB, TimeUnit.SECONDS.toNanos(5));

        assertThat(estimate.millis(GIB)).isEqualTo(5_000);
    }

    @Test
    void fasterThanEstimated_countsByAndBy() {
        long before = estimate.millis(GIB);

        estimate.learn(GIB, 0);

        assertThat(estimate.millis(GIB)).isLessThan(before).isGreaterThan(before / 2);
    }

    @Test
    void smallHeap_teachesNothing() {
        long before = estimate.millis(GIB);

        estimate.learn(1 << 20, TimeUnit.SECONDS.toNanos(1));

        assertThat(estimate.millis(GIB)).isEqualTo(before);
    }
}
