package io.github.threadreporter.trigger;

import io.github.threadreporter.model.CaptureReason;

/**
 * Something that is wrong now.
 *
 * @param key what tells it from others of its kind, and stays the same while it lasts: it says when a symptom is the one
 *     of the check before. Without counts and times; it may hold ids of this process. Not shown to anybody
 * @param reason what the capture is taken for; its kind is that of the condition
 */
public record Symptom(String key, CaptureReason reason) {}
