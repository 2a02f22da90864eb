package io.github.threadreporter.blackbox;

import static io.github.threadreporter.blackbox.FakeSource.at;
import static java.lang.Thread.State.BLOCKED;
import static java.lang.Thread.State.RUNNABLE;
import static java.lang.Thread.State.TIMED_WAITING;
import static java.lang.Thread.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.Standing;
import io.github.threadreporter.trigger.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BlackBoxTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final StackTraceElement PARK = at("jdk.internal.misc.Unsafe", "park", -2);
    private static final StackTraceElement READ = at("java.net.Socket", "read", 12);
    private static final StackTraceElement SEND = at("com.acme.Payments", "send", 65);
    private static final StackTraceElement LATER = at("com.acme.Payments", "send", 70);
    private static final StackTraceElement PACK = at("com.acme.Packing", "pack", 7);
    private static final StackTraceElement RUN = at("com.acme.Worker", "run", 20);

    private final FakeSource jvm = new FakeSource();
    private final long started = jvm.nanos;
    private final BlackBox box = box(BlackBoxLimits.DEFAULTS);

    private BlackBox box(BlackBoxLimits limits) {
        return new BlackBox(
                jvm,
                () -> jvm.nanos,
                () -> START.plusNanos(jvm.nanos - started),
                name -> name.startsWith("com.acme."),
                limits);
    }

    private void look() {
        jvm.nanos += 1_000_000_000;
        assertThat(box.lookIfDue()).isTrue();
    }

    private Standing standing(long id) {
        return box.standings().stream()
                .filter(s -> s.threadId() == id)
                .findFirst()
                .orElseThrow();
    }

    private Moment last() {
        List<Moment> moments = box.history(jvm.captured()).moments();
        return moments.get(moments.size() - 1);
    }

    @Test
    void standings_tellSinceWhenAThreadHasNotMoved() {
        jvm.stands(11, "order-1", WAITING, PARK, SEND, RUN);
        look();
        look();
        look();
        assertThat(standing(11))
                .isEqualTo(new Standing(
                        11,
                        "order-1",
                        WAITING,
                        List.of(PARK, SEND, RUN),
                        Duration.ofSeconds(2),
                        Duration.ZERO,
                        0,
                        "",
                        -1));
    }

    @Test
    void standings_doNotTakeAnotherLineOrLibraryFrameForAMove() {
        jvm.stands(11, "order-1", WAITING, PARK, SEND, RUN);
        look();
        jvm.stands(11, "order-1", RUNNABLE, READ, LATER, RUN);
        look();
        assertThat(standing(11).stood()).isEqualTo(Duration.ofSeconds(1));
        assertThat(standing(11).frames()).containsExactly(READ, LATER, RUN);
        assertThat(standing(11).cpu()).isEqualTo(Duration.ofNanos(12_345));
        assertThat(standing(11).waits()).isEqualTo(1);
    }

    @Test
    void history_tellsForHowLongAThreadHasWaitedWithoutABreak() {
        jvm.stands(11, "order-1", RUNNABLE, SEND, RUN);
        look();
        assertThat(box.history(jvm.captured()).waited()).isEmpty();
        jvm.stands(11, "order-1", WAITING, PARK, SEND, RUN);
        look();
        look();
        look();
        assertThat(box.history(jvm.captured()).stood()).containsEntry(11L, Duration.ofSeconds(3));
        assertThat(box.history(jvm.captured()).waited()).containsEntry(11L, Duration.ofSeconds(2));
        jvm.stands(11, "order-1", WAITING, PARK, SEND, RUN); // for the second time
        look();
        look();
        assertThat(box.history(jvm.captured()).stood()).containsEntry(11L, Duration.ofSeconds(5));
        assertThat(box.history(jvm.captured()).waited()).containsEntry(11L, Duration.ofSeconds(1));
    }

    @Test
    void history_tellsNoTimesOfAThreadThatIsElsewhereByNow() {
        jvm.stands(11, "order-1", WAITING, PARK, SEND, RUN);
        jvm.stands(12, "order-2", WAITING, PARK, SEND, RUN);
        jvm.stands(13, "order-3", WAITING, PARK, SEND, RUN);
        look();
        look();
        jvm.stands(12, "order-2", WAITING, PARK, PACK, RUN);
        jvm.stands(13, "order-3", RUNNABLE, READ, LATER, RUN);
        History history = box.history(jvm.captured());
        assertThat(history.stood()).containsOnlyKeys(11L, 13L);
        assertThat(history.waited()).containsOnlyKeys(11L);
    }

    @Test
    void history_knowsThreadsThatRunLambdas() {
        StackTraceElement lambda = at("com.acme.Worker$$Lambda$14/0x00007f8a1b2c3d40", "run", -1);
        jvm.stands(11, "order-1", WAITING, PARK, SEND, lambda, RUN);
        look();
        look();
        assertThat(box.history(jvm.captured()).waited()).containsOnlyKeys(11L);
        jvm.stands(11, "order-1", WAITING, PARK, SEND, RUN);
        assertThat(box.history(jvm.captured()).waited())
                .as("as other ways to look show it")
                .containsOnlyKeys(11L);
    }

    @Test
    void history_tellsNoTimesWhereTheLastLookIsLongAgo() {
        jvm.stands(11, "order-1", WAITING, PARK, SEND, RUN);
        look();
        look();
        jvm.nanos += 60_000_000_000L;
        assertThat(box.history(jvm.captured()).stood()).isEmpty();
        assertThat(box.history(jvm.captured()).moments()).hasSize(2);
    }

    @Test
    void standings_areTheSameListUntilTheNextLook() {
        jvm.stands(11, "order-1", WAITING, PARK, SEND, RUN);
        look();
        List<Standing> seen = box.standings();
        assertThat(new Sight(START, jvm.nanos, box.standings()).threads()).isSameAs(seen);
        look();
        assertThat(box.standings()).isNotSameAs(seen);
    }

    @Test
    void threadsOfOurs_areNeitherStartedNorEnded() {
        jvm.stands(1, "main", RUNNABLE, RUN);
        look();
        jvm.stands(2, "thread-reporter-worker", RUNNABLE, READ);
        look();
        assertThat(last().changes()).isEmpty();
        jvm.ends(2);
        look();
        assertThat(last().changes()).isEmpty();
        jvm.stands(3, "order-1", RUNNABLE, READ);
        look();
        assertThat(last().changes()).containsExactly("1 thread started");
    }

    @Test
    void standings_beginAnewWhereAThreadMoves() {
        jvm.stands(11, "order-1", RUNNABLE, SEND, RUN);
        look();
        look();
        jvm.stands(11, "order-1", RUNNABLE, PACK, RUN);
        look();
        assertThat(standing(11).stood()).isZero();
        assertThat(standing(11).cpu()).isZero();
        look();
        assertThat(standing(11).stood()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void standings_compareTheNewestFramesWhereNoneIsOfTheApplication() {
        jvm.stands(11, "pool-1", WAITING, PARK, at("java.util.concurrent.FutureTask", "get", 1));
        look();
        jvm.stands(11, "pool-1", WAITING, PARK, at("java.util.concurrent.FutureTask", "get", 9));
        look();
        assertThat(standing(11).stood()).isEqualTo(Duration.ofSeconds(1));
        jvm.stands(11, "pool-1", WAITING, READ);
        look();
        assertThat(standing(11).stood()).isZero();
    }

    @Test
    void standings_leaveOutThreadsOfTheJvmAndOurOwn() {
        jvm.stands(1, "main", RUNNABLE, RUN);
        jvm.stands(2, "Reference Handler", RUNNABLE, PARK);
        jvm.stands(3, "thread-reporter-watch", RUNNABLE, PARK);
        look();
        jvm.asked.clear();
        look();
        assertThat(box.standings()).extracting(Standing::name).containsExactly("main");
        assertThat(jvm.asked).doesNotContain(2L, 3L);
    }

    @Test
    void look_asksOnlyThreadsThatHaveUsedProcessorTime() {
        for (int id = 1; id <= 40; id++) {
            jvm.stands(id, "order-" + id, WAITING, PARK, RUN);
        }
        look();
        jvm.asked.clear();
        jvm.stands(40, "order-40", WAITING, PARK, SEND, RUN);
        look();
        assertThat(jvm.asked).contains(40L).hasSizeLessThanOrEqualTo(2); // one of the others, whose turn it is
    }

    @Test
    void look_asksEveryThreadInTheEnd() {
        jvm.stands(1, "order-1", WAITING, PARK, RUN);
        look();
        jvm.threads.put(1L, new Sighting(1, "renamed", WAITING, List.of(PARK, RUN), "", -1, 0));
        for (int i = 0; i < 256; i++) {
            look();
        }
        assertThat(standing(1).name()).isEqualTo("renamed");
        assertThat(standing(1).stood()).isEqualTo(Duration.ofSeconds(256));
    }

    @Test
    void look_asksEveryThreadWhereProcessorTimeIsCountedInTicks() {
        jvm.stands(1, "order-1", RUNNABLE, PARK, RUN);
        jvm.stands(2, "order-2", RUNNABLE, PARK, RUN);
        jvm.cpu.replaceAll((id, nanos) -> 10_000_000L);
        look();
        jvm.asked.clear();
        look();
        assertThat(jvm.asked).containsExactly(1L, 2L);
    }

    @Test
    void look_asksEveryThreadWhereProcessorTimeIsNotMeasured() {
        jvm.stands(1, "order-1", RUNNABLE, PARK, RUN);
        jvm.cpu.clear();
        look();
        jvm.asked.clear();
        look();
        assertThat(jvm.asked).containsExactly(1L);
        assertThat(standing(1).cpu()).isZero();
    }

    @Test
    void standings_tellTheOwnerOfNowOfAThreadThatSleptOn() {
        jvm.stands(1, "a", BLOCKED, SEND);
        jvm.waitsFor(1, "com.acme.Stock", 7);
        look();
        jvm.waitsFor(1, "com.acme.Stock", 8);
        look();
        assertThat(standing(1).ownerId()).isEqualTo(8);
        assertThat(standing(1).lock()).isEqualTo("com.acme.Stock");
        assertThat(standing(1).stood()).isEqualTo(Duration.ofSeconds(1));
        assertThat(jvm.askedWithoutFrames).containsExactly(1L);
    }

    @Test
    void history_isNoneBeforeTheFirstLook() {
        assertThat(box.history(jvm.captured())).isEqualTo(History.NONE);
        assertThat(box.standings()).isEmpty();
    }

    @Test
    void history_tellsWhoCameWhereAndStaysThere() {
        jvm.stands(4, "order-4", RUNNABLE, RUN);
        look();
        jvm.stands(4, "order-4", WAITING, PARK, SEND, RUN);
        look();
        look();
        History history = box.history(jvm.captured());
        assertThat(history.since()).isEqualTo(START.plusSeconds(1));
        assertThat(history.looks()).isEqualTo(3);
        assertThat(history.stood()).isEqualTo(Map.of(4L, Duration.ofSeconds(1)));
        assertThat(history.moments())
                .extracting(Moment::changes)
                .containsExactly(
                        List.of(),
                        List.of("order-4 came to Payments.send(Payments.java:65), and stands there"),
                        List.of());
    }

    @Test
    void history_tellsAThreadWithAVeryLongNameByItsId() {
        jvm.stands(4, "x".repeat(121), RUNNABLE, RUN);
        look();
        jvm.stands(4, "x".repeat(121), RUNNABLE, SEND, RUN);
        look();
        assertThat(last().changes())
                .containsExactly("thread #4 came to Payments.send(Payments.java:65), and stands there");
    }

    @Test
    void history_tellsFirstWhoIsHeldUpThenWhoStaysThenWhoWent() {
        for (int id = 1; id <= 9; id++) {
            jvm.stands(id, "order-" + id, RUNNABLE, RUN);
        }
        look();
        for (int id = 1; id <= 9; id++) {
            StackTraceElement place = id <= 2 ? SEND : id <= 5 ? PACK : at("com.acme.Prices", "ask", 3);
            jvm.stands(id, "order-" + id, BLOCKED, place, RUN);
            jvm.waitsFor(id, "com.acme.Stock", id == 1 || id == 2 ? 9 : -1);
        }
        for (int id = 3; id <= 9; id++) {
            Sighting s = jvm.threads.get((long) id);
            jvm.threads.put((long) id, new Sighting(id, s.name(), RUNNABLE, s.frames(), "", -1, s.waits()));
        }
        look();
        for (int id = 6; id <= 9; id++) {
            jvm.stands(id, "order-" + id, RUNNABLE, RUN);
        }
        look();
        assertThat(box.history(jvm.captured()).moments().get(1).changes())
                .containsExactly(
                        "2 threads came to Payments.send(Payments.java:65), and stand there",
                        "3 threads came to Packing.pack(Packing.java:7), and stand there",
                        "4 threads came to Prices.ask(Prices.java:3)");
    }

    @Test
    void history_tellsHowManyStartedAndEnded() {
        jvm.stands(1, "main", RUNNABLE, PARK);
        jvm.stands(2, "other", RUNNABLE, PARK);
        look();
        jvm.ends(2);
        for (int id = 10; id < 22; id++) {
            jvm.stands(id, "new-" + id, RUNNABLE, PARK);
        }
        look();
        assertThat(last().changes()).containsExactly("12 threads started", "1 thread ended");
        assertThat(box.standings()).hasSize(13);
    }

    @Test
    void history_hasNoMoreThanFiveChangesOfAMoment() {
        for (int id = 1; id <= 20; id++) {
            jvm.stands(id, "order-" + id, RUNNABLE, RUN);
        }
        look();
        for (int id = 1; id <= 20; id++) {
            jvm.stands(id, "order-" + id, RUNNABLE, at("com.acme.Step" + id, "run", 1));
        }
        look();
        assertThat(last().changes()).hasSize(5);
    }

    @Test
    void history_tellsStatesProcessorTimeAndPausesOfEachMoment() {
        jvm.stands(1, "a", RUNNABLE, RUN);
        jvm.stands(2, "b", TIMED_WAITING, PARK);
        look();
        jvm.processCpu += 1_500_000_000;
        jvm.gcMillis += 80;
        look();
        assertThat(box.history(jvm.captured()).moments().get(0).cpuPercent()).isEqualTo(-1);
        assertThat(last().cpuPercent()).isEqualTo(150);
        assertThat(last().gcPercent()).isEqualTo(8);
        assertThat(last().states()).isEqualTo(Map.of(RUNNABLE, 1, TIMED_WAITING, 1));
        assertThat(last().at()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void history_saysThatNobodyKnowsWhereTheJvmDoesNotTell() {
        jvm.stands(1, "a", RUNNABLE, RUN);
        jvm.processCpu = Source.UNKNOWN;
        jvm.gcMillis = Source.UNKNOWN;
        look();
        look();
        assertThat(last().cpuPercent()).isEqualTo(-1);
        assertThat(last().gcPercent()).isEqualTo(-1);
    }

    @Test
    void history_spansAnHourInFortyMoments() {
        jvm.stands(1, "a", RUNNABLE, RUN);
        for (int i = 0; i < 8_000; i++) {
            look();
        }
        History history = box.history(jvm.captured());
        assertThat(history.moments()).hasSizeLessThanOrEqualTo(40);
        assertThat(Duration.between(history.since(), last().at()))
                .isBetween(Duration.ofMinutes(50), Duration.ofHours(1).plusMinutes(10));
        assertThat(history.looks()).isBetween(3_000, 4_200);
    }

    private int looksIn(int seconds) {
        int looks = 0;
        for (int second = 0; second < seconds; second++) {
            jvm.nanos += 1_000_000_000;
            looks += box.lookIfDue() ? 1 : 0;
        }
        return looks;
    }

    @Test
    void lookIfDue_waitsLongerWhereLooksTakeMoreThanTheirShare() {
        jvm.stands(1, "a", RUNNABLE, RUN);
        jvm.costNanos = 12_000_000; // 0.3 % of four seconds
        looksIn(120);
        assertThat(looksIn(400)).isBetween(99, 101);
        assertThat(box.figures().interval()).isEqualTo(Duration.ofSeconds(4));
        assertThat(box.figures().spent())
                .isEqualTo(Duration.ofMillis(12 * box.figures().looks()));
    }

    @Test
    void lookIfDue_staysBelowItsShareInTheLongRun_whateverALookTakes() {
        jvm.stands(1, "a", RUNNABLE, RUN);
        long begin = jvm.nanos;
        for (int i = 0; i < 3_000; i++) {
            jvm.costNanos = i % 7 * 9_000_000L;
            looksIn(1);
        }
        double share = (box.figures().spent().toNanos() - 180_000_000.0) / (jvm.nanos - begin);
        assertThat(share).isBetween(0.0025, 0.003);
    }

    @Test
    void lookIfDue_isNotStoppedByOneThatTookLong() {
        jvm.stands(1, "a", RUNNABLE, RUN);
        jvm.costNanos = 400_000_000; // the first is free
        looksIn(1);
        jvm.costNanos = 90_000_000;
        looksIn(1);
        jvm.costNanos = 100_000;
        assertThat(looksIn(20)).isEqualTo(20);
    }

    @Test
    void lookIfDue_looksAgain_whereOneTakesMoreThanAMinuteGives() {
        jvm.stands(1, "a", RUNNABLE, RUN);
        jvm.costNanos = 1_000_000_000;
        looksIn(2);
        assertThat(looksIn(600)).isBetween(1, 2);
    }

    @Test
    void spent_countsThePauseAsFarAsTheJvmWorksInIt() {
        jvm.stands(1, "a", RUNNABLE, RUN);
        jvm.costNanos = 2_000_000;
        jvm.safepoints = 0;
        jvm.pauseNanos = 5_000_000;
        looksIn(1);
        assertThat(box.figures().spent()).isEqualTo(Duration.ofMillis(7));
        jvm.pauseNanos = 500_000_000; // nobody works so long for a look of two milliseconds
        looksIn(1);
        assertThat(box.figures().spent()).isEqualTo(Duration.ofMillis(7 + 8));
    }

    @Test
    void setPace_makesLooksRarer() {
        jvm.stands(1, "a", RUNNABLE, RUN);
        look();
        box.setPace(8);
        assertThat(box.figures().interval()).isEqualTo(Duration.ofSeconds(8));
        assertThat(looksIn(7)).isZero();
        assertThat(looksIn(1)).isEqualTo(1);
        box.setPace(1);
        assertThat(looksIn(10)).isEqualTo(10);
    }

    @Test
    void setPace_dividesTheShare() {
        jvm.stands(1, "a", RUNNABLE, RUN);
        jvm.costNanos = 12_000_000;
        looksIn(120);
        box.setPace(5);
        assertThat(looksIn(400)).isBetween(19, 21);
    }

    @Test
    void setPace_refusesWhatMakesNoSense() {
        for (double factor : new double[] {0.5, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> box.setPace(factor))
                    .withMessageContaining("" + factor);
        }
    }

    @Test
    void lookIfDue_keepsWhatItHasWhereTheJvmFails() {
        jvm.stands(1, "a", RUNNABLE, RUN);
        look();
        look();
        Duration before = standing(1).stood();
        jvm.cpu.put(1L, null); // the source fails
        jvm.nanos += 1_000_000_000;
        assertThatThrownBy(box::lookIfDue).isInstanceOf(NullPointerException.class);
        assertThat(standing(1).stood()).isEqualTo(before);
        assertThat(box.lookIfDue()).isFalse(); // not at once
        jvm.cpu.put(1L, 12_345L);
        look();
        assertThat(standing(1).stood()).isEqualTo(before.plusSeconds(2));
    }

    @Test
    void history_mayBeAskedForWhileAnotherThreadLooks() throws Exception {
        for (int id = 1; id <= 50; id++) {
            jvm.stands(id, "order-" + id, RUNNABLE, RUN);
        }
        CountDownLatch looked = new CountDownLatch(1);
        AtomicReference<List<CapturedThread>> captured =
                new AtomicReference<>(jvm.captured()); // the source is of one thread
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread asking = new Thread(() -> {
            try {
                while (looked.getCount() > 0) {
                    box.history(captured.get());
                    box.standings();
                    box.figures();
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        asking.start();
        for (int i = 0; i < 1_000; i++) {
            int id = 1 + i % 60;
            if (i % 3 == 0 && id > 50) {
                jvm.ends(id);
            } else {
                jvm.stands(id, "order-" + id, RUNNABLE, at("com.acme.Step" + i % 7, "run", 1), RUN);
            }
            captured.set(jvm.captured());
            look();
        }
        looked.countDown();
        asking.join();
        assertThat(failure.get()).isNull();
    }

    @Test
    void limits_refuseWhatMakesNoSense() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlackBoxLimits(1, second, 1, 32))
                .withMessage("bytes: 1 is less than 16384");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlackBoxLimits(20_000, Duration.ZERO, 1, 32))
                .withMessageStartingWith("shortestInterval: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlackBoxLimits(20_000, second, 0, 32))
                .withMessageStartingWith("percentOfCore: 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlackBoxLimits(20_000, second, 1, 3))
                .withMessageStartingWith("frames: 3");
        assertThat(BlackBoxLimits.DEFAULTS).isEqualTo(new BlackBoxLimits(262_144, second, 0.3, 32));
    }
}
