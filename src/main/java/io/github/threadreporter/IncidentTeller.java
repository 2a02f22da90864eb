package io.github.threadreporter;

import io.github.threadreporter.incident.Teller;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Story;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Incidents become captures of the reporter. Thread-safe. */
final class IncidentTeller implements Teller {

    private final Supplier<@Nullable ThreadReporter> reporters;
    private final Function<List<CapturedThread>, History> history;
    private final boolean each;

    /**
     * @param reporters gives the reporter, or null while there is nowhere to send to
     * @param history what went before threads were captured as they are
     * @param each whether a scheduled capture is one event a thread
     */
    IncidentTeller(
            Supplier<@Nullable ThreadReporter> reporters,
            Function<List<CapturedThread>, History> history,
            boolean each) {
        this.reporters = reporters;
        this.history = history;
        this.each = each;
    }

    @Override
    public LiveReport capture(CaptureReason reason, Incident incident) {
        ThreadReporter reporter = reporters.get();
        if (reporter == null) {
            return ThreadReporter.refused(reason, "there is no Sentry to send to");
        }
        Pipeline.Shape shape = each && reason.kind().equals("schedule") ? Pipeline.Shape.EACH : Pipeline.Shape.ALL;
        return reporter.capture(reason, shape, dump -> new Story(incident, history.apply(dump.threads())));
    }

    @Override
    public boolean end(CaptureReason reason, Incident incident) {
        ThreadReporter reporter = reporters.get();
        return reporter == null || reporter.end(reason, new Story(incident, history.apply(List.of())));
    }
}
