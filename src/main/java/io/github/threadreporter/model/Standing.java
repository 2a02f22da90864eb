package io.github.threadreporter.model;

import java.time.Duration;
import java.util.List;

/**
 * A thread as the black box saw it last: where it stands, and since when it has not moved from there.
 *
 * @param threadId its id
 * @param name its name
 * @param state its state
 * @param frames its newest frames, newest first, as many as the black box keeps
 * @param stood for how long it has stood at these frames of the application (at these newest frames, where none is of the
 *     application), without having been seen elsewhere; a thread may have left and come back in between, which
 *     {@code waits} tells
 * @param cpu processor time that it used meanwhile
 * @param waits how often it began to wait or was blocked meanwhile: more than 1 means that it moved
 * @param lock what it waits for, as the JVM names it, e.g. {@code java.util.concurrent.locks.ReentrantLock$NonfairSync};
 *     empty for none
 * @param ownerId the thread that holds that; -1 where it is not known or nobody does
 */
public record Standing(
        long threadId,
        String name,
        Thread.State state,
        List<StackTraceElement> frames,
        Duration stood,
        Duration cpu,
        long waits,
        String lock,
        long ownerId) {}
