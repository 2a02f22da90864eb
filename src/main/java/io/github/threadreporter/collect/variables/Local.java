package io.github.threadreporter.collect.variables;

/**
 * A live object in a local variable of a frame. Not to be kept longer than the look.
 *
 * @param threadId the thread
 * @param depth index into its frames, 0 is the newest
 * @param declaringClass the class of the method
 * @param method its name
 * @param slot the slot: of an instance method, 0 is {@code this}; parameters follow
 * @param value the object
 */
public record Local(long threadId, int depth, Class<?> declaringClass, String method, int slot, Object value) {}
