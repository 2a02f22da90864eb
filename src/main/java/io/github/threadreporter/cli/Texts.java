package io.github.threadreporter.cli;

import io.github.threadreporter.send.Loss;
import java.time.Duration;
import java.util.Locale;

/** Numbers for people. */
final class Texts {

    private Texts() {}

    /** {@code 12.3 ms}. */
    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    /** Without a fraction where there is none. */
    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** Which event, or how many, and why. */
    static String loss(Loss loss) {
        return (loss.eventId() != null ? "event " + loss.eventId() : loss.count() + " events") + ": " + loss.reason();
    }
}
