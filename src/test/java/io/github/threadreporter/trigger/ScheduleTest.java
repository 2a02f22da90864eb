package io.github.threadreporter.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScheduleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2026-01-31T12:00:30Z");

    private final List<String> story = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final FakeExecutor executor = new FakeExecutor();
    private Duration passed = Duration.ZERO;
    private Duration clockSet = Duration.ZERO;
    private double random;
    private Function<CaptureReason, CaptureReport> outcome = FakeReports::arrived;
    private Duration captureTakes = Duration.ZERO;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return START.plus(passed).plus(clockSet);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private final RunMonitor monitor = new RunMonitor() {
        @Override
        public String begin() {
            story.add("begin");
            return "run";
        }

        @Override
        public void end(String run, boolean ok, Duration took) {
            story.add("end " + run + " " + ok + " " + took);
        }

        @Override
        public void skipped() {
            story.add("skipped");
        }
    };

    @Test
    void period_isFromRunToRunAndMakesUpForNone() {
        start(ScheduleOptions.of(Timing.every(MINUTE)), RunMonitor.NONE);
        captureTakes = Duration.ofSeconds(20);

        pass(Duration.ofMinutes(3));
        assertThat(story).containsExactly("PT1M", "PT2M", "PT3M");

        story.clear();
        captureTakes = Duration.ofSeconds(150);
        pass(Duration.ofMinutes(6));
        assertThat(story).containsExactly("PT4M", "PT7M");
    }

    @Test
    void jitter_delaysEachRunAndDoesNotAddUp() {
        random = 0.5;
        start(new ScheduleOptions(Timing.every(MINUTE), Duration.ofSeconds(30), 100, QuietHours.NONE), RunMonitor.NONE);

        pass(Duration.ofMinutes(2).plusSeconds(30));

        assertThat(story).containsExactly("PT1M15S", "PT2M15S");
    }

    @Test
    void cron_isDueAtItsTimes() {
        start(ScheduleOptions.of(Timing.cron("*/2 * * * *", ZoneOffset.UTC)), RunMonitor.NONE);

        pass(Duration.ofMinutes(4));

        assertThat(story).containsExactly("PT1M30S", "PT3M30S");
    }

    @Test
    void cron_followsAClockThatIsSet() {
        start(ScheduleOptions.of(Timing.cron("0 * * * *", ZoneOffset.UTC)), RunMonitor.NONE);

        pass(Duration.ofMinutes(5));
        assertThat(story).isEmpty();
        clockSet = Duration.ofMinutes(54);
        pass(Duration.ofMinutes(1));

        assertThat(story).hasSize(1);
    }

    @Test
    void monitor_hearsOfEachRunAndHowItEnded() {
        start(ScheduleOptions.of(Timing.every(MINUTE)), monitor);
        captureTakes = Duration.ofSeconds(2);
        pass(MINUTE);
        outcome = FakeReports::lost;
        pass(MINUTE);
        outcome = reason -> FakeReports.refused(reason, "too many");
        pass(MINUTE);

        assertThat(story)
                .containsExactly(
                        "begin",
                        "PT1M",
                        "end run true PT2S",
                        "begin",
                        "PT2M",
                        "end run false PT2S",
                        "begin",
                        "PT3M",
                        "end run false PT2S");
    }

    @Test
    void captureThatFails_isAnErrorAndToldOnceAndNotTheEnd() {
        outcome = reason -> {
            throw new IllegalStateException("no");
        };
        start(ScheduleOptions.of(Timing.every(MINUTE)), monitor);

        pass(MINUTE);
        pass(MINUTE);

        assertThat(story).containsExactly("begin", "PT1M", "end run false PT0S", "begin", "PT2M", "end run false PT0S");
        assertThat(complaints).hasSize(1).first().asString().contains("no");
    }

    @Test
    void monitorThatFails_isNoReasonToCaptureNothing() {
        RunMonitor broken = new RunMonitor() {
            @Override
            public String begin() {
                throw new IllegalStateException("broken");
            }

            @Override
            public void end(String run, boolean ok, Duration took) {
                story.add("end");
            }

            @Override
            public void skipped() {}
        };
        start(ScheduleOptions.of(Timing.every(MINUTE)), broken);

        pass(MINUTE);

        assertThat(story).containsExactly("PT1M");
        assertThat(complaints).hasSize(1).first().asString().contains("broken");
    }

    @Test
    void quietHour_capturesNothingAndIsNoMissingRun() {
        QuietHours quiet = QuietHours.parse("12:02-12:03", ZoneOffset.UTC);
        start(new ScheduleOptions(Timing.every(MINUTE), Duration.ZERO, 100, quiet), monitor);

        pass(Duration.ofMinutes(3));

        assertThat(story)
                .containsExactly("begin", "PT1M", "end run true PT0S", "skipped", "begin", "PT3M", "end run true PT0S");
    }

    @Test
    void runThatIsNotChosen_capturesNothingAndIsNoMissingRun() {
        start(new ScheduleOptions(Timing.every(MINUTE), Duration.ZERO, 40, QuietHours.NONE), monitor);
        random = 0.4;
        pass(MINUTE);
        random = 0.39;
        pass(MINUTE);

        assertThat(story).containsExactly("skipped", "begin", "PT2M", "end run true PT0S");
    }

    @Test
    void close_endsIt() {
        Schedule schedule = start(ScheduleOptions.of(Timing.every(MINUTE)), RunMonitor.NONE);
        pass(MINUTE);
        schedule.close();
        pass(MINUTE);

        assertThat(story).containsExactly("PT1M");
    }

    @Test
    void close_whileItWaitsForTheOutcome_endsTheRunWithoutAlarm() {
        Schedule[] schedule = new Schedule[1];
        outcome = reason -> {
            schedule[0].close();
            return FakeReports.underWay(reason);
        };
        schedule[0] = start(ScheduleOptions.of(Timing.every(MINUTE)), monitor);

        pass(MINUTE);

        assertThat(story).containsExactly("begin", "PT1M", "end run true PT0S");
    }

    @Test
    void every_runsOnADaemonThreadOfOurs() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch ran = new CountDownLatch(1);
        try (Schedule schedule = Schedule.every(Duration.ofSeconds(1), reason -> {
            threads.add(Thread.currentThread());
            ran.countDown();
        })) {
            assertThat(ran.await(50, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(threads.get(0).getName()).isEqualTo("thread-reporter-schedule");
        assertThat(threads.get(0).isDaemon()).isTrue();
        threads.get(0).join();
    }

    @Test
    void check_ofAPeriodBelowASecond_refusesIt() {
        Schedule.check(Duration.ofSeconds(1));
        assertThatThrownBy(() -> Schedule.check(Duration.ofMillis(20))).hasMessageContaining("threadreporter.schedule");
    }

    private Schedule start(ScheduleOptions options, RunMonitor watching) {
        CaptureRequests requests = reason -> {
            assertThat(reason.kind()).isEqualTo("schedule");
            story.add(passed.toString());
            passed = passed.plus(captureTakes);
            return outcome.apply(reason);
        };
        ScheduledRun run = new ScheduledRun(
                options, requests, watching, complaints::add, clock, () -> passed.toNanos(), () -> random);
        return Schedule.start(options, run, executor, clock, () -> passed.toNanos(), () -> random, complaints::add);
    }

    private void pass(Duration time) {
        Duration until = passed.plus(time);
        while (executor.next != null && executor.due.compareTo(until) <= 0) {
            Runnable next = executor.next;
            executor.next = null;
            passed = executor.due.compareTo(passed) > 0 ? executor.due : passed;
            next.run();
        }
        passed = until.compareTo(passed) > 0 ? until : passed;
    }

    /** Keeps the one task that waits. */
    private final class FakeExecutor extends ScheduledThreadPoolExecutor {
        private Runnable next;
        private Duration due = Duration.ZERO;

        FakeExecutor() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            if (isShutdown()) {
                return null; // discards it
            }
            next = command;
            due = passed.plusNanos(unit.toNanos(delay));
            return null;
        }

        @Override
        public void shutdown() {
            next = null;
            super.shutdown();
        }
    }
}
