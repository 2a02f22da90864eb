package io.github.threadreporter.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody waits for something: an edge of the {@linkplain WaitGraph wait graph}.
 *
 * @param who the thread or task
 * @param what the {@linkplain Resource resource}
 * @param timed whether the wait ends by itself after some time
 * @param waited for how long it has waited, or null where nobody tells
 */
public record Wait(
        Node who, LockRef what, boolean timed, @Nullable Duration waited) {}
