package io.github.threadreporter.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaTest {

    private long nanos;
    private final Quota quota =
            new Quota(new IncidentLimits(Duration.ofMinutes(5), Duration.ofSeconds(30), 10, 5, 3), () -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void kind_hasItsOwnLimitAnHour() {
        assertThat(quota.take("a", 3)).isTrue();
        assertThat(quota.take("a", 1)).isFalse();
        assertThat(quota.take("b", 2)).isTrue();
        assertThat(quota.take("c", 1)).as("five an hour in all").isFalse();
        assertThat(quota.drainWithheld()).isEqualTo(Map.of("a", 1, "c", 1));
        assertThat(quota.drainWithheld()).isEmpty();
    }

    @Test
    void hour_passes() {
        quota.take("a", 3);
        pass(Duration.ofMinutes(59));
        assertThat(quota.take("a", 1)).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(quota.take("a", 1)).isTrue();
    }

    @Test
    void day_hasALimit() {
        int taken = 0;
        for (int hour = 0; hour < 23; hour++) {
            taken += quota.take("a", 1) ? 1 : 0;
            pass(Duration.ofHours(1));
        }
        assertThat(taken).isEqualTo(10);
        assertThat(quota.usedToday()).isEqualTo(10);
        pass(Duration.ofHours(2));
        assertThat(quota.take("a", 1)).isTrue();
    }

    @Test
    void several_areTakenAllOrNone() {
        quota.take("a", 2);
        assertThat(quota.take("a", 2)).isFalse();
        assertThat(quota.take("a", 1)).isTrue();
    }

    @Test
    void forced_counts() {
        quota.force("a");
        quota.force("a");
        assertThat(quota.take("a", 2)).isFalse();
        assertThat(quota.take("a", 1)).isTrue();
    }

    @Test
    void kinds_areBounded() {
        for (int i = 0; i < 1_000; i++) {
            quota.withhold("kind-" + i);
        }
        Map<String, Integer> withheld = quota.drainWithheld();
        assertThat(withheld).hasSizeLessThan(100);
        assertThat(withheld.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000);
    }

    @Test
    void limits_areChecked() {
        assertThatThrownBy(() -> new IncidentLimits(Duration.ZERO, Duration.ofSeconds(1), 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("update");
    }

    @Test
    void defaults_areSafeForTheQuotaOfAProject() {
        assertThat(IncidentLimits.DEFAULTS)
                .isEqualTo(new IncidentLimits(Duration.ofMinutes(5), Duration.ofSeconds(30), 100, 30, 12));
    }
}
