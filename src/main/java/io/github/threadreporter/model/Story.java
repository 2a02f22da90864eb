package io.github.threadreporter.model;

import org.jspecify.annotations.Nullable;

/**
 * What a capture is a part of.
 *
 * @param incident the incident that it tells of, or null
 * @param history what went before
 */
public record Story(@Nullable Incident incident, History history) {

    public static final Story NONE = new Story(null, History.NONE);
}
