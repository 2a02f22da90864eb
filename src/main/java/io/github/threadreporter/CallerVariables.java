package io.github.threadreporter;

import io.github.threadreporter.collect.ThreadCollector;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadDump;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The calling thread with its variables, redacted. Thread-safe. */
final class CallerVariables implements Supplier<Optional<CapturedThread>> {

    private static final CaptureReason REASON = new CaptureReason("exception", "");

    private final ThreadCollector collector;
    private final List<UnaryOperator<ThreadDump>> enrichment;

    /** @param enrichment what must not be left out: the rest is not worth the caller's time */
    CallerVariables(ThreadCollector collector, List<UnaryOperator<ThreadDump>> enrichment) {
        this.collector = collector;
        this.enrichment = List.copyOf(enrichment);
    }

    @Override
    public Optional<CapturedThread> get() {
        ThreadDump dump = collector.lookHere(REASON).dump();
        for (UnaryOperator<ThreadDump> step : enrichment) {
            dump = step.apply(dump);
        }
        return dump.threads().stream().findFirst();
    }
}
