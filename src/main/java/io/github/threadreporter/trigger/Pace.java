package io.github.threadreporter.trigger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How long it is to the next run. Not thread-safe. */
interface Pace {

    /** Chooses the next run: the first that is due after now, and so much later. */
    void advance(long jitterNanos);

    /** Nanoseconds until it is due; zero or less where it is. */
    long remaining();

    /** That of a timing, with its first run chosen. No lambdas: it is made while an application starts. */
    static Pace of(Timing timing, Clock clock, LongSupplier nanoTime) {
        if (timing instanceof Timing.Every every) {
            return new Periodic(TimeUnit.NANOSECONDS.convert(every.period()), nanoTime);
        }
        return new Calendar(((Timing.Cron) timing).times(), clock);
    }

    /** By a clock that nobody sets. */
    final class Periodic implements Pace {
        private final long period;
        private final LongSupplier nanoTime;
        private long due;
        private long jitter;

        Periodic(long period, LongSupplier nanoTime) {
            this.period = period;
            this.nanoTime = nanoTime;
            this.due = nanoTime.getAsLong();
        }

        @Override
        public void advance(long jitterNanos) {
            long late = Math.max(0, nanoTime.getAsLong() - due);
            due += (late / period + 1) * period;
            jitter = jitterNanos;
        }

        @Override
        public long remaining() {
            return due + jitter - nanoTime.getAsLong();
        }
    }

    /** By the time of day; where somebody sets that clock, it is followed. */
    final class Calendar implements Pace {
        /** For an expression that is never due again, as one of a year would be. */
        private static final Duration NEVER = Duration.ofDays(1);

        private final CronTimes times;
        private final Clock clock;
        private Instant due = Instant.MAX;

        Calendar(CronTimes times, Clock clock) {
            this.times = times;
            this.clock = clock;
        }

        @Override
        public void advance(long jitterNanos) {
            due = times.next(clock.instant())
                    .map(next -> next.plusNanos(jitterNanos))
                    .orElse(Instant.MAX);
        }

        @Override
        public long remaining() {
            Instant now = clock.instant();
            return due.isBefore(now.plus(NEVER)) ? Duration.between(now, due).toNanos() : NEVER.toNanos();
        }
    }
}
