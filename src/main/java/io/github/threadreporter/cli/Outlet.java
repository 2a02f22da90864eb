package io.github.threadreporter.cli;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.DumpReporter;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.SentryConfig;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.send.HtmlReport;
import io.github.threadreporter.send.JsonDump;
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
import java.util.List;

/** Brings what was taken to where it should go. */
final class Outlet {

    private static final Duration DELIVERY = Duration.ofMinutes(2);

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
        List<ThreadDump> dumps = new ArrayList<>();
        for (Taken one : taken) {
            try (DumpReporter reporter = DumpReporter.offline(settings, one.subject())) {
                dumps.add(reporter.enrich(one.dump()));
            }
        }
        Path file = options.output;
        if (file == null) {
            write(dumps, to, out);
            out.flush();
        } else {
            PrivateFile.writeText(file, writer -> write(dumps, to, writer));
            progress.say("written to " + file);
        }
        return ExitCode.OK;
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
            default -> {
                TerminalOptions terminal = new TerminalOptions(options.colored(System.getenv()), Terminal.width());
                for (ThreadDump dump : dumps) {
                    TerminalDump.write(dump, terminal, writer);
                }
            }
        }
    }

    private int send(List<Taken> taken) throws IOException {
        if (options.dryRun) {
            return dryRun(taken);
        }
        boolean complete = true;
        for (Taken one : taken) {
            try (DumpReporter reporter = DumpReporter.online(settings, one.subject(), target(one), null)) {
                complete &= tell(sent(reporter, one).await(DELIVERY));
            }
        }
        return complete ? ExitCode.OK : ExitCode.NOT_DELIVERED;
    }

    private int dryRun(List<Taken> taken) throws IOException {
        Path file = options.output;
        if (file != null) {
            PrivateFile.write(file, bytes -> dryRun(taken, bytes));
        } else {
            out.flush();
            // As bytes: attachments are no text.
            dryRun(taken, new FileOutputStream(FileDescriptor.out));
        }
        return ExitCode.OK;
    }

    private void dryRun(List<Taken> taken, OutputStream bytes) throws IOException {
        for (Taken one : taken) {
            try (DumpReporter reporter = DumpReporter.online(settings, one.subject(), target(one), bytes)) {
                sent(reporter, one).await(DELIVERY);
            }
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

    private boolean tell(CaptureReport report) {
        if (options.json) {
            out.println(Lines.of(report));
        } else {
            out.println(report);
            report.losses().forEach(loss -> out.println("not delivered: " + Texts.loss(loss)));
            report.unconfirmed().forEach(loss -> out.println("not confirmed: " + Texts.loss(loss)));
        }
        return report.isComplete();
    }
}
