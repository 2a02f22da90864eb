package io.github.threadreporter;

import io.github.threadreporter.config.Settings;
import io.github.threadreporter.incident.Incidents.Wish;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.SentryConfig;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.send.OwnSentry;
import io.github.threadreporter.send.SentryTarget;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Schedule;
import io.github.threadreporter.trigger.ScheduleOptions;
import io.github.threadreporter.trigger.condition.Sections;
import io.sentry.IScopes;
import io.sentry.NoOpScopes;
import io.sentry.Sentry;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A reporter for applications that do not know of it: it captures by schedule and triggers of its configuration, and sends with a
 * Sentry SDK of its own to where the application's SDK sends, or to the configured DSN. There is one such SDK in a
 * process, and so only one such reporter may be open. Thread-safe.
 */
public final class AgentReporter implements Closeable {

    private static final String NO_DSN =
            "there is no valid DSN in the option dsn, in the application's own Sentry or in SENTRY_DSN";

    /** An application that starts has no time for us, and no trouble that lasts. */
    private static final Duration START = Duration.ofSeconds(3);

    private final Settings settings;
    private final Consumer<String> complaints;
    private final Runnable preparation;
    private @Nullable Schedule schedule;
    private @Nullable LateStart later;
    private @Nullable Watching watching;
    private @Nullable Accounting accounting;
    private @Nullable ThreadReporter reporter;
    private @Nullable SentryTarget target;
    private boolean found;
    private boolean complained;
    private boolean closing;
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
     * Starts what the configuration asks for; without any of it that is nothing. Neither the native library nor a Sentry SDK
     * is touched before the first capture, or, where triggers are on, before the application has had time to start.
     */
    public synchronized void start() {
        if (closing || schedule != null || later != null) {
            return;
        }
        Optional<ScheduleOptions> options = ScheduleSettings.options(settings);
        if (options.isPresent()) {
            schedule = Schedule.start(
                    options.get(),
                    new Scheduled(this),
                    ScheduleSettings.monitor(settings, options.get(), new Scopes(this)),
                    complaints);
        }
        if (Watching.isWanted(settings)) {
            later = LateStart.after(START, new Beginning(this));
        }
    }

    /** Whether it captures by itself. */
    public synchronized boolean isScheduled() {
        return (schedule != null || later != null) && !closing;
    }

    /** Takes a capture, if there is somewhere to send it to. */
    private CaptureReport scheduled(CaptureReason reason) {
        Watching present = watching();
        return present == null
                ? ThreadReporter.refused(reason, "the reporter is closed")
                : present.request(reason, Wish.SCHEDULE);
    }

    private synchronized @Nullable Watching watching() {
        if (watching == null && !closing) {
            preparation.run();
            Assembly assembly = assembly();
            Sections sections = new Sections(assembly.jdk()::threadId);
            watching = Watching.start(assembly.watchSetup(this::reporter, this::dump, sections));
        }
        return watching;
    }

    private Assembly assembly() {
        Assembly assembly = new Assembly(settings);
        assembly.complaints = complaints;
        assembly.accounting = accounting;
        accounting = assembly.accounting();
        return assembly;
    }

    private ThreadDump dump() {
        ThreadReporter ready = reporter();
        if (ready == null) {
            throw new IllegalStateException(NO_DSN);
        }
        return ready.dump();
    }

    private IScopes scopes() {
        return reporter() == null ? NoOpScopes.getInstance() : Sentry.forkedRootScopes("thread-reporter");
    }

    /** An application may start its Sentry late: until it is there, each capture looks for it. */
    private synchronized @Nullable ThreadReporter reporter() {
        if (closed || (reporter != null && found)) {
            return reporter;
        }
        preparation.run();
        Assembly assembly = assembly();
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
        complain("nothing is sent: " + NO_DSN);
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
    public void close() {
        Watching last;
        synchronized (this) {
            closing = true;
            if (schedule != null) {
                schedule.close();
            }
            if (later != null) {
                later.close();
            }
            last = watching;
            watching = null;
        }
        if (last != null) {
            last.close(); // without the lock, for which its thread may wait
        }
        synchronized (this) {
            closed = true;
            if (target != null) {
                end();
            }
        }
    }

    /** No lambdas: an application is starting. */
    private record Scheduled(AgentReporter reporter) implements CaptureRequests {
        @Override
        public CaptureReport request(CaptureReason reason) {
            return reporter.scheduled(reason);
        }
    }

    private record Scopes(AgentReporter reporter) implements Supplier<IScopes> {
        @Override
        public IScopes get() {
            return reporter.scopes();
        }
    }

    private record Beginning(AgentReporter reporter) implements Runnable {
        @Override
        public void run() {
            try {
                reporter.watching();
            } catch (RuntimeException | Error e) {
                reporter.complaints.accept("nothing is watched: " + e);
            }
        }
    }
}
