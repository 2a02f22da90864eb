package io.github.threadreporter;

import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.send.OwnSentry;
import io.github.threadreporter.send.SentryProject;
import io.github.threadreporter.send.SentryTarget;
import io.sentry.IScopes;
import java.io.Closeable;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the same of dumps that were taken elsewhere as {@link ThreadReporter} makes of its own: source lines, culprit,
 * groups, redaction, events. Thread-safe.
 */
public final class DumpReporter implements Closeable {

    private final Pipeline pipeline;
    private final ReportWorker worker;
    private final Duration closing;
    private @Nullable SentryProject project;

    DumpReporter(Pipeline pipeline, ReportWorker worker, Duration closing) {
        this.pipeline = pipeline;
        this.worker = worker;
        this.closing = closing;
    }

    /**
     * A reporter that only enriches.
     *
     * @param subject the process that the dumps are of
     * @throws IllegalArgumentException naming key and value, if a setting is wrong
     */
    public static DumpReporter offline(Settings settings, Subject subject) {
        return assembly(settings, subject).dumpReporter();
    }

    /**
     * A reporter that sends, with a Sentry SDK of its own. There is one such SDK in a process.
     *
     * @param subject the process that the dumps are of
     * @param instead gets the bytes that would be sent, which then go nowhere else; null to send them
     * @throws IllegalArgumentException naming key and value, if a setting is wrong; if there is no DSN, or it is not one
     */
    public static DumpReporter online(
            Settings settings, Subject subject, SentryTarget target, @Nullable OutputStream instead) {
        Assembly assembly = assembly(settings, subject);
        IScopes scopes = OwnSentry.start(target, settings.fileEntries(), instead);
        assembly.scopes = scopes;
        DumpReporter reporter = assembly.dumpReporter();
        reporter.project =
                SentryProject.of(String.valueOf(scopes.getOptions().getDsn())).orElse(null);
        return reporter;
    }

    private static Assembly assembly(Settings settings, Subject subject) {
        Assembly assembly = new Assembly(settings);
        assembly.subject = subject;
        return assembly;
    }

    /** Where events go; empty for a reporter that sends nothing. */
    public Optional<SentryProject> project() {
        return Optional.ofNullable(project);
    }

    /** The dump with source lines, groups, culprit and deadlocks, redacted. */
    public ThreadDump enrich(ThreadDump raw) {
        return pipeline.enrich(raw);
    }

    /** Sends one event with every thread; the complete dump goes along as an attachment. */
    public CaptureReport sendAll(ThreadDump raw) {
        return send(raw, Pipeline.Shape.ALL);
    }

    /** Sends one event a thread, or for threads at the same place one for all of them. */
    public CaptureReport sendEach(ThreadDump raw) {
        return send(raw, Pipeline.Shape.EACH);
    }

    private CaptureReport send(ThreadDump raw, Pipeline.Shape shape) {
        LiveReport report = new LiveReport(raw.info(), raw.threads().size());
        String refusal = worker.reserve();
        if (refusal != null) {
            report.deliveries().lostRest(1, refusal);
            report.finish(Duration.ZERO);
            return report;
        }
        worker.run(report, () -> pipeline.run(raw, shape, report), () -> {});
        return report;
    }

    /** Waits for what is under way, some seconds at most. */
    @Override
    public void close() {
        worker.close(closing, pipeline::close);
        OwnSentry.close();
    }
}
