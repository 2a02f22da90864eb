package io.github.threadreporter.blackbox;

import java.util.List;

/**
 * One thread as the JVM tells of it.
 *
 * @param frames its newest frames, newest first; none where they were not asked for
 * @param lock class of what it waits for, or empty
 * @param ownerId the thread that holds that, or -1
 * @param waits how often it has begun to wait or was blocked since it started
 */
record Sighting(
        long id,
        String name,
        Thread.State state,
        List<StackTraceElement> frames,
        String lock,
        long ownerId,
        long waits) {}
