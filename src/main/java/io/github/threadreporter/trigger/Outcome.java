package io.github.threadreporter.trigger;

import io.github.threadreporter.CaptureReport;
import org.jspecify.annotations.Nullable;

/** What to say of a capture that somebody asked for. */
public final class Outcome {

    private Outcome() {}

    /** Why it was not taken, for a person; null if it was. */
    public static @Nullable String refusal(CaptureReport report) {
        if (report.threads() > 0 || !report.isDone()) {
            return null;
        }
        return report.losses().isEmpty()
                ? "no capture was taken"
                : report.losses().get(0).reason();
    }

    /** Whether something was sent and nothing of it is known to be lost. */
    static boolean arrived(CaptureReport report) {
        return report.isDone()
                && report.losses().isEmpty()
                && !report.eventIds().isEmpty();
    }
}
