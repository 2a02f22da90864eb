package io.github.threadreporter.model;

/**
 * The thread that a trigger noticed, and what it noticed. What a capture finds out may go further: the thread may wait for
 * another one, which is the cause.
 *
 * @param threadId its id; it may have ended meanwhile
 * @param headline what is wrong with it, e.g. {@code %s has been at %s for %s}
 */
public record Suspect(long threadId, Headline headline) {}
