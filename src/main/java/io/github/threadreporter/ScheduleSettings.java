package io.github.threadreporter;

import io.github.threadreporter.config.Options;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.send.CheckIns;
import io.github.threadreporter.send.MonitorPlan;
import io.github.threadreporter.trigger.QuietHours;
import io.github.threadreporter.trigger.RunMonitor;
import io.github.threadreporter.trigger.ScheduleOptions;
import io.github.threadreporter.trigger.Timing;
import io.sentry.IScopes;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The part of the configuration that concerns the schedule. */
final class ScheduleSettings {

    /** A capture ends by itself after the delivery deadline of half a minute. */
    private static final Duration RUN = Duration.ofMinutes(5);

    private ScheduleSettings() {}

    /**
     * What the schedule goes by; empty where there is none.
     *
     * @throws IllegalArgumentException naming key and value, if something is wrong
     */
    static Optional<ScheduleOptions> options(Settings settings) {
        Timing timing = timing(settings);
        if (timing == null) {
            return Optional.empty();
        }
        String quiet = String.join(",", Options.SCHEDULE_QUIET.in(settings));
        return Optional.of(new ScheduleOptions(
                timing,
                Options.SCHEDULE_JITTER.in(settings),
                Options.SCHEDULE_SAMPLE.in(settings),
                quiet.isEmpty() ? QuietHours.NONE : QuietHours.parse(quiet, ZoneId.systemDefault())));
    }

    private static @Nullable Timing timing(Settings settings) {
        Optional<String> text = Options.SCHEDULE.in(settings);
        if (text.isEmpty()) {
            return null;
        }
        try {
            if (Timing.isCron(text.get())) {
                return Timing.cron(text.get(), ZoneId.systemDefault());
            }
            return Timing.every(settings.duration(Options.SCHEDULE.name()).orElseThrow());
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(Settings.PREFIX)
                    ? e
                    : new IllegalArgumentException(Settings.PREFIX + Options.SCHEDULE.name() + ": " + message, e);
        }
    }

    /** Who hears of each run. */
    static RunMonitor monitor(Settings settings, ScheduleOptions schedule, Supplier<IScopes> scopes) {
        Optional<String> slug = Options.SCHEDULE_MONITOR.in(settings);
        return slug.isEmpty() ? RunMonitor.NONE : new MonitoredRuns(new CheckIns(scopes, plan(slug.get(), schedule)));
    }

    /**
     * What Sentry is to expect.
     *
     * @throws IllegalArgumentException if the name is none
     */
    static MonitorPlan plan(String slug, ScheduleOptions schedule) {
        Duration margin = minutes(schedule.jitter()).plusMinutes(1);
        return schedule.timing() instanceof Timing.Every every
                ? MonitorPlan.every(slug, minutes(every.period()), margin, RUN)
                : MonitorPlan.crontab(
                        slug, ((Timing.Cron) schedule.timing()).expression(), ZoneId.systemDefault(), margin, RUN);
    }

    /** Sentry counts in whole minutes: at least one, and rather one more. */
    private static Duration minutes(Duration time) {
        return Duration.ofMinutes(Math.max(1, (time.toSeconds() + 59) / 60));
    }
}
