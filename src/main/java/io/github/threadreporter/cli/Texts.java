package io.github.threadreporter.cli;

import io.github.threadreporter.send.Loss;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
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

    /** What went wrong, in words: those of the JDK's exceptions about files are often the name alone. */
    static String failure(Throwable e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        if (e instanceof NoSuchFileException) {
            return message + ": there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return message + ": not allowed; this runs as user " + System.getProperty("user.name", "");
        }
        return message;
    }

    /** On one line, with escapes for whatever would act on the terminal: others choose the names of their processes. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Which event, or how many, and why. */
    static String loss(Loss loss) {
        return (loss.eventId() != null ? "event " + loss.eventId() : loss.count() + " events") + ": " + loss.reason();
    }
}
