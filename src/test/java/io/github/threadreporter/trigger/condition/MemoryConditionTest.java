package io.github.threadreporter.trigger.condition;

import static io.github.threadreporter.trigger.condition.Standings.sight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryConditionTest {

    private static final long MIB = 1024 * 1024;

    private static final class Heap implements MemorySource {
        private long paused;
        private long used;

        @Override
        public long pausedMillis() {
            return paused;
        }

        @Override
        public List<Pool> afterCollection() {
            return List.of(new Pool("Old", used * MIB, 100 * MIB), new Pool("Unlimited", used * MIB, -1));
        }
    }

    private final Heap heap = new Heap();
    private final MemoryCondition condition = new MemoryCondition(25, 90, Duration.ofSeconds(60), heap);
    private int now;

    private List<Symptom> run(int seconds, int pausedMillisEach) {
        List<Symptom> last = List.of();
        for (int i = 0; i < seconds; i++) {
            heap.paused += pausedMillisEach;
            last = condition.check(sight(Duration.ofSeconds(now++)));
        }
        return last;
    }

    @Test
    void seldomCollections_areNoSymptom() {
        heap.used = 89;
        assertThat(run(600, 240)).isEmpty();
    }

    @Test
    void pausesThatTakeMuchOfTheTime_areTold() {
        assertThat(run(60, 300)).isEmpty();
        Symptom symptom = run(2, 300).get(0);
        assertThat(symptom.key()).isEqualTo("memory");
        assertThat(symptom.reason().kind()).isEqualTo("memory");
        assertThat(symptom.reason().detail())
                .isEqualTo("garbage collections have stopped the JVM for 30 % of the last 60 s");
    }

    @Test
    void pauses_areThoseOfTheLastTime() {
        run(3600, 0);
        assertThat(run(45, 300)).isEmpty();
        assertThat(run(10, 300)).hasSize(1);
        run(40, 0);
        assertThat(run(1, 0)).isEmpty();
    }

    @Test
    void memoryThatStaysUsedAfterCollections_isTold() {
        heap.used = 95;
        assertThat(run(60, 0)).isEmpty();
        assertThat(run(1, 0).get(0).reason().detail())
                .isEqualTo("95 % of the 100 MiB of Old are in use after garbage collections, for 60 s");
        heap.used = 50;
        assertThat(run(1, 0)).isEmpty();
    }

    @Test
    void zero_switchesOff() {
        heap.used = 99;
        heap.paused = 1_000_000;
        MemoryCondition off = new MemoryCondition(0, 0, Duration.ofNanos(1), heap);
        for (int i = 0; i < 9; i++) {
            heap.paused += 1000;
            assertThat(off.check(sight(Duration.ofSeconds(i)))).isEmpty();
        }
    }

    @Test
    void values_areChecked() {
        assertThatThrownBy(() -> new MemoryCondition(101, 0, Duration.ofSeconds(1)))
                .hasMessageContaining("gcPercent");
        assertThatThrownBy(() -> new MemoryCondition(0, 101, Duration.ofSeconds(1)))
                .hasMessageContaining("usedPercent");
        assertThatThrownBy(() -> new MemoryCondition(1, 1, Duration.ZERO)).hasMessageContaining("lasting");
    }
}
