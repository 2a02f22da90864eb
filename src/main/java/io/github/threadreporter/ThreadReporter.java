package io.github.threadreporter;

import io.github.threadreporter.collect.Look;
import io.github.threadreporter.collect.ThreadCollector;
import io.github.threadreporter.collect.values.ValueRenderer;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.enrich.redact.RedactionRules;
import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Story;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.VariableScope;
import io.github.threadreporter.trigger.condition.Sections;
import io.github.threadreporter.trigger.remote.ReporterStatus;
import io.sentry.EventProcessor;
import io.sentry.IScopes;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends what every thread of this JVM is doing to Sentry.
 *
 * <pre>{@code
 * ThreadReporter reporter = ThreadReporter.builder().inApp("com.acme").build();
 * reporter.captureAll();
 * }</pre>
 *
 * <p>Thread-safe. Nothing runs between captures before it is {@linkplain #start() started}. No method throws because of the JVM, of Sentry or of the network: the
 * {@link CaptureReport} tells. Works with no Sentry initialised too: nothing is sent then, and the report says so.
 *
 * <p><b>Consistency.</b> The calling thread collects. On JDK 17 all threads are of one instant; see {@link
 * io.github.threadreporter.collect.JvmCollector} for later ones.
 *
 * <p><b>Overhead.</b> Collecting pauses the JVM about as long as {@code Thread.getAllStackTraces} does, or not at all
 * (JDK 25 with the package opened). Everything else follows on one daemon thread.
 *
 * <p><b>Mechanism.</b> collect, enrich, convert, send; see {@code docs/architecture.md}.
 */
public final class ThreadReporter implements Closeable {

    private final ThreadCollector collector;
    private final Pipeline pipeline;
    private final ReportWorker worker;
    private final CaptureLimits limits;
    private final Accounting accounting;
    /** One capture at a time: two at once would each pause the JVM for the other's sake. */
    private final ReentrantLock collecting = new ReentrantLock();

    private final @Nullable EventProcessor exceptionVariables;
    private final Sections sections;
    private final Standby standby;

    ThreadReporter(
            ThreadCollector collector,
            Pipeline pipeline,
            ReportWorker worker,
            CaptureLimits limits,
            @Nullable EventProcessor exceptionVariables,
            Accounting accounting,
            Sections sections,
            Function<ThreadReporter, Standby> standby) {
        this.sections = sections;
        this.standby = standby.apply(this);
        this.accounting = accounting;
        this.exceptionVariables = exceptionVariables;
        this.collector = collector;
        this.pipeline = pipeline;
        this.worker = worker;
        this.limits = limits;
    }

    /** Options for a reporter; what is not set is taken from the configuration. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sends one event with every thread, because somebody asked for it. */
    public CaptureReport captureAll() {
        return captureAll(CaptureReason.MANUAL);
    }

    /** Sends one event with every thread. The complete dump goes along as an attachment. */
    public CaptureReport captureAll(CaptureReason reason) {
        return take(reason, Pipeline.Shape.ALL, dump -> Story.NONE, this::look);
    }

    /** Sends one event a thread, because somebody asked for it. */
    public CaptureReport captureEach() {
        return captureEach(CaptureReason.MANUAL);
    }

    /**
     * Sends one event a thread, or for threads at the same place one for all of them; at most {@link
     * CaptureLimits#events()}, and one for the rest.
     */
    public CaptureReport captureEach(CaptureReason reason) {
        return take(reason, Pipeline.Shape.EACH, dump -> Story.NONE, this::look);
    }

    /** Sends one event with the calling thread, because somebody asked for it. */
    public CaptureReport captureHere() {
        return captureHere(CaptureReason.MANUAL);
    }

    /**
     * Sends one event with the calling thread alone: its stack, its own context and the variables of its frames, those
     * of primitive types included. Meant for a place in the code that should never be reached, for a throw or a log
     * statement. Nothing is paused; it takes the caller some tenths of a millisecond.
     */
    public CaptureReport captureHere(CaptureReason reason) {
        return take(reason, Pipeline.Shape.EACH, dump -> Story.NONE, collector::lookHere);
    }

    /**
     * Starts what the configuration asks for: the schedule, triggers with their black box, JMX, HTTP, a signal, a file.
     * Without any of these it does nothing, and no thread runs. Ends with {@link #close}. Calling it again has no effect.
     * What cannot be had, such as a port that is taken, is told to the logger of the Sentry SDK and done without.
     *
     * @throws IllegalArgumentException naming key and value, if something in the configuration is wrong
     */
    public void start() {
        standby.start();
    }

    /**
     * Opens a section of code that should not take long. With the trigger {@code watch} on, an incident opens when it does.
     * Costs well below a microsecond.
     *
     * @param name what it is called in events; one of a small set, without ids
     * @param atMost how long it takes at most when all is well
     * @return to be closed, by whatever thread, when it is over
     * @throws IllegalArgumentException if the name is blank or the time not positive
     */
    public Watch watch(String name, Duration atMost) {
        return sections.watch(name, atMost);
    }

    /** Where those who serve requests tell of them. With the trigger {@code slow-request} on, slow ones become incidents. */
    public RequestTracker requests() {
        return sections;
    }

    /**
     * Captures for a trigger of the application's own: within the limits of events and of cost, which {@link
     * #captureAll(CaptureReason)} does not know. Before {@link #start} it is the same as that.
     *
     * @return a report; one that says why, where nothing was captured
     */
    public CaptureReport request(CaptureReason reason) {
        return standby.request(reason);
    }

    /** How the reporter is, as numbers: what it has captured, sent, lost and withheld. */
    public ReporterStatus status() {
        return standby.status();
    }

    /**
     * Collects and enriches, and sends nothing.
     *
     * @return every thread, with source lines, groups and deadlocks, redacted. Finished text: it may be kept
     */
    public ThreadDump dump() {
        return pipeline.enrich(look(CaptureReason.MANUAL).dump());
    }

    /** What adds variables to the application's own exceptions; empty where that is not wanted. */
    Optional<EventProcessor> exceptionVariables() {
        return Optional.ofNullable(exceptionVariables);
    }

    /**
     * A capture that is a part of something.
     *
     * @param story asked in the background, for the threads as they were captured
     */
    LiveReport capture(CaptureReason reason, Pipeline.Shape shape, Function<ThreadDump, Story> story) {
        return take(reason, shape, story, this::look);
    }

    /** Waits until nothing is left to send, at most so long. */
    void awaitIdle(Duration atMost) {
        var unused = worker.awaitIdle(atMost);
    }

    /** Tells that an incident is over; false if that is to be tried again. */
    boolean end(CaptureReason reason, Story story) {
        if (worker.reserve() != null) {
            return false;
        }
        ThreadDump dump;
        LiveReport report;
        try {
            dump = new ThreadDump(collector.info(reason), List.of(), Analysis.NONE, Account.EMPTY).withStory(story);
            report = new LiveReport(dump.info(), 0);
        } catch (RuntimeException | Error e) {
            worker.cancelReservation();
            throw e;
        }
        run(report, () -> pipeline.end(dump, report));
        return true;
    }

    private LiveReport take(
            CaptureReason reason,
            Pipeline.Shape shape,
            Function<ThreadDump, Story> story,
            Function<CaptureReason, Look> way) {
        String refusal = worker.reserve();
        if (refusal != null) {
            return refused(reason, refusal);
        }
        Look look;
        try {
            look = way.apply(reason);
        } catch (RuntimeException | Error e) { // an OutOfMemoryError too: what captures must not be the one to fall
            worker.cancelReservation();
            return refused(reason, "the threads could not be collected: " + e);
        }
        LiveReport report = new LiveReport(look.info(), look.threads());
        accounting.looked(report);
        run(report, () -> {
            ThreadDump dump = look.dump();
            pipeline.run(dump.withStory(story.apply(dump)), shape, report);
        });
        return report;
    }

    private void run(LiveReport report, Runnable rest) {
        worker.run(report, () -> accounting.process(report, rest), () -> accounting.finished(report));
    }

    private Look look(CaptureReason reason) {
        collecting.lock();
        try {
            return collector.look(reason);
        } finally {
            collecting.unlock();
        }
    }

    static LiveReport refused(CaptureReason reason, String why) {
        LiveReport report = new LiveReport(Captures.nothing(reason), 0);
        report.refuse(why);
        return report;
    }

    /** {@linkplain #close(Duration) Closes} within {@link CaptureLimits#closeMillis()}. */
    @Override
    public void close() {
        close(Duration.ofMillis(limits.closeMillis()));
    }

    /**
     * Takes no more captures and lets those in flight go on for at most so long. Calling it again has no effect.
     *
     * @return how many captures were not or not wholly sent because of that; it is also logged by the Sentry SDK's
     *     logger
     */
    public int close(Duration atMost) {
        standby.close();
        int lost = worker.close(atMost, pipeline::close);
        var unused = accounting.turned(false); // or a gauge would stay where it is
        return lost;
    }

    /** Not thread-safe. Every method checks its argument and throws IllegalArgumentException naming it and the value. */
    public static final class Builder {

        private final Assembly assembly = new Assembly(Settings.ofThisProcess());

        private Builder() {}

        /**
         * Packages of the application, each with everything below it. Without any, a guess from the main class.
         * Configuration: {@code in-app}, separated by commas.
         */
        public Builder inApp(String... prefixes) {
            assembly.inApp = List.of(prefixes);
            return this;
        }

        /** Packages below those that are not the application after all. Configuration: {@code not-in-app}. */
        public Builder notInApp(String... prefixes) {
            assembly.notInApp = List.of(prefixes);
            return this;
        }

        /**
         * Folders and archives with source code, beside those that are found without help. Configuration: {@code
         * sources}, separated by commas.
         */
        public Builder sources(Path... roots) {
            assembly.sources = List.of(roots);
            return this;
        }

        /** Limits. Configuration: {@code limits.NAME} for each. */
        public Builder limits(CaptureLimits value) {
            assembly.limits = value;
            return this;
        }

        /**
         * What is masked before anything leaves this process. Configuration: {@code redaction.enabled}, {@code
         * redaction.names}, {@code redaction.allow-names}, {@code redaction.allow-only-keys}.
         */
        public Builder redaction(RedactionRules rules) {
            assembly.redaction = rules;
            return this;
        }

        /**
         * Which frames show local variables. Configuration: {@code variables}: {@code off}, {@code in-app} (default) or
         * {@code all}.
         */
        public Builder variables(VariableScope value) {
            assembly.variables = value;
            return this;
        }

        /** The application's own ways of showing its objects; see {@link ValueRenderer}. */
        public Builder renderers(ValueRenderer... value) {
            assembly.renderers = List.of(value);
            return this;
        }

        /**
         * Whether exceptions that the application sends to Sentry by itself show variables too, in the frames that are
         * still on the stack when they are sent: from the one that caught to the oldest. Only where the reporter is
         * added to the SDK as a {@link ThreadReporterIntegration}. It takes the sending thread some tenths of a
         * millisecond for each exception. Configuration: {@code exceptions}; default {@code false}.
         */
        public Builder exceptions(boolean value) {
            assembly.exceptions = value;
            return this;
        }

        /**
         * Options by name, without the prefix {@code threadreporter.}, that go before all that is configured elsewhere. For
         * frameworks that have a configuration of their own.
         */
        public Builder options(Map<String, String> options) {
            assembly.settings = assembly.settings.under(options);
            return this;
        }

        /**
         * The application's own configuration, such as {@code application.yml}: what is secret in it by its name is masked
         * wherever it turns up, as the secrets in the environment, in system properties and in {@code sentry.properties} are.
         * Only hashes of them are kept.
         */
        public Builder secretsOf(Map<String, String> configuration) {
            assembly.configuration = Map.copyOf(configuration);
            return this;
        }

        /** Who is told what the reporter does. */
        public Builder metrics(ReporterMetrics value) {
            assembly.metrics = value;
            return this;
        }

        /** The Sentry to send to, instead of the current scopes at the time of each capture. */
        public Builder scopes(IScopes value) {
            assembly.scopes = value;
            return this;
        }

        /**
         * Builds the reporter. Starts no thread.
         *
         * @throws IllegalArgumentException naming key and value, if something in the configuration is wrong
         */
        public ThreadReporter build() {
            return assembly.build();
        }
    }
}
