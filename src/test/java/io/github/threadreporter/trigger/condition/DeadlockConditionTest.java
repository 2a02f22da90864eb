package io.github.threadreporter.trigger.condition;

import static io.github.threadreporter.trigger.condition.Standings.blocked;
import static io.github.threadreporter.trigger.condition.Standings.sight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Scene;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlockConditionTest {

    private static final Deadlock TWO = Deadlock.ofThreads(List.of(1L, 2L));

    private final Scene scene = new Scene().threads(1, 4);
    private final List<CaptureReason> looks = new ArrayList<>();
    private List<Deadlock> deadlocks = List.of();
    private long cost;
    private long cpu;

    private final DeadlockCondition condition = new DeadlockCondition(Duration.ofSeconds(10), this::look, () -> cpu);

    private ThreadDump look(CaptureReason reason) {
        looks.add(reason);
        cpu += cost;
        return scene.dump().withAnalysis(new Analysis(List.of(), deadlocks, null, Headline.NONE, List.of()));
    }

    private List<Symptom> at(int second) {
        return condition.check(sight(Duration.ofSeconds(second)));
    }

    @Test
    void noDeadlock_isNoSymptom() {
        assertThat(at(0)).isEmpty();
        assertThat(looks).hasSize(1);
    }

    @Test
    void deadlock_isToldWithItsFirstThread() {
        deadlocks = List.of(TWO);

        Symptom symptom = at(0).get(0);

        assertThat(symptom.key()).isEqualTo("thread 1,thread 2");
        assertThat(symptom.reason().kind()).isEqualTo("deadlock");
        assertThat(symptom.reason().detail()).isEqualTo("t-1, which waits for t-2, which waits for t-1");
        assertThat(symptom.reason().suspect().threadId()).isEqualTo(1);
        assertThat(symptom.reason().suspect().headline())
                .isEqualTo(Headline.of("%s and %s wait for each other", "t-1", "t-2"));
    }

    @Test
    void answer_isRepeatedBetweenLooks() {
        deadlocks = List.of(TWO);
        at(0);

        assertThat(at(9)).hasSize(1);
        assertThat(looks).hasSize(1);
        deadlocks = List.of();
        assertThat(at(10)).isEmpty();
    }

    @Test
    void severalDeadlocks_areSeveralSymptomsWithSteadyKeys() {
        deadlocks = List.of(TWO, Deadlock.ofThreads(List.of(3L)));
        List<String> keys = at(0).stream().map(Symptom::key).toList();

        deadlocks = List.of(Deadlock.ofThreads(List.of(3L)), Deadlock.ofThreads(List.of(2L, 1L)));
        assertThat(at(10).stream().map(Symptom::key)).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void tasks_belongToTheKeyAndAreNoSuspects() {
        deadlocks =
                List.of(new Deadlock(List.of(Node.task("com.acme.Ship@1"), Node.task("com.acme.Ship@2")), List.of()));

        Symptom symptom = at(0).get(0);

        assertThat(symptom.key()).isEqualTo("task com.acme.Ship@1,task com.acme.Ship@2");
        assertThat(symptom.reason().suspect()).isNull();
    }

    @Test
    void dearLooks_comeSeldom() {
        cost = Duration.ofMillis(200).toNanos(); // 100 s, of the first one a minute
        for (int second = 0; second < 600; second++) {
            at(second);
        }
        assertThat(looks).hasSize(7);
    }

    @Test
    void threadsThatBeginToStandAtLocks_makeALookComeEarlier() {
        Duration five = Duration.ofSeconds(5);
        at(0);

        condition.check(sight(five, blocked(1, five, 2, "com.acme.A.a")));
        assertThat(looks).hasSize(1);
        condition.check(sight(five, blocked(1, five, 2, "com.acme.A.a"), blocked(2, five, 1, "com.acme.A.b")));
        assertThat(looks).hasSize(2);
        Duration eight = Duration.ofSeconds(8);
        condition.check(sight(eight, blocked(1, eight, 2, "com.acme.A.a"), blocked(2, eight, 1, "com.acme.A.b")));
        assertThat(looks).as("the same threads").hasSize(2);
    }

    @Test
    void threadsThatCameToTheirLocksJustNow_doNot() {
        Duration two = Duration.ofSeconds(2);
        at(0);
        condition.check(sight(two, blocked(1, two, 2, "com.acme.A.a"), blocked(2, two, 1, "com.acme.A.b")));
        assertThat(looks).hasSize(1);
    }

    @Test
    void failedLook_isPacedAsWell() {
        DeadlockCondition failing = new DeadlockCondition(
                Duration.ofSeconds(10),
                reason -> {
                    looks.add(reason);
                    throw new IllegalStateException("no");
                },
                () -> cpu);
        assertThatThrownBy(() -> failing.check(sight(Duration.ZERO))).hasMessage("no");
        assertThat(failing.check(sight(Duration.ofSeconds(1)))).isEmpty();
        assertThat(looks).hasSize(1);
    }
}
