package io.github.threadreporter.trigger.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final Pace pace = new Pace(Duration.ofSeconds(10), 0.002);

    @Test
    void firstTurn_isDueAtOnce() {
        assertThat(pace.isDue(-5)).isTrue();
    }

    @Test
    void cheapTurns_comeAtTheShortestInterval() {
        pace.done(0, MILLI);

        assertThat(pace.isDue(10 * SECOND - 1)).isFalse();
        assertThat(pace.isDue(10 * SECOND)).isTrue();
    }

    @Test
    void dearTurn_isMadeUpForFirst() {
        pace.done(0, 100 * MILLI); // 50 s at 0.2 %

        assertThat(pace.isDue(49 * SECOND)).isFalse();
        assertThat(pace.mayHurry(49 * SECOND)).isFalse();
        assertThat(pace.isDue(51 * SECOND)).isTrue();
    }

    @Test
    void hurry_isPossibleWhereTheCostIsPaid() {
        pace.done(0, MILLI); // half a second

        assertThat(pace.mayHurry(SECOND / 2)).isFalse();
        assertThat(pace.mayHurry(SECOND)).isTrue();
    }

    @Test
    void turnsOfAnyCost_takeNoMoreThanTheShare() {
        long spent = 0;
        long now = 0;
        long[] costs = {MILLI, 300 * MILLI, 3 * MILLI, 40 * MILLI};
        int turns = 0;
        for (; now < 3600 * SECOND; now += SECOND) {
            if (pace.isDue(now) || pace.mayHurry(now)) {
                long cost = costs[turns++ % costs.length];
                pace.done(now, cost);
                spent += cost;
            }
        }
        assertThat(turns).isGreaterThan(20);
        // The last turn may be overdrawn.
        assertThat(spent).isLessThanOrEqualTo((long) (now * 0.002) + 300 * MILLI);
    }

    @Test
    void savings_areThoseOfAMinute() {
        pace.done(0, 0);
        assertThat(pace.isDue(3600 * SECOND)).isTrue();
        pace.done(3600 * SECOND, 120 * MILLI + 20 * MILLI); // the minute's, and 10 s more

        assertThat(pace.mayHurry(3609 * SECOND)).isFalse();
        assertThat(pace.mayHurry(3611 * SECOND)).isTrue();
    }

    @Test
    void values_areChecked() {
        assertThatThrownBy(() -> new Pace(Duration.ZERO, 0.1)).hasMessageContaining("shortest");
        assertThatThrownBy(() -> new Pace(Duration.ofSeconds(1), 0)).hasMessageContaining("share: 0.0");
    }
}
