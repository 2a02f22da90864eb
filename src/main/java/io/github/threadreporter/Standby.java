package io.github.threadreporter;

import io.github.threadreporter.config.Settings;
import io.github.threadreporter.incident.Incidents.Wish;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Schedule;
import io.github.threadreporter.trigger.ScheduleOptions;
import io.github.threadreporter.trigger.remote.ReporterStatus;
import io.sentry.IScopes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a reporter does by itself, before and after it is started. Thread-safe. */
final class Standby implements CaptureRequests {

    private final ThreadReporter reporter;
    private final WatchSetup setup;
    private final Supplier<IScopes> scopes;
    private @Nullable Schedule schedule;
    private @Nullable Watching watching;
    private boolean isStarted;

    /** @param scopes where check-ins of the schedule go */
    Standby(ThreadReporter reporter, WatchSetup setup, Supplier<IScopes> scopes) {
        this.reporter = reporter;
        this.setup = setup;
        this.scopes = scopes;
    }

    synchronized void start() {
        if (isStarted) {
            return;
        }
        Settings settings = setup.settings();
        Map<String, String> faults = SettingFaults.in(settings);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults.values()));
        }
        isStarted = true;
        Optional<ScheduleOptions> options = ScheduleSettings.options(settings);
        Watching started = Watching.start(setup);
        watching = started;
        if (options.isPresent()) {
            schedule = Schedule.start(
                    options.get(),
                    reason -> started.request(reason, Wish.SCHEDULE),
                    ScheduleSettings.monitor(settings, options.get(), scopes),
                    setup.log());
        }
    }

    @Override
    public CaptureReport request(CaptureReason reason) {
        Watching present = watching();
        return present == null ? reporter.captureAll(reason) : present.request(reason);
    }

    ReporterStatus status() {
        Watching present = watching();
        return present == null ? new WatchStatus(setup.accounting(), setup.sections(), null, null) : present.status();
    }

    private synchronized @Nullable Watching watching() {
        return watching;
    }

    /** Is not started again. */
    void close() {
        Schedule lastSchedule;
        Watching lastWatching;
        synchronized (this) {
            isStarted = true;
            lastSchedule = schedule;
            lastWatching = watching;
            schedule = null;
            watching = null;
        }
        if (lastSchedule != null) {
            lastSchedule.close();
        }
        if (lastWatching != null) {
            lastWatching.close();
        }
    }
}
