package io.github.threadreporter.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a capture was taken.
 *
 * @param kind one lower-case word or words joined by hyphens, e.g. {@code manual} or {@code stuck-thread}; it becomes
 *     the tag {@code capture.reason} and part of fingerprints, so it must come from a small fixed set
 * @param detail free text for a person, e.g. the name of the pool; may be empty
 * @param suspect the thread that was noticed, or null where it is for the capture to find one
 */
public record CaptureReason(
        String kind, String detail, @Nullable Suspect suspect) {

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Somebody called the reporter. */
    public static final CaptureReason MANUAL = new CaptureReason("manual", "");

    /** One that names no thread. */
    public CaptureReason(String kind, String detail) {
        this(kind, detail, null);
    }

    /** @throws IllegalArgumentException if {@code kind} is not of the form above */
    public CaptureReason {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("kind: '" + kind + "' is not lower-case words joined by hyphens");
        }
    }
}
