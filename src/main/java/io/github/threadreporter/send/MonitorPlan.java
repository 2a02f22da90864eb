package io.github.threadreporter.send;

import io.sentry.MonitorConfig;
import io.sentry.MonitorSchedule;
import io.sentry.MonitorScheduleUnit;
import java.time.Duration;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The monitor in Sentry Crons that a schedule reports to. It is made, and changed, by the check-ins.
 *
 * @param slug its name: up to 50 lower-case letters, digits, hyphens and underscores
 * @param crontab when a check-in is expected, as five fields of Unix cron; or null
 * @param period or how far apart check-ins are expected, in whole minutes; or null
 * @param timezone whose times the crontab means
 * @param margin how late a check-in may be, in whole minutes; more than the jitter of the schedule
 * @param maxRuntime after how long without an end a run counts as failed, in whole minutes
 */
public record MonitorPlan(
        String slug,
        @Nullable String crontab,
        @Nullable Duration period,
        ZoneId timezone,
        Duration margin,
        Duration maxRuntime) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9_-]{1,50}");

    /** @throws IllegalArgumentException if one of them is not of the form above */
    public MonitorPlan {
        if (!SLUG.matcher(slug).matches()) {
            throw new IllegalArgumentException(
                    "monitor: '" + slug + "' is not 1 to 50 lower-case letters, digits, hyphens and underscores");
        }
        if ((crontab == null) == (period == null)) {
            throw new IllegalArgumentException("monitor: either a crontab or a period");
        }
        if (period != null) {
            checkMinutes("period", period);
        }
        checkMinutes("margin", margin);
        checkMinutes("maxRuntime", maxRuntime);
    }

    /** Expects a check-in at the times of a crontab. */
    public static MonitorPlan crontab(
            String slug, String crontab, ZoneId timezone, Duration margin, Duration maxRuntime) {
        return new MonitorPlan(slug, crontab, null, timezone, margin, maxRuntime);
    }

    /** Expects a check-in so long after the last one. */
    public static MonitorPlan every(String slug, Duration period, Duration margin, Duration maxRuntime) {
        return new MonitorPlan(slug, null, period, ZoneId.of("UTC"), margin, maxRuntime);
    }

    private static void checkMinutes(String name, Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0
                || !duration.equals(Duration.ofMinutes(duration.toMinutes()))
                || duration.toMinutes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "monitor: " + name + ": " + duration + " is not a whole number of minutes, which Sentry counts in");
        }
    }

    MonitorConfig config() {
        MonitorConfig config = new MonitorConfig(schedule());
        config.setTimezone(timezone.getId());
        config.setCheckinMargin(margin.toMinutes());
        config.setMaxRuntime(maxRuntime.toMinutes());
        return config;
    }

    private MonitorSchedule schedule() {
        if (period == null) {
            return MonitorSchedule.crontab(String.valueOf(crontab));
        }
        int minutes = (int) period.toMinutes();
        return minutes % 60 == 0
                ? MonitorSchedule.interval(minutes / 60, MonitorScheduleUnit.HOUR)
                : MonitorSchedule.interval(minutes, MonitorScheduleUnit.MINUTE);
    }
}
