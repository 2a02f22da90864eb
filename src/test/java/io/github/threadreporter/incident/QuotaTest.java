package io.github.threadreporter.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    }

    @Test
    void withheld_isCountedUntilItIsTold() {
        quota.withhold("a");
        quota.withhold("c");
        Map<String, Integer> drained = quota.drainWithheld();
        assertThat(drained).isEqualTo(Map.of("a", 1, "c", 1));
        assertThat(quota.drainWithheld()).isEmpty();
        quota.withhold("a");
        quota.restore(drained);
        assertThat(quota.drainWithheld()).isEqualTo(Map.of("a", 2, "c", 1));
    }

    @Test
    void givenBack_canBeTakenAgain() {
        quota.take("b", 1);
        quota.take("a", 3);
        quota.giveBack("a", 2);
        assertThat(quota.usedToday()).isEqualTo(2);
        assertThat(quota.take("a", 3)).isFalse();
        assertThat(quota.take("a", 2)).isTrue();
        quota.giveBack("never taken", 1);
        assertThat(quota.usedToday()).isEqualTo(4);
    }

    @Test
    @Timeout(60)
    void listener_isNotCalledUnderTheLock() {
        List<Integer> used = new ArrayList<>();
        Quota[] own = new Quota[1];
        own[0] = new Quota(
                IncidentLimits.DEFAULTS,
                () -> nanos,
                kind -> used.add(
                        CompletableFuture.supplyAsync(own[0]::usedToday).join()));
        own[0].withhold("a");
        assertThat(used).containsExactly(0);
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
