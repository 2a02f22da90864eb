package io.github.threadreporter.cli;

import io.github.threadreporter.attach.AttachException;
import io.github.threadreporter.attach.Attachment;
import io.github.threadreporter.attach.Deadline;
import io.github.threadreporter.attach.Handover;
import io.github.threadreporter.attach.Jvm;
import io.github.threadreporter.attach.Jvms;
import io.github.threadreporter.attach.Staging;
import io.github.threadreporter.dumpfile.TargetReader;
import io.github.threadreporter.model.CaptureLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The JVM whose agent is asked for something else than threads. */
final class TargetOptions {

    private static final long MAX_BYTES = 1 << 20;

    @Parameters(paramLabel = "PID", description = "The process.")
    String pid = "";

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description = "Give up when the JVM has not answered for so many seconds. Default: 30.")
    int timeout = 30;

    /** The process as it is now. */
    Jvm jvm() throws IOException {
        return Jvms.of(Pids.parse(pid));
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param request made for the socket at which the answer is expected
     */
    String ask(Function<Path, AgentRequest> request) throws IOException {
        Ranges.check("--timeout", timeout, 1, 86_400);
        AgentFiles files = AgentFiles.own();
        Jvm jvm = jvm();
        Duration patience = Duration.ofSeconds(timeout);
        Deadline deadline = Deadline.in(patience);
        try (Attachment attachment = Attachment.to(jvm, deadline);
                Staging staging = Staging.in(jvm);
                Handover handover = Handover.open(staging)) {
            new AgentLoading(jvm, attachment, files, staging, deadline).request(request.apply(handover.seenByTarget()));
            try (InputStream in = handover.accept(deadline, patience, MAX_BYTES)) {
                return new TargetReader(in, CaptureLimits.DEFAULTS).done();
            } catch (AttachException e) {
                throw e;
            } catch (IOException e) {
                throw TargetException.of(jvm.pid(), e);
            }
        }
    }
}
