package io.github.threadreporter;

import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.SentryConfig;
import io.github.threadreporter.send.OwnSentry;
import io.github.threadreporter.send.SentryTarget;
import io.github.threadreporter.trigger.Schedule;
import io.sentry.IScopes;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reporter for applications that do not know of it: it captures by the schedule of its configuration, and sends with a
 * Sentry SDK of its own to where the application's SDK sends, or to the configured DSN. There is one such SDK in a
 * process, and so only one such reporter may be open. Thread-safe.
 */
public final class AgentReporter implements Closeable, Consumer<CaptureReason> {

    private final Settings settings;
    private final Consumer<String> complaints;
    private final Runnable preparation;
    private @Nullable Schedule schedule;
    private @Nullable ThreadReporter reporter;
    private @Nullable SentryTarget target;
    private boolean found;
    private boolean complained;
    private boolean closed;

    private AgentReporter(Settings settings, Consumer<String> complaints, Runnable preparation) {
        this.settings = settings;
        this.complaints = complaints;
        this.preparation = preparation;
    }

    /** What is wrong in these settings, by the name of the option. */
    public static Map<String, String> faults(Settings settings) {
        return SettingFaults.in(settings);
    }

    /**
     * A reporter that does nothing before it is {@linkplain #start() started}.
     *
     * @param complaints told, in words, of what is in the way of a capture; once
     * @param preparation what is to be done before each capture
     * @throws IllegalArgumentException naming key and value, if something in the configuration is wrong
     */
    public static AgentReporter of(Settings settings, Consumer<String> complaints, Runnable preparation) {
        for (String fault : faults(settings).values()) {
            throw new IllegalArgumentException(fault);
        }
        return new AgentReporter(settings, complaints, preparation);
    }

    /**
     * Starts what the configuration asks for; without {@code schedule} that is nothing. Neither the native library nor a
     * Sentry SDK is touched before the first capture.
     */
    public synchronized void start() {
        Optional<Duration> period = settings.duration("schedule");
        if (period.isPresent() && schedule == null && !closed) {
            schedule = Schedule.every(period.get(), this);
        }
    }

    /** Whether it captures by itself. */
    public synchronized boolean isScheduled() {
        return schedule != null && !closed;
    }

    /** Takes a capture, if there is somewhere to send it to. */
    @Override
    public synchronized void accept(CaptureReason reason) {
        if (closed) {
            return;
        }
        preparation.run();
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

    /** An application may start its Sentry late: until it is there, each capture looks for it. */
    private @Nullable ThreadReporter reporter() {
        if (reporter != null && found) {
            return reporter;
        }
        Assembly assembly = new Assembly(settings);
        SentryTarget wanted = target(assembly.applicationSentry());
        if (reporter == null || !wanted.equals(target)) {
            end();
            target = wanted;
            open(assembly, wanted);
        }
        return reporter;
    }

    private void open(Assembly assembly, SentryTarget wanted) {
        try {
            IScopes scopes = OwnSentry.start(wanted, settings.fileEntries(), null);
            if (scopes.isEnabled()) {
                assembly.scopes = scopes;
                reporter = assembly.build();
                return;
            }
        } catch (IllegalArgumentException e) {
            // without a DSN, or with one that is none: what to do is the same
        }
        complain("nothing is sent: there is no valid DSN in the option dsn, in the application's own Sentry or in"
                + " SENTRY_DSN");
    }

    private SentryTarget target(Optional<SentryConfig> application) {
        found = application.isPresent();
        SentryTarget own = found ? SentryTarget.of(application.get()) : SentryTarget.NONE;
        Optional<String> dsn = settings.text("dsn");
        return dsn.isPresent() ? own.withDsn(dsn.get()) : own;
    }

    private void complain(String what) {
        if (!complained) {
            complained = true;
            complaints.accept(what);
        }
    }

    private void end() {
        if (reporter != null) {
            reporter.close();
            reporter = null;
        }
        OwnSentry.close();
    }

    /** Captures no more, and waits some seconds for what is under way. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (schedule != null) {
            schedule.close();
        }
        if (target != null) {
            end();
        }
    }
}
