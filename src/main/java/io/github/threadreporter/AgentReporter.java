package io.github.threadreporter;

import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.send.OwnSentry;
import io.github.threadreporter.send.SentryTarget;
import io.github.threadreporter.trigger.Schedule;
import java.io.Closeable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reporter for applications that do not know of it: it captures by the schedule of its configuration, and sends with a
 * Sentry SDK of its own to where the application's SDK sends, or to the configured DSN. Thread-safe.
 */
public final class AgentReporter implements Closeable {

    private final Settings settings;
    private final Consumer<String> complaints;
    private @Nullable Schedule schedule;
    private @Nullable ThreadReporter reporter;
    private boolean complained;

    private AgentReporter(Settings settings, Consumer<String> complaints) {
        this.settings = settings;
        this.complaints = complaints;
    }

    /**
     * Starts what the configuration asks for; without {@code schedule} that is nothing. Neither the native library nor a
     * Sentry SDK is touched before the first capture.
     *
     * @param complaints told, in words, of what is in the way of a capture
     * @throws IllegalArgumentException naming key and value, if something in the configuration is wrong
     */
    public static AgentReporter start(Settings settings, Consumer<String> complaints) {
        AgentReporter agent = new AgentReporter(settings, complaints);
        assembly(settings).check();
        settings.duration("schedule").ifPresent(period -> agent.schedule = Schedule.every(period, agent::capture));
        return agent;
    }

    private static Assembly assembly(Settings settings) {
        Assembly assembly = new Assembly();
        assembly.settings = settings;
        return assembly;
    }

    private synchronized void capture(CaptureReason reason) {
        ThreadReporter ready = reporter();
        if (ready == null) {
            return;
        }
        if (settings.flag("each").orElse(false)) {
            ready.captureEach(reason);
        } else {
            ready.captureAll(reason);
        }
    }

    /** Tried again at each capture: an application may start its Sentry late. */
    private @Nullable ThreadReporter reporter() {
        if (reporter == null) {
            Assembly assembly = assembly(settings);
            try {
                assembly.scopes = OwnSentry.start(target(assembly), null);
                reporter = assembly.build();
            } catch (IllegalArgumentException e) {
                complain(
                        "nothing is sent: there is no valid DSN in the option dsn, in the application's own Sentry or in"
                                + " SENTRY_DSN");
            }
        }
        return reporter;
    }

    private SentryTarget target(Assembly assembly) {
        SentryTarget own = assembly.applicationSentry().map(SentryTarget::of).orElse(SentryTarget.NONE);
        return settings.text("dsn").map(own::withDsn).orElse(own);
    }

    private void complain(String what) {
        if (!complained) {
            complained = true;
            complaints.accept(what);
        }
    }

    /** Captures no more, and waits some seconds for what is under way. */
    @Override
    public synchronized void close() {
        if (schedule != null) {
            schedule.close();
        }
        if (reporter != null) {
            reporter.close();
            OwnSentry.close();
        }
    }
}
