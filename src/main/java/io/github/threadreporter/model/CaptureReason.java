package io.github.threadreporter.model;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a capture was taken.
 *
 * @param kind one lower-case word or words joined by hyphens, e.g. {@code manual} or {@code stuck-thread}; it becomes
 *     the tag {@code capture.reason} and part of fingerprints, so it must come from a small fixed set
 * @param detail free text for a person, e.g. the name of the pool; may be empty
 * @param suspect the thread that was noticed, or null where it is for the capture to find one
 * @param tags what the capture belongs to, e.g. {@code log.event_id}: tags of each event of it. At most {@link #MOST_TAGS}
 */
public record CaptureReason(
        String kind, String detail, @Nullable Suspect suspect, Map<String, String> tags) {

    /** How many tags a reason can have. */
    public static final int MOST_TAGS = 8;

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[a-z][a-z0-9_.-]{0,31}");

    /** Somebody called the reporter. */
    public static final CaptureReason MANUAL = new CaptureReason("manual", "");

    /** One that names no thread. */
    public CaptureReason(String kind, String detail) {
        this(kind, detail, null);
    }

    /** One that belongs to nothing. */
    public CaptureReason(String kind, String detail, @Nullable Suspect suspect) {
        this(kind, detail, suspect, Map.of());
    }

    /**
     * @throws IllegalArgumentException if {@code kind} is not of the form above, if there are too many tags, or if the key
     *     of one is not up to 32 lower-case letters, digits, dots, hyphens and underscores
     */
    public CaptureReason {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("kind: '" + kind + "' is not lower-case words joined by hyphens");
        }
        tags = Map.copyOf(tags);
        if (tags.size() > MOST_TAGS) {
            throw new IllegalArgumentException("tags: " + tags.size() + " are more than " + MOST_TAGS);
        }
        for (String tag : tags.keySet()) {
            if (!TAG.matcher(tag).matches()) {
                throw new IllegalArgumentException("tags: '" + tag + "' is no key of a tag");
            }
        }
    }
}
