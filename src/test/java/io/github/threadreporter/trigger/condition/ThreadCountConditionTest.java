package io.github.threadreporter.trigger.condition;

import static io.github.threadreporter.trigger.condition.Standings.running;
import static io.github.threadreporter.trigger.condition.Standings.sight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.model.Standing;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class ThreadCountConditionTest {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private int count;
    private final ThreadCountCondition condition = new ThreadCountCondition(1000, 100, TEN_MINUTES, () -> count);
    private int now;

    /** How often something was told in these seconds, with so many threads at each second since the start. */
    private int told(int seconds, IntUnaryOperator threads) {
        int told = 0;
        for (int i = 0; i < seconds; i++) {
            count = threads.applyAsInt(now);
            told += condition.check(sight(Duration.ofSeconds(now++))).size();
        }
        return told;
    }

    @Test
    void limit_isTold() {
        Duration time = Duration.ofSeconds(1);
        count = 999;
        assertThat(condition.check(sight(time))).isEmpty();
        count = 1000;
        Standing[] threads = {
            running(1, time, time, "a.B.c"), running(2, time, time, "a.B.c"), running(3, time, time, "a.B.c")
        };
        Symptom symptom = condition.check(sight(time, threads)).get(0);
        assertThat(symptom.key()).isEqualTo("thread-count");
        assertThat(symptom.reason().kind()).isEqualTo("thread-count");
        assertThat(symptom.reason().detail())
                .isEqualTo("there are 1000 threads, and 1000 are the limit; most are 3 t-*");
    }

    @Test
    void startOfAnApplication_isNoGrowth() {
        assertThat(told(4000, second -> Math.min(900, 10 + second * 2))).isZero();
    }

    @Test
    void steadyCount_isNoGrowth() {
        assertThat(told(4000, second -> 300 + second % 90)).isZero();
    }

    @Test
    void leak_isGrowth() {
        told(1300, second -> 200);
        assertThat(told(600, second -> 200 + (second - 1300) / 6)).isLessThanOrEqualTo(1);
        List<Symptom> symptoms = List.of();
        for (int i = 0; i < 60; i++) {
            count += 1;
            symptoms = condition.check(sight(Duration.ofSeconds(now++)));
        }
        assertThat(symptoms).hasSize(1);
        assertThat(symptoms.get(0).reason().detail()).contains("more than there were within the last 10 min");
    }

    @Test
    void growthThatStopped_isOver() {
        told(1300, second -> 200);
        assertThat(told(100, second -> 400)).isEqualTo(100);
        told(700, second -> 400);
        assertThat(told(10, second -> 400)).isZero();
    }

    @Test
    void zero_switchesOff() {
        ThreadCountCondition off = new ThreadCountCondition(0, 0, TEN_MINUTES, () -> 1_000_000);
        assertThat(off.check(sight(TEN_MINUTES))).isEmpty();
    }

    @Test
    void values_areChecked() {
        assertThatThrownBy(() -> new ThreadCountCondition(-1, 0, TEN_MINUTES)).hasMessage("limit: -1 is negative");
        assertThatThrownBy(() -> new ThreadCountCondition(0, -1, TEN_MINUTES)).hasMessageContaining("growth");
        assertThatThrownBy(() -> new ThreadCountCondition(0, 0, Duration.ZERO)).hasMessageContaining("within");
    }
}
