package io.github.threadreporter.collect.tasks.reactive;

import io.github.threadreporter.collect.tasks.LiveThread;

/**
 * A thread that waits for a stream.
 *
 * @param thread the thread
 * @param end the end of the stream, which will wake it
 */
record Blocked(LiveThread thread, Object end) {}
