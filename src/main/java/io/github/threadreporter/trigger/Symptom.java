package io.github.threadreporter.trigger;

import io.github.threadreporter.model.CaptureReason;
import java.util.Set;

/**
 * Something that is wrong now.
 *
 * @param key what tells it from others of its kind, and stays the same while it lasts: it says when a symptom is the one
 *     of the check before. Without counts and times; it may hold ids of this process. Not shown to anybody
 * @param reason what the capture is taken for; its kind is that of the condition
 * @param threads all threads that it is about: where another trouble has been told already that explains most of them, it
 *     is no trouble of its own. Empty where it is about none
 */
public record Symptom(String key, CaptureReason reason, Set<Long> threads) {

    public Symptom {
        threads = Set.copyOf(threads);
    }

    /** One that is about the suspect alone, or about no thread. */
    public Symptom(String key, CaptureReason reason) {
        this(
                key,
                reason,
                reason.suspect() == null ? Set.of() : Set.of(reason.suspect().threadId()));
    }
}
