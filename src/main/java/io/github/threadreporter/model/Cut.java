package io.github.threadreporter.model;

/**
 * Something that was left out because of a limit.
 *
 * @param what in words, e.g. {@code frames}
 * @param count how much was left out
 * @param limit the limit, in words a person can look up, e.g. {@code framesPerStack=512}
 */
public record Cut(String what, long count, String limit) {}
