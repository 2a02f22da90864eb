package io.github.threadreporter.trigger;

import java.time.Duration;
import java.time.ZoneId;

/**
 * When the runs of a {@link Schedule} are due: again and again after a period, or at the times of a cron expression.
 * Immutable.
 */
public sealed interface Timing {

    /** The shortest period. */
    Duration LEAST = Duration.ofSeconds(1);

    /**
     * A fixed rate: runs are due so far apart, whatever they take. One that takes longer delays the next ones to the next
     * multiple of the period; none are made up for.
     *
     * @throws IllegalArgumentException if the period is shorter than a second
     */
    static Timing every(Duration period) {
        return new Every(period);
    }

    /**
     * The five fields of Unix cron: minute, hour, day of the month, month, day of the week, with {@code *}, {@code ,},
     * {@code -}, {@code /} and names of months and days. If both days are restricted, either will do. A time that a zone
     * skips when it changes to summer time is left out, and one that comes twice counts the first time, but for expressions
     * that run each hour.
     *
     * @param zone whose times are meant
     * @throws IllegalArgumentException if that is no such expression, if it is never due, or if
     *     {@code com.cronutils:cron-utils}, an optional dependency, is not on the class path
     */
    static Timing cron(String expression, ZoneId zone) {
        try {
            return new Cron(expression, CronTimes.parse(expression, zone));
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "threadreporter.schedule: the cron expression '" + expression
                            + "' needs com.cronutils:cron-utils on the class path, and there is no " + e.getMessage(),
                    e);
        }
    }

    /** Whether a text looks like a cron expression rather than like a period: it has several words. */
    static boolean isCron(String text) {
        return text.strip().chars().anyMatch(Character::isWhitespace);
    }

    /** A period. */
    record Every(Duration period) implements Timing {
        public Every {
            if (period.compareTo(LEAST) < 0) {
                throw new IllegalArgumentException("threadreporter.schedule: " + period.toMillis()
                        + " ms is less than a second, the shortest time between captures");
            }
        }
    }

    /** A cron expression. */
    final class Cron implements Timing {
        private final String expression;
        private final CronTimes times;

        private Cron(String expression, CronTimes times) {
            this.expression = expression;
            this.times = times;
        }

        /** As it was given. */
        public String expression() {
            return expression;
        }

        CronTimes times() {
            return times;
        }
    }
}
