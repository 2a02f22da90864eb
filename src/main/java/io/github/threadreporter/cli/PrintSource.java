package io.github.threadreporter.cli;

import io.github.threadreporter.attach.Answer;
import io.github.threadreporter.attach.Attachment;
import io.github.threadreporter.attach.Deadline;
import io.github.threadreporter.attach.Jvm;
import io.github.threadreporter.attach.Jvms;
import io.github.threadreporter.dumpfile.DumpFiles;
import io.github.threadreporter.dumpfile.Reading;
import io.github.threadreporter.dumpfile.jvm.Origin;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** A JVM that nothing is loaded into: it prints its threads by itself. */
final class PrintSource implements Source {

    private static final CaptureReason REASON = new CaptureReason("attach", "printed by the JVM itself");

    private final Jvm jvm;
    private final Attachment attachment;
    private final Duration patience;
    private final Progress progress;

    private PrintSource(Jvm jvm, Attachment attachment, Duration patience, Progress progress) {
        this.jvm = jvm;
        this.attachment = attachment;
        this.patience = patience;
        this.progress = progress;
    }

    static PrintSource of(long pid, Duration patience, Progress progress) throws IOException {
        Jvm jvm = Jvms.of(pid);
        return new PrintSource(jvm, Attachment.to(jvm, Deadline.in(patience)), patience, progress);
    }

    @Override
    public Taken look(Map<String, String> settings) throws IOException {
        Origin origin = new Origin("process " + jvm.pid(), Instant.now(), ZoneId.systemDefault());
        try (Answer answer = attachment.execute(Deadline.in(patience), "jcmd", "Thread.print -l -e")) {
            Reading reading = DumpFiles.read(answer.body(), origin, CaptureLimits.DEFAULTS);
            if (reading.dumps().isEmpty()) {
                throw new IOException("process " + jvm.pid() + " printed no thread dump: "
                        + reading.problems().get(0).text());
            }
            ThreadDump dump = named(reading.dumps().get(0));
            if (dump.info().jvm().feature() >= VirtualThreads.SINCE) {
                dump = VirtualThreads.addedTo(dump, jvm, attachment, Deadline.in(patience), origin);
            }
            TargetProperties properties = TargetProperties.of(attachment, Deadline.in(patience));
            return new Taken(Subjects.of(properties.facts(), dump, Subjects.root(jvm), progress::say), dump, null);
        }
    }

    /** The JVM prints neither its number nor its main class, and its start only roughly. */
    private ThreadDump named(ThreadDump dump) {
        CaptureInfo info = dump.info();
        JvmInfo printed = info.jvm();
        JvmInfo known = new JvmInfo(
                printed.name(),
                printed.version(),
                printed.feature(),
                jvm.pid(),
                printed.host(),
                jvm.main(),
                ProcessHandle.of(jvm.pid())
                        .flatMap(process -> process.info().startInstant())
                        .orElse(printed.startedAt()));
        return new ThreadDump(
                new CaptureInfo(info.id(), REASON, info.takenAt(), known, info.times()),
                dump.threads(),
                dump.tasks(),
                dump.waits(),
                dump.analysis(),
                dump.account());
    }

    @Override
    public void close() throws IOException {
        attachment.close();
    }
}
