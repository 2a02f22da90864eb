package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.blackbox.BlackBox;
import io.github.threadreporter.blackbox.FakeBox;
import io.github.threadreporter.incident.Budget;
import io.github.threadreporter.incident.IncidentLimits;
import io.github.threadreporter.incident.Incidents;
import io.github.threadreporter.incident.Quota;
import io.github.threadreporter.incident.Teller;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Standing;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Sight;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final String OFF =
            "captures have cost more than their budget: nothing is captured by itself for a while";
    private static final String ON = "captures by triggers go on";

    /** Fails each time. */
    private static final class Failing implements Condition {
        private final String problem;
        private int asked;

        Failing(String problem) {
            this.problem = problem;
        }

        @Override
        public List<Symptom> check(Sight sight) {
            asked++;
            switch (problem) {
                case "exception" -> throw new IllegalStateException("broken");
                case "linkage" -> throw new NoClassDefFoundError("broken");
                case "stack" -> throw new StackOverflowError("broken");
                default -> throw new IllegalArgumentException(problem);
            }
        }
    }

    /** Tells the same each time, and keeps what it was asked with. */
    private static final class Steady implements Condition {
        private final List<Sight> asked = new ArrayList<>();
        private List<Symptom> answer = List.of();

        @Override
        public List<Symptom> check(Sight sight) {
            asked.add(sight);
            return answer;
        }
    }

    /** Remembers what it was asked to tell. */
    private static final class Told implements Teller, Teller.Telling {
        private final List<String> told = new ArrayList<>();
        private boolean fails;

        @Override
        public Telling capture(CaptureReason reason, Incident incident) {
            if (fails) {
                throw new IllegalStateException("no capture");
            }
            told.add(incident.state().label());
            return this;
        }

        @Override
        public boolean end(CaptureReason reason, Incident incident) {
            told.add(incident.state().label());
            return true;
        }

        @Override
        public boolean isTaken() {
            return true;
        }

        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public Set<Long> involved() {
            return Set.of();
        }
    }

    private static final class Switches implements ReporterMetrics {
        private final List<String> turned = new ArrayList<>();

        @Override
        public void switchedOff() {
            turned.add("off");
        }

        @Override
        public void switchedOn() {
            turned.add("on");
        }
    }

    private final FakeBox jvm = new FakeBox();
    private final Budget budget = new Budget(WINDOW, 1, 1_000_000, jvm::nanos);
    private final Told teller = new Told();
    private final Switches metrics = new Switches();
    private final List<String> said = new ArrayList<>();
    private final Steady steady = new Steady();

    private Rounds rounds(@Nullable BlackBox box, Condition... conditions) {
        IncidentLimits limits = IncidentLimits.DEFAULTS;
        Incidents incidents =
                new Incidents(limits, new Quota(limits, jvm::nanos, kind -> {}), budget, teller, jvm::now, jvm::nanos);
        return new Rounds(
                box, List.of(conditions), incidents, new Accounting(metrics, budget), jvm::now, jvm::nanos, said::add);
    }

    private void run(Rounds rounds, Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            jvm.pass(SECOND);
            rounds.run();
        }
    }

    private static List<Symptom> trouble() {
        return List.of(new Symptom("jam", new CaptureReason("jam", "the queue")));
    }

    /** Of what captures may cost. */
    private void spend(int percent) {
        budget.spend(WINDOW.dividedBy(100).dividedBy(100).multipliedBy(percent), 0);
    }

    /** How many looks a minute of rounds has room for. */
    private long looksInAMinute(Rounds rounds) {
        long before = jvm.box().figures().looks();
        run(rounds, Duration.ofMinutes(1));
        return jvm.box().figures().looks() - before;
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "linkage", "stack"})
    void conditionThatThrows_isComplainedOfOnce_andTheOthersGoOn(String problem) {
        Failing failing = new Failing(problem);
        Rounds rounds = rounds(null, failing, steady);
        steady.answer = trouble();

        run(rounds, Duration.ofSeconds(3));

        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("Failing failed: java.lang.")
                .endsWith("broken");
        assertThat(failing.asked).as("it may pass").isEqualTo(3);
        assertThat(steady.asked).hasSize(3);
        assertThat(teller.told).containsExactly("opened");
    }

    @Test
    void conditionsOfDifferentKinds_thatThrow_areComplainedOfOnceEach() {
        Condition other = sight -> {
            throw new IllegalStateException("broken too");
        };
        run(rounds(null, new Failing("exception"), other, steady), Duration.ofSeconds(3));
        assertThat(said).hasSize(2).anyMatch(line -> line.endsWith("broken")).anyMatch(line -> line.endsWith("too"));
        assertThat(steady.asked).hasSize(3);
    }

    @Test
    void lookThatThrows_isComplainedOfOnce_andConditionsAreAsked() {
        jvm.failsWith(new IllegalStateException("no ids"));
        run(rounds(jvm.box(), steady), Duration.ofSeconds(3));
        assertThat(said).containsExactly("BlackBox failed: java.lang.IllegalStateException: no ids");
        assertThat(steady.asked).hasSize(3).allSatisfy(sight -> assertThat(sight.threads())
                .isEmpty());
    }

    @Test
    void captureThatThrows_isComplainedOfOnce_andTheNextRoundTriesAgain() {
        Rounds rounds = rounds(null, steady);
        steady.answer = trouble();
        teller.fails = true;
        run(rounds, Duration.ofSeconds(3));
        assertThat(said).containsExactly("Incidents failed: java.lang.IllegalStateException: no capture");

        teller.fails = false;
        run(rounds, IncidentLimits.DEFAULTS.update());
        assertThat(teller.told).contains("opened");
        assertThat(said).hasSize(1);
    }

    @Test
    void conditions_seeWhatTheBlackBoxHasJustSeen() {
        jvm.runs(11, "order-1");
        Rounds rounds = rounds(jvm.box(), steady);
        run(rounds, SECOND);
        jvm.runs(12, "order-2");
        run(rounds, SECOND);

        assertThat(steady.asked)
                .extracting(sight ->
                        sight.threads().stream().map(Standing::name).sorted().toList())
                .containsExactly(List.of("order-1"), List.of("order-1", "order-2"));
        assertThat(steady.asked.get(1).nanos()).isEqualTo(jvm.nanos());
        assertThat(steady.asked.get(1).at()).isEqualTo(FakeBox.START.plusSeconds(2));
        assertThat(jvm.box().figures().looks()).isEqualTo(2);
    }

    @Test
    void trouble_isToldWhenItComes_andWhenItHasBeenOverForAWhile() {
        Rounds rounds = rounds(null, steady);
        run(rounds, SECOND);
        assertThat(teller.told).isEmpty();
        steady.answer = trouble();
        run(rounds, SECOND);
        assertThat(teller.told).containsExactly("opened");
        steady.answer = List.of();
        run(rounds, IncidentLimits.DEFAULTS.settle().plus(SECOND));
        assertThat(teller.told).containsExactly("opened", "over");
    }

    @Test
    void budgetAboveHalf_makesLooksRarer_andAsksConditionsAsBefore() {
        jvm.runs(11, "order-1");
        Rounds rounds = rounds(jvm.box(), steady);
        assertThat(looksInAMinute(rounds)).isEqualTo(60);
        spend(51);
        assertThat(looksInAMinute(rounds)).as("at 51 %").isEqualTo(30);
        spend(20);
        assertThat(looksInAMinute(rounds)).as("at 71 %").isBetween(7L, 8L);
        assertThat(steady.asked).hasSize(180);
        assertThat(said).isEmpty();
        assertThat(metrics.turned).isEmpty();
    }

    @Test
    void budgetThatIsUsedUp_isSaidOnce_andNothingIsCapturedUntilHalfIsFree() {
        jvm.runs(11, "order-1");
        Rounds rounds = rounds(jvm.box(), steady);
        run(rounds, SECOND);
        spend(101);
        steady.answer = trouble();

        run(rounds, Duration.ofMinutes(2));
        assertThat(said).containsExactly(OFF);
        assertThat(metrics.turned).containsExactly("off");
        assertThat(teller.told).isEmpty();

        run(rounds, WINDOW);
        assertThat(said).containsExactly(OFF, ON);
        assertThat(metrics.turned).containsExactly("off", "on");
        assertThat(teller.told).as("it still lasts").startsWith("opened");
        assertThat(looksInAMinute(rounds)).as("as before").isEqualTo(60);
    }

    @Test
    void roundsThatPause_lookAndAskForNothing_butTellOfTheBudget() {
        Rounds rounds = rounds(jvm.box(), steady);
        rounds.setEnabled(false);
        assertThat(rounds.isEnabled()).isFalse();
        spend(101);
        run(rounds, Duration.ofSeconds(3));
        assertThat(steady.asked).isEmpty();
        assertThat(jvm.box().figures().looks()).isZero();
        assertThat(said).containsExactly(OFF);

        rounds.setEnabled(true);
        run(rounds, SECOND);
        assertThat(steady.asked).hasSize(1);
        assertThat(jvm.box().figures().looks()).isEqualTo(1);
    }
}
