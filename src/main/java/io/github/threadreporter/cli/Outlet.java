package io.github.threadreporter.cli;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.DumpReporter;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.SentryConfig;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.send.HtmlReport;
import io.github.threadreporter.send.JsonDump;
import io.github.threadreporter.send.SentryProject;
import io.github.threadreporter.send.SentryTarget;
import io.github.threadreporter.send.TerminalDump;
import io.github.threadreporter.send.TerminalOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings what was taken to where it should go. */
final class Outlet {

    private static final Duration DELIVERY = Duration.ofMinutes(2);

    /** Of no project: for a look at what would be sent. */
    private static final String NOWHERE = "https://key@nowhere.invalid/0";

    private final OutputOptions options;
    private final Settings settings;
    private final PrintWriter out;
    private final Progress progress;

    Outlet(OutputOptions options, Settings settings, PrintWriter out, Progress progress) {
        this.options = options;
        this.settings = settings;
        this.out = out;
        this.progress = progress;
    }

    /** Does it, and returns the exit code. */
    int give(List<Taken> taken, Destination to) throws IOException {
        return to == Destination.SENTRY ? send(taken) : render(taken, to);
    }

    private int render(List<Taken> taken, Destination to) throws IOException {
        List<ThreadDump> dumps = enriched(taken);
        Path file = options.output;
        if (file == null) {
            write(dumps, to, out);
            out.flush();
        } else {
            PrivateFile.writeText(file, writer -> write(dumps, to, writer));
            progress.say("written to " + file);
            if (options.json) {
                out.println(Lines.of(file, dumps));
            }
        }
        return ExitCode.OK;
    }

    /** Each capture once: the same may be in two files. */
    private List<ThreadDump> enriched(List<Taken> taken) {
        List<ThreadDump> dumps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Taken one : taken) {
            if (!ids.add(one.dump().info().id())) {
                progress.say("given twice, and shown once: capture "
                        + one.dump().info().id());
                continue;
            }
            try (DumpReporter reporter = DumpReporter.offline(settings, one.subject())) {
                dumps.add(reporter.enrich(one.dump()));
            }
        }
        return dumps;
    }

    private void write(List<ThreadDump> dumps, Destination to, Writer writer) throws IOException {
        switch (to) {
            case HTML -> HtmlReport.write(dumps, writer);
            case JSON -> {
                for (ThreadDump dump : dumps) {
                    JsonDump.write(dump, writer);
                    writer.write('\n');
                }
            }
            default ->
                TerminalDump.write(
                        dumps, new TerminalOptions(options.colored(System.getenv()), Terminal.width()), writer);
        }
    }

    private int send(List<Taken> taken) throws IOException {
        if (options.dryRun) {
            return dryRun(taken);
        }
        boolean complete = true;
        for (Taken one : taken) {
            try (DumpReporter reporter = online(one, target(one), null)) {
                SentryProject project = reporter.project().orElse(null);
                progress.say("sending to " + (project == null ? "Sentry" : project.text()));
                complete &= tell(sent(reporter, one).await(DELIVERY), project);
            }
        }
        return complete ? ExitCode.OK : ExitCode.NOT_DELIVERED;
    }

    private int dryRun(List<Taken> taken) throws IOException {
        Path file = options.output;
        if (file != null) {
            PrivateFile.write(file, bytes -> dryRun(taken, bytes));
            progress.say("written to " + file);
        } else {
            out.flush();
            // As bytes: attachments are no text.
            dryRun(taken, new FileOutputStream(FileDescriptor.out));
        }
        return ExitCode.OK;
    }

    private void dryRun(List<Taken> taken, OutputStream bytes) throws IOException {
        for (Taken one : taken) {
            try (DumpReporter reporter = wouldSend(one, bytes)) {
                CaptureReport report = sent(reporter, one).await(DELIVERY);
                if (!report.isComplete()) {
                    throw new IOException("what would be sent could not be written: "
                            + report.losses().stream()
                                    .map(Texts::loss)
                                    .findFirst()
                                    .orElse("it took too long"));
                }
            }
        }
    }

    private DumpReporter wouldSend(Taken one, OutputStream bytes) {
        SentryTarget target = target(one);
        try {
            DumpReporter reporter = online(one, target, bytes);
            progress.say(
                    "would go to " + reporter.project().map(SentryProject::text).orElse("Sentry"));
            return reporter;
        } catch (IllegalArgumentException e) {
            if (!target.dsn().isEmpty()) {
                throw e;
            }
            progress.say("no DSN is known, so it would go nowhere");
            return online(one, target.withDsn(NOWHERE), bytes);
        }
    }

    /** The settings have been found to be right before: what can be wrong is the DSN. */
    private DumpReporter online(Taken one, SentryTarget target, @Nullable OutputStream instead) {
        try {
            return DumpReporter.online(settings, one.subject(), target, instead);
        } catch (IllegalArgumentException e) {
            // Not in the SDK's words: they may show the key.
            throw new IllegalArgumentException(
                    "there is no DSN that is one: name it by --dsn or SENTRY_DSN; it looks like"
                            + " https://KEY@HOST/PROJECT. To look at the threads here: --to text",
                    e);
        }
    }

    private CaptureReport sent(DumpReporter reporter, Taken one) {
        return options.shape.each ? reporter.sendEach(one.dump()) : reporter.sendAll(one.dump());
    }

    /** The project that was named, else the application's, else what the SDK finds by itself. */
    private SentryTarget target(Taken one) {
        SentryConfig sentry = one.sentry();
        SentryTarget target = sentry == null ? SentryTarget.NONE : SentryTarget.of(sentry);
        if (options.dsn != null) {
            target = target.withDsn(options.dsn);
        }
        return target.serverName().isEmpty()
                ? target.withServerName(one.dump().info().jvm().host())
                : target;
    }

    private boolean tell(CaptureReport report, @Nullable SentryProject project) {
        if (options.json) {
            out.println(Lines.of(report, project));
        } else {
            out.println(report);
            report.losses().forEach(loss -> out.println("not delivered: " + Texts.loss(loss)));
            report.unconfirmed().forEach(loss -> out.println("not confirmed: " + Texts.loss(loss)));
        }
        return report.isComplete();
    }
}
