package io.github.threadreporter.sample;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.trigger.remote.ReporterStatus;
import java.time.Duration;
import java.util.Map;

/** The thread reporter in an application: built once, asked for captures, closed at the end. Thread-safe. */
final class Captures implements AutoCloseable {

    /** A capture ends by itself, at the latest after the delivery deadline of half a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ThreadReporter reporter;

    /** @param options of the reporter, which is started then; without any it captures when it is asked to */
    Captures(Map<String, String> options) {
        reporter = ThreadReporter.builder().inApp("com.acme").options(options).build();
        if (!options.isEmpty()) {
            reporter.start();
        }
    }

    ReporterStatus status() {
        return reporter.status();
    }

    /** Takes a capture, and waits for what becomes of it. */
    CaptureReport take(Shape shape) {
        CaptureReport report =
                switch (shape) {
                    case ALL -> reporter.captureAll();
                    case EACH -> reporter.captureEach();
                };
        return report.await(PATIENCE);
    }

    @Override
    public void close() {
        reporter.close();
    }
}
