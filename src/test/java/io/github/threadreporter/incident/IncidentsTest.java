package io.github.threadreporter.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.threadreporter.incident.Incidents.Wish;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Incident.State;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IncidentsTest {

    private static final Duration UPDATE = Duration.ofMinutes(5);
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final FakeTeller teller = new FakeTeller();
    private IncidentLimits limits = new IncidentLimits(UPDATE, SETTLE, 100, 30, 12);
    private long nanos;
    private Quota quota = new Quota(limits, () -> nanos);
    private Budget budget = new Budget(Duration.ofMinutes(10), 1, 1_000_000, () -> nanos);
    private Incidents incidents = incidents();

    private Incidents incidents() {
        return new Incidents(limits, quota, budget, teller, () -> Instant.EPOCH.plusNanos(nanos), () -> nanos);
    }

    private void with(IncidentLimits value) {
        limits = value;
        quota = new Quota(limits, () -> nanos);
        incidents = incidents();
    }

    /** A check a second. */
    private void seconds(int count, Symptom... symptoms) {
        for (int i = 0; i < count; i++) {
            incidents.observe(List.of(symptoms));
            nanos += 1_000_000_000L;
        }
    }

    private static Symptom symptom(String kind, String key, Long... threads) {
        return new Symptom(key, new CaptureReason(kind, "something"), Set.of(threads));
    }

    @Test
    void symptom_thatComesAndGoes_isOpenedAndOver() {
        seconds(60, symptom("cpu", "a"));
        seconds(60);
        assertThat(teller.states()).containsExactly("opened", "over");
        Incident over = teller.told.get(1);
        assertThat(over.id()).isEqualTo(teller.told.get(0).id());
        assertThat(over.lasted()).isEqualTo(Duration.ofSeconds(59));
        assertThat(over.event()).isEqualTo(2);
        assertThat(incidents.open()).isEmpty();
    }

    @Test
    void incident_thatLasts_isToldAtIntervalsThatDouble() {
        seconds(3_600, symptom("cpu", "a"));
        assertThat(teller.told)
                .extracting(incident -> incident.lasted().toMinutes())
                .containsExactly(0L, 5L, 15L, 35L);
        assertThat(teller.states()).containsExactly("opened", "continuing", "continuing", "continuing");
        assertThat(teller.told).extracting(Incident::event).containsExactly(1, 2, 3, 4);
    }

    @Test
    void symptom_thatIsAwayForAMoment_isTheSameIncident() {
        seconds(10, symptom("cpu", "a"));
        seconds(29);
        seconds(10, symptom("cpu", "a"));
        assertThat(teller.states()).containsExactly("opened");
    }

    @Test
    void otherKeys_areOtherIncidents() {
        seconds(2, symptom("cpu", "a"), symptom("memory", "b"));
        assertThat(teller.told).hasSize(2).extracting(Incident::id).doesNotHaveDuplicates();
    }

    @Test
    void sameKey_ofAnotherCondition_isAnotherIncident() {
        seconds(2, symptom("cpu", "a"), symptom("memory", "a"));
        assertThat(teller.told).extracting(Incident::kind).containsExactly("cpu", "memory");
    }

    @Test
    void secondIncident_whileTheFirstIsWorkedOut_waits() {
        teller.busy = true;
        seconds(5, symptom("deadlock", "a", 1L, 2L), symptom("stuck-thread", "b", 3L));
        assertThat(teller.told).extracting(Incident::kind).containsExactly("deadlock");
        teller.busy = false;
        seconds(1, symptom("deadlock", "a", 1L, 2L), symptom("stuck-thread", "b", 3L));
        assertThat(teller.told).extracting(Incident::kind).containsExactly("deadlock", "stuck-thread");
    }

    @Test
    void symptom_thatAnIncidentExplains_isAPartOfIt() {
        teller.explains.addAll(Set.of(1L, 2L, 3L));
        seconds(5, symptom("deadlock", "a", 1L, 2L));
        seconds(5, symptom("stuck-thread", "b", 2L, 3L));
        seconds(60, symptom("stuck-thread", "b", 2L, 3L));
        assertThat(teller.told).extracting(Incident::kind).containsExactly("deadlock");
        seconds(60);
        assertThat(teller.states()).containsExactly("opened", "over");
        assertThat(teller.told.get(1).lasted()).isEqualTo(Duration.ofSeconds(69));
    }

    @Test
    void symptom_thatGrows_isAPartOfWhatExplainsMostOfIt() {
        teller.explains.addAll(Set.of(1L, 2L, 3L));
        seconds(1, symptom("pool-exhaustion", "a"));
        seconds(1, symptom("pool-exhaustion", "a"), symptom("stuck-thread", "b", 1L, 2L, 3L, 4L));
        assertThat(teller.told).hasSize(1);
    }

    @Test
    void symptom_thatAnIncidentExplainsInPart_isAnother() {
        teller.explains.add(1L);
        seconds(1, symptom("deadlock", "a", 1L));
        seconds(1, symptom("deadlock", "a", 1L), symptom("stuck-thread", "b", 1L, 9L));
        assertThat(teller.told).hasSize(2);
    }

    @Test
    void flapping_forAnHour_makesFewEvents() {
        with(new IncidentLimits(UPDATE, SETTLE, 10_000, 10_000, 10_000)); // bounded by itself, not by the quota
        for (int minute = 0; minute < 60; minute++) {
            seconds(20, symptom("cpu", "a"));
            seconds(40);
        }
        assertThat(teller.told).hasSizeBetween(4, 10);
        assertThat(teller.states()).startsWith("opened", "over", "opened");
    }

    @Test
    void storm_ofManyTroubles_endsAtTheQuota() {
        for (int i = 0; i < 3_600; i++) {
            seconds(1, symptom("cpu", "a" + i), symptom("memory", "b" + i), symptom("stuck-thread", "c" + i));
        }
        assertThat(teller.told).hasSizeLessThanOrEqualTo(30).hasSizeGreaterThan(10);
        // each that was opened has an end
        seconds(3_600);
        assertThat(teller.told.stream().filter(incident -> incident.state() == State.OPENED))
                .hasSameSizeAs(teller.told.stream()
                        .filter(incident -> incident.state() == State.OVER)
                        .toList());
    }

    @Test
    void refusedByTheQuota_isToldLaterIfItLasts() {
        with(new IncidentLimits(UPDATE, SETTLE, 100, 2, 2));
        seconds(31, symptom("cpu", "a"));
        seconds(1, symptom("memory", "b"));
        assertThat(teller.told).hasSize(1);
        seconds(4_000, symptom("memory", "b"));
        assertThat(teller.told).extracting(Incident::kind).contains("memory");
        Incident late = teller.told.stream()
                .filter(incident -> incident.kind().equals("memory"))
                .findFirst()
                .orElseThrow();
        assertThat(late.state()).isEqualTo(State.OPENED);
        assertThat(late.lasted()).isGreaterThan(Duration.ofMinutes(1));
        assertThat(late.withheld()).containsKey("memory");
    }

    @Test
    void neverTold_hasNoEnd() {
        with(new IncidentLimits(UPDATE, SETTLE, 1, 1, 1));
        seconds(5, symptom("cpu", "a"));
        seconds(100);
        assertThat(teller.told).isEmpty();
        assertThat(quota.drainWithheld()).isEqualTo(Map.of("cpu", 1));
    }

    @Test
    void budget_thatIsUsedUp_withholds() {
        budget.spend(Duration.ofSeconds(7), 0);
        seconds(5, symptom("cpu", "a"));
        assertThat(teller.told).isEmpty();
        seconds(700, symptom("cpu", "a")); // by then nothing of it is in the window
        assertThat(teller.states()).containsExactly("opened");
    }

    @Test
    void moment_byHand_isTakenWhateverTheLimits() {
        with(new IncidentLimits(UPDATE, SETTLE, 1, 1, 1));
        assertThat(incidents.moment(new CaptureReason("log-event", ""), Wish.TRIGGER))
                .isNotNull();
        assertThat(incidents.moment(new CaptureReason("log-event", ""), Wish.TRIGGER))
                .isNull();
        assertThat(incidents.moment(new CaptureReason("jmx", ""), Wish.BY_HAND)).isNotNull();
        assertThat(teller.states()).containsExactly("moment", "moment");
        assertThat(teller.told.get(1).withheld()).isEqualTo(Map.of("log-event", 1));
    }

    @Test
    void schedule_isWithinTheBudgetAlone() {
        with(new IncidentLimits(UPDATE, SETTLE, 1, 1, 1));
        for (int i = 0; i < 5; i++) {
            assertThat(incidents.moment(new CaptureReason("schedule", ""), Wish.SCHEDULE))
                    .isNotNull();
        }
        budget.spend(Duration.ofSeconds(7), 0);
        assertThat(incidents.moment(new CaptureReason("schedule", ""), Wish.SCHEDULE))
                .isNull();
    }

    @Test
    void end_thatCannotBeHandedOver_isTriedAgain() {
        seconds(5, symptom("cpu", "a"));
        teller.refusesEnds = true;
        seconds(60);
        assertThat(teller.states()).containsExactly("opened");
        teller.refusesEnds = false;
        seconds(1);
        assertThat(teller.states()).containsExactly("opened", "over");
    }

    @Test
    void captureThatIsRefused_isNoEvent_andTriedAgainSoon() {
        teller.refuses = true;
        seconds(100, symptom("cpu", "a"));
        assertThat(quota.usedToday()).isZero();
        teller.refuses = false;
        seconds(60, symptom("cpu", "a"));
        assertThat(teller.told).extracting(Incident::event).containsExactly(1);
        Incident opened = teller.told.get(0);
        assertThat(opened.state()).isEqualTo(State.OPENED);
        assertThat(opened.lasted()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(130));
        assertThat(opened.withheld()).as("once, however often it was tried").isEqualTo(Map.of("cpu", 1));
    }

    @Test
    void momentThatIsRefused_usesNothingUp() {
        with(new IncidentLimits(UPDATE, SETTLE, 2, 2, 2));
        teller.refuses = true;
        for (int i = 0; i < 5; i++) {
            assertThat(incidents.moment(new CaptureReason("log-event", ""), Wish.TRIGGER))
                    .matches(telling -> !telling.isTaken());
        }
        teller.refuses = false;
        assertThat(incidents.moment(new CaptureReason("log-event", ""), Wish.TRIGGER))
                .matches(Teller.Telling::isTaken);
        assertThat(teller.told.get(0).withheld()).isEqualTo(Map.of("log-event", 5));
    }

    @Test
    void incident_thatHasNotBeenSeenForLong_hasNoUpdate() {
        with(new IncidentLimits(UPDATE, Duration.ofMinutes(20), 100, 30, 12));
        seconds(5, symptom("cpu", "a"));
        seconds(600);
        assertThat(teller.states()).containsExactly("opened");
        seconds(1, symptom("cpu", "a"));
        assertThat(teller.states()).containsExactly("opened", "continuing");
    }

    @Test
    @Timeout(60)
    void close_doesNotWaitForAnObservationForEver() throws InterruptedException {
        CountDownLatch inCapture = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        teller.whenTold = () -> {
            inCapture.countDown();
            assertThatCode(goOn::await).doesNotThrowAnyException();
        };
        Thread watch = new Thread(() -> seconds(1, symptom("cpu", "a")));
        watch.start();
        inCapture.await();
        assertThat(incidents.close(Duration.ofMillis(1))).isZero();
        goOn.countDown();
        watch.join();
    }

    @Test
    void close_tellsOfWhatLasts() {
        seconds(5, symptom("cpu", "a"));
        assertThat(incidents.close(Duration.ZERO)).isEqualTo(1);
        seconds(60, symptom("cpu", "a"), symptom("memory", "b"));
        assertThat(teller.states()).containsExactly("opened", "ended-with-process");
        assertThat(incidents.open()).isEmpty();
    }

    @Test
    void open_tellsWhatLasts() {
        seconds(3, symptom("cpu", "a"));
        assertThat(incidents.open()).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo("cpu");
            assertThat(incident.state()).isEqualTo(State.CONTINUING);
        });
    }

    @Test
    void incidents_atATime_areBounded() {
        with(new IncidentLimits(UPDATE, SETTLE, 10_000, 10_000, 10_000));
        Symptom[] many = new Symptom[500];
        for (int i = 0; i < many.length; i++) {
            many[i] = symptom("cpu", "a" + i);
        }
        seconds(3, many);
        assertThat(incidents.open()).hasSize(100);
        assertThat(teller.told).hasSize(100);
        assertThat(quota.drainWithheld().get("cpu")).isGreaterThanOrEqualTo(400);
    }
}
