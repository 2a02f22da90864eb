package io.github.threadreporter;

import io.github.threadreporter.blackbox.BlackBox;
import io.github.threadreporter.blackbox.BlackBoxLimits;
import io.github.threadreporter.config.Options;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.incident.Incidents;
import io.github.threadreporter.incident.Incidents.Wish;
import io.github.threadreporter.incident.Quota;
import io.github.threadreporter.incident.Teller.Telling;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.History;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Current;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All that captures without anybody calling the reporter: the thread {@code thread-reporter-watch} and its rounds, and what
 * is pushed from elsewhere. Thread-safe.
 */
final class Watching implements CaptureRequests {

    private static final Duration ROUND = Duration.ofSeconds(1);

    /** What a person asks for. */
    private static final Set<String> BY_HAND = Set.of("jmx", "http", "signal", "file", "actuator");

    /** How long the end of the process may be held up to tell of incidents that last. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final WatchSetup setup;
    private final @Nullable BlackBox box;
    private final Quota quota;
    private final Incidents incidents;
    private final Rounds rounds;
    private final ScheduledThreadPoolExecutor executor;
    private final Pushed pushed;
    private final Thread farewell = new Thread(null, this::sayFarewell, "thread-reporter-farewell", 0, false);

    private Watching(WatchSetup setup) {
        Settings settings = setup.settings();
        this.setup = setup;
        this.box = hasBlackBox(settings) ? blackBox(setup) : null;
        this.quota = new Quota(TriggerSettings.incidents(settings), System::nanoTime, setup.accounting()::withheld);
        this.incidents = new Incidents(
                TriggerSettings.incidents(settings),
                quota,
                setup.accounting().budget(),
                new IncidentTeller(setup.reporters(), this::history, Options.EACH.in(settings)),
                InstantSource.system(),
                System::nanoTime);
        this.rounds = new Rounds(
                box,
                TriggerSettings.conditions(settings, setup.sections(), setup.inApp(), setup.look()),
                incidents,
                setup.accounting(),
                InstantSource.system(),
                System::nanoTime,
                setup.log());
        this.executor = new ScheduledThreadPoolExecutor(1, Watching::thread);
        this.pushed = new Pushed(setup, this, new WatchStatus(setup.accounting(), box, incidents), controls());
    }

    /** Whether anything in this configuration asks for it. */
    static boolean isWanted(Settings settings) {
        return !TriggerSettings.names(settings).isEmpty() || Pushed.isWanted(settings);
    }

    /** Starts what the configuration asks for. What cannot be had is told to the log and done without. */
    static Watching start(WatchSetup setup) {
        Watching watching = new Watching(setup);
        watching.start();
        return watching;
    }

    private void start() {
        Current.set(this);
        pushed.open();
        var unused =
                executor.scheduleWithFixedDelay(this::round, ROUND.toNanos(), ROUND.toNanos(), TimeUnit.NANOSECONDS);
        Runtime.getRuntime().addShutdownHook(farewell);
    }

    private void round() {
        rounds.run();
        pushed.check();
    }

    private static boolean hasBlackBox(Settings settings) {
        return Options.BLACK_BOX.in(settings)
                && !TriggerSettings.names(settings).isEmpty();
    }

    private static BlackBox blackBox(WatchSetup setup) {
        BlackBoxLimits standard = BlackBoxLimits.DEFAULTS;
        return BlackBox.ofThisJvm(
                setup.inApp(),
                new BlackBoxLimits(
                        Options.BLACK_BOX_KILOBYTES.in(setup.settings()) * 1_024,
                        Options.BLACK_BOX_INTERVAL.in(setup.settings()),
                        standard.percentOfCore(),
                        standard.frames()));
    }

    private WatchControls controls() {
        return new WatchControls(rounds, quota, setup.accounting().budget(), setup.dumpText());
    }

    private History history() {
        return box == null ? History.NONE : box.history();
    }

    @Override
    public CaptureReport request(CaptureReason reason) {
        Wish wish = BY_HAND.contains(reason.kind())
                ? Wish.BY_HAND
                : reason.kind().equals("schedule") ? Wish.SCHEDULE : Wish.TRIGGER;
        if (!rounds.isEnabled() && wish != Wish.BY_HAND) {
            return ThreadReporter.refused(reason, "triggers are paused");
        }
        Telling telling = incidents.moment(reason, wish);
        return telling instanceof LiveReport report
                ? report
                : ThreadReporter.refused(reason, "a limit of events or of cost is reached");
    }

    WatchStatus status() {
        return pushed.status();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "thread-reporter-watch", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Watching.class.getClassLoader());
        return thread;
    }

    /** The last events of incidents that last have to be on their way before the process is gone. */
    private void sayFarewell() {
        int told = incidents.close();
        ThreadReporter reporter = told == 0 ? null : setup.reporters().get();
        if (reporter != null) {
            reporter.awaitIdle(FAREWELL);
        }
    }

    /** Nothing is captured any more; incidents that last are told for the last time. */
    void close() {
        Current.clear(this);
        executor.shutdown();
        pushed.close();
        var unused = incidents.close();
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            return; // it runs already
        }
    }
}
