package io.github.threadreporter.trigger.condition;

import static io.github.threadreporter.trigger.condition.Standings.sight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuConditionTest {

    private static final long SECOND = 1_000_000_000L;

    /** Four processors. */
    private static final class Machine implements CpuSource {
        private double process;
        private final Map<Long, Double> threads = new HashMap<>();
        private long processNanos;
        private final Map<Long, Long> threadNanos = new HashMap<>();

        /** From now on, in processors. */
        private void load(double ofProcess, Map<Long, Double> ofThreads) {
            process = ofProcess;
            threads.clear();
            threads.putAll(ofThreads);
        }

        private void runs(int seconds) {
            processNanos += (long) (process * seconds * SECOND);
            threads.forEach((id, share) -> threadNanos.merge(id, (long) (share * seconds * SECOND), Long::sum));
        }

        @Override
        public long processNanos() {
            return processNanos;
        }

        @Override
        public int processors() {
            return 4;
        }

        @Override
        public Map<Long, Long> threadNanos() {
            return Map.copyOf(threadNanos);
        }

        @Override
        public String name(long threadId) {
            return "t-" + threadId;
        }
    }

    private final Machine machine = new Machine();
    private final CpuCondition condition = new CpuCondition(80, 90, Duration.ofSeconds(60), machine, () -> 0);
    private int now;

    /** Checks each second. */
    private List<Symptom> run(int seconds) {
        List<Symptom> last = List.of();
        for (int i = 0; i < seconds; i++) {
            now++;
            machine.runs(1);
            last = condition.check(sight(Duration.ofSeconds(now)));
        }
        return last;
    }

    @Test
    void quietProcess_isNoSymptom() {
        machine.load(3, Map.of(7L, 0.8, 8L, 0.5));
        assertThat(run(300)).isEmpty();
    }

    @Test
    void busyThread_isToldAfterTheTime() {
        machine.load(1.5, Map.of(7L, 0.95, 8L, 0.5));

        assertThat(run(60)).isEmpty();
        Symptom symptom = run(15).get(0);

        assertThat(symptom.key()).isEqualTo("cpu");
        assertThat(symptom.reason().kind()).isEqualTo("cpu");
        assertThat(symptom.reason().suspect().threadId()).isEqualTo(7);
        assertThat(symptom.reason().suspect().headline().template())
                .isEqualTo("%s has used %s of one processor, for %s");
        assertThat(symptom.reason().detail()).startsWith("t-7 has used 95 % of one processor, for ");
    }

    @Test
    void threadThatWasQuietInBetween_beginsAnew() {
        machine.load(1, Map.of(7L, 1.0));
        run(50);
        machine.load(0, Map.of());
        run(10);
        machine.load(1, Map.of(7L, 1.0));
        assertThat(run(55)).isEmpty();
        assertThat(run(15)).hasSize(1);
        machine.load(0, Map.of());
        assertThat(run(10)).isEmpty();
    }

    @Test
    void severalBusyThreads_areOneSymptomOfTheBusiest() {
        machine.load(3, Map.of(7L, 0.92, 8L, 0.99, 9L, 0.95));
        Symptom symptom = run(90).get(0);
        assertThat(symptom.reason().suspect().threadId()).isEqualTo(8);
        assertThat(symptom.reason().detail()).endsWith(", and so have 2 others");
    }

    @Test
    void busyProcess_namesTheBusiestThread() {
        machine.load(3.6, Map.of(7L, 0.8, 8L, 0.85, 9L, 0.85, 10L, 0.85, 11L, 0.25));
        Symptom symptom = run(90).get(0);
        assertThat(symptom.reason().detail())
                .startsWith("the process has used 90 % of all 4 processors, for ")
                .contains("is the busiest thread, with 85 % of one processor")
                .doesNotContain("garbage");
    }

    @Test
    void processBusyWithoutJavaThreads_isSaidToCollectOrCompile() {
        machine.load(4, Map.of(7L, 0.3));
        assertThat(run(90).get(0).reason().detail())
                .contains("threads of Java used only 8 % of that: the rest is garbage collection");
    }

    @Test
    void zero_switchesOff() {
        machine.load(4, Map.of(7L, 1.0));
        CpuCondition off = new CpuCondition(0, 0, Duration.ofSeconds(60), machine, () -> 0);
        for (int i = 0; i < 100; i++) {
            machine.runs(1);
            assertThat(off.check(sight(Duration.ofSeconds(i)))).isEmpty();
        }
    }

    @Test
    void values_areChecked() {
        assertThatThrownBy(() -> new CpuCondition(101, 0, Duration.ofSeconds(1)))
                .hasMessage("processPercent: 101 is not from 0 to 100");
        assertThatThrownBy(() -> new CpuCondition(1, -1, Duration.ofSeconds(1))).hasMessageContaining("threadPercent");
        assertThatThrownBy(() -> new CpuCondition(1, 1, Duration.ZERO)).hasMessageContaining("lasting");
    }
}
