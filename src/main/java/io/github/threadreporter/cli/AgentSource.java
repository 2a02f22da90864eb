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
import io.github.threadreporter.model.TargetFacts;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;

/** A JVM that our agent is brought into. */
final class AgentSource implements Source {

    /** Ten times what 100,000 virtual threads took. */
    private static final long MAX_BYTES = 1L << 30;

    private final Jvm jvm;
    private final Attachment attachment;
    private final AgentFiles files;
    private final Duration patience;
    private final Progress progress;

    private AgentSource(Jvm jvm, Attachment attachment, AgentFiles files, Duration patience, Progress progress) {
        this.jvm = jvm;
        this.attachment = attachment;
        this.files = files;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Makes that JVM listen; nothing is loaded into it yet.
     *
     * @param patience how long to wait for each answer
     */
    static AgentSource of(long pid, Duration patience, Progress progress) throws IOException {
        AgentFiles files = AgentFiles.own();
        Jvm jvm = Jvms.of(pid);
        progress.say("attaching to " + pid + (jvm.main().isEmpty() ? "" : ", " + jvm.main()));
        return new AgentSource(jvm, Attachment.to(jvm, Deadline.in(patience)), files, patience, progress);
    }

    @Override
    public Taken look(Map<String, String> settings) throws IOException {
        Deadline deadline = Deadline.in(patience);
        try (Staging staging = Staging.in(jvm);
                Handover handover = Handover.open(staging)) {
            new AgentLoading(jvm, attachment, files, staging, deadline)
                    .request(AgentRequest.capture(handover.seenByTarget(), settings));
            progress.say("looking");
            try (InputStream in = handover.accept(deadline, patience, MAX_BYTES)) {
                TargetReader reader = new TargetReader(in, CaptureLimits.DEFAULTS);
                TargetFacts facts = reader.facts();
                ThreadDump dump = reader.dump();
                return new Taken(Subjects.of(facts, dump, Subjects.root(jvm), progress::say), dump, facts.sentry());
            } catch (AttachException e) {
                throw e;
            } catch (IOException e) {
                throw TargetException.of(jvm.pid(), e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        attachment.close();
    }
}
