package io.github.threadreporter.blackbox;

import static io.github.threadreporter.blackbox.FakeSource.at;
import static java.lang.Thread.State.RUNNABLE;
import static java.lang.Thread.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {

    private final FakeSource jvm = new FakeSource();
    private final Random random = new Random(42);

    private BlackBox box(int bytes) {
        return new BlackBox(
                jvm,
                () -> jvm.nanos,
                () -> Instant.EPOCH.plusNanos(jvm.nanos),
                name -> name.startsWith("com.acme."),
                new BlackBoxLimits(bytes, Duration.ofSeconds(1), 100, 32));
    }

    private StackTraceElement[] frames(int depth) {
        StackTraceElement[] frames = new StackTraceElement[depth];
        for (int i = 0; i < depth; i++) {
            frames[i] = at("com.acme.Generated" + random.nextInt(1_000_000), "step" + random.nextInt(1_000), i);
        }
        return frames;
    }

    @ParameterizedTest
    @ValueSource(ints = {BlackBoxLimits.LEAST_BYTES, 65_536, 262_144})
    void bytes_stayBelowTheLimitWhateverThreadsDo(int limit) {
        BlackBox box = box(limit);
        for (int look = 0; look < 60; look++) {
            for (int i = 0; i < 40; i++) {
                jvm.stands(random.nextInt(1_500), "worker-" + i, RUNNABLE, frames(random.nextInt(40)));
                jvm.ends(random.nextInt(1_500));
            }
            jvm.nanos += 1_000_000_000;
            box.lookIfDue();
            assertThat(box.figures().bytes()).isLessThanOrEqualTo(limit);
        }
        assertThat(box.figures().looks()).isEqualTo(60);
        assertThat(box.figures().threads()).isPositive();
    }

    @Test
    void figures_countThreadsThatHaveNoRoom_andThoseThatStandLongestStay() {
        BlackBox box = box(BlackBoxLimits.LEAST_BYTES);
        jvm.stands(1, "stuck", WAITING, at("com.acme.Payments", "send", 1));
        jvm.nanos += 1_000_000_000;
        box.lookIfDue();
        for (int id = 2; id < 400; id++) {
            jvm.stands(id, "worker-" + id, RUNNABLE, frames(20));
        }
        for (int look = 0; look < 3; look++) {
            jvm.nanos += 1_000_000_000;
            box.lookIfDue();
        }
        assertThat(box.figures().threadsLeftOut()).isPositive();
        assertThat(box.figures().threads() + box.figures().threadsLeftOut()).isEqualTo(399);
        assertThat(box.figures().frames()).isLessThan(32);
        assertThat(box.history(jvm.captured()).stood()).containsEntry(1L, Duration.ofSeconds(3));
    }

    @Test
    void threadThatHadNoRoom_andGetsSome_isNotSaidToHaveCome() {
        BlackBox box = box(BlackBoxLimits.LEAST_BYTES);
        for (int id = 1; id < 400; id++) {
            jvm.stands(id, "worker-" + id, WAITING, at("com.acme.Payments", "send" + id, 1));
        }
        look(box, 3);
        assertThat(box.figures().threadsLeftOut()).isPositive();
        for (int id = 1; id < 390; id++) {
            jvm.ends(id);
        }
        look(box, 30);
        assertThat(box.figures().threadsLeftOut()).isZero();
        assertThat(box.figures().threads()).isEqualTo(10);
        assertThat(box.history(jvm.captured()).moments())
                .flatExtracting(Moment::changes)
                .noneMatch(change -> change.contains("came"));
    }

    private void look(BlackBox box, int times) {
        for (int look = 0; look < times; look++) {
            jvm.nanos += 1_000_000_000;
            box.lookIfDue();
        }
    }

    @Test
    void manyThousandThreads_doNotMakeItBlind() {
        BlackBox box = box(65_536);
        for (int id = 1; id <= 20_000; id++) {
            jvm.stands(id, "worker", WAITING, at("com.acme.Payments", "send", 1));
        }
        look(box, 5);
        assertThat(box.figures().threads()).isBetween(100, 400);
        assertThat(jvm.asked.size()).as("a look asks for no more than fit").isLessThan(2_000);
    }

    @Test
    void frames_areKeptAgainWhereThereIsRoom_andNobodyIsTakenToHaveMoved() {
        BlackBox box = box(65_536);
        StackTraceElement[] deep = frames(30);
        deep[0] = at("java.lang.Object", "wait", -2);
        jvm.stands(1, "stuck", WAITING, deep);
        jvm.nanos += 1_000_000_000;
        box.lookIfDue();
        for (int id = 2; id < 60; id++) {
            jvm.stands(id, "worker-" + id, RUNNABLE, frames(30));
        }
        jvm.nanos += 1_000_000_000;
        box.lookIfDue();
        assertThat(box.figures().frames()).isLessThan(32);
        for (long id = 2; id < 60; id++) {
            jvm.ends(id);
        }
        for (int look = 0; look < 300; look++) {
            jvm.nanos += 1_000_000_000;
            box.lookIfDue();
        }
        assertThat(box.figures().frames()).isEqualTo(32);
        assertThat(box.standings().get(0).frames()).hasSize(30);
        assertThat(box.standings().get(0).stood()).isEqualTo(Duration.ofSeconds(301));
    }

    @Test
    void frames_areKeptOnce() {
        Stacks stacks = new Stacks(name -> true);
        StackTraceElement[] one = {at("com.acme.A", "a", 1), at("com.acme.B", "b", 2)};
        StackTraceElement[] other = {at("com.acme.A", "a", 1), at("com.acme.B", "b", 2)};
        Stack kept = stacks.of(List.of(one), 32);
        assertThat(stacks.of(List.of(other), 32)).isSameAs(kept);
        assertThat(stacks.of(List.of(other[1]), 32).elements().get(0))
                .isSameAs(kept.elements().get(1))
                .isNotSameAs(one[1]);
    }
}
