package io.github.threadreporter.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private long nanos;
    private final Budget budget = new Budget(WINDOW, 1, 1_000, () -> nanos); // 6 s

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void belowHalf_nothingHappens() {
        budget.spend(Duration.ofMillis(2_900), 400);
        assertThat(budget.pace()).isEqualTo(1);
        assertThat(budget.isOff()).isFalse();
    }

    @Test
    void aboveHalf_everythingBecomesRarer() {
        budget.spend(Duration.ofMillis(3_100), 0);
        assertThat(budget.pace()).isEqualTo(2);
        budget.spend(Duration.ofMillis(2_000), 0);
        assertThat(budget.pace()).isEqualTo(16);
        assertThat(budget.isOff()).isFalse();
    }

    @Test
    void usedUp_isOffUntilHalfIsFree() {
        budget.spend(Duration.ofSeconds(3), 0);
        pass(Duration.ofMinutes(5));
        budget.spend(Duration.ofSeconds(4), 0);
        assertThat(budget.isOff()).isTrue();
        assertThat(budget.usedPercent()).isEqualTo(116);
        pass(Duration.ofMinutes(5)); // the first is out of the window: 66 % are used
        assertThat(budget.isOff()).isTrue();
        pass(Duration.ofMinutes(5));
        assertThat(budget.isOff()).isFalse();
    }

    @Test
    void bytes_countAsWell() {
        budget.spend(Duration.ZERO, 1_000);
        assertThat(budget.isOff()).isTrue();
    }

    @Test
    void manySmallCosts_areAddedUpInLittleMemory() {
        for (int i = 0; i < 100_000; i++) {
            budget.spend(Duration.ofNanos(60_000), 0);
            pass(Duration.ofMillis(6));
        }
        assertThat(budget.usedPercent()).isBetween(98, 100);
    }

    @Test
    void arguments_areChecked() {
        assertThatThrownBy(() -> new Budget(WINDOW, 0, 1, () -> 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
