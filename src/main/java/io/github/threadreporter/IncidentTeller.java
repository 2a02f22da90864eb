package io.github.threadreporter;

import io.github.threadreporter.incident.Teller;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Story;
import java.util.function.Supplier;

/** Incidents become captures of the reporter. Thread-safe. */
final class IncidentTeller implements Teller {

    private final ThreadReporter reporter;
    private final Supplier<History> history;

    IncidentTeller(ThreadReporter reporter, Supplier<History> history) {
        this.reporter = reporter;
        this.history = history;
    }

    @Override
    public LiveReport capture(CaptureReason reason, Incident incident) {
        return reporter.capture(reason, new Story(incident, history.get()));
    }

    @Override
    public boolean end(CaptureReason reason, Incident incident) {
        return reporter.end(reason, new Story(incident, history.get()));
    }
}
