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
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.History;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Current;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All that captures without anybody calling the reporter: the thread {@code thread-reporter-watch} and its rounds, where
 * there is something to watch, and what is pushed from elsewhere. As {@link CaptureRequests} it is that of triggers, whatever
 * kind of reason they give. Thread-safe.
 */
final class Watching implements CaptureRequests {

    private static final Duration ROUND = Duration.ofSeconds(1);

    /** How long the end of the process may be held up to tell of incidents that last. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** How long a close waits for a capture that begins just then. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
        this.pushed = new Pushed(
                setup,
                this,
                byHand(),
                new WatchStatus(setup.accounting(), setup.sections(), box, incidents),
                controls());
    }

    /** Whether this configuration asks for anything but to take the requests of others. */
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
        if (rounds.isNeeded() || pushed.isToBeChecked()) {
            var unused = executor.scheduleWithFixedDelay(
                    this::round, ROUND.toNanos(), ROUND.toNanos(), TimeUnit.NANOSECONDS);
        }
        if (rounds.isNeeded()) {
            Runtime.getRuntime().addShutdownHook(farewell);
        }
    }

    private void round() {
        attempt(rounds, Rounds.class);
        attempt(pushed::check, Pushed.class);
    }

    /** What a round throws would end all further ones, and nobody would hear of it. */
    private void attempt(Runnable part, Class<?> what) {
        try {
            part.run();
        } catch (RuntimeException | Error e) {
            rounds.failed(what, e);
        }
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

    private History history(List<CapturedThread> threads) {
        return box == null ? History.NONE : box.history(threads);
    }

    @Override
    public CaptureReport request(CaptureReason reason) {
        return request(reason, Wish.TRIGGER);
    }

    /** For what a person asks for. */
    private CaptureRequests byHand() {
        return reason -> request(reason, Wish.BY_HAND);
    }

    CaptureReport request(CaptureReason reason, Wish wish) {
        if (!rounds.isEnabled() && wish != Wish.BY_HAND) {
            return ThreadReporter.refused(reason, "triggers are paused");
        }
        rounds.tellTurns();
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
        long start = System.nanoTime();
        int told = incidents.close(FAREWELL);
        ThreadReporter reporter = told == 0 ? null : setup.reporters().get();
        if (reporter != null) {
            reporter.awaitIdle(FAREWELL.minusNanos(System.nanoTime() - start));
        }
    }

    /** Nothing is captured any more; incidents that last are told for the last time. */
    void close() {
        Current.clear(this);
        executor.shutdown();
        pushed.close();
        var unused = incidents.close(PATIENCE);
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            return; // it runs already
        }
    }
}
