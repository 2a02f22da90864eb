package io.github.threadreporter.cli;

import io.github.threadreporter.Subject;
import io.github.threadreporter.model.SentryConfig;
import io.github.threadreporter.model.ThreadDump;
import org.jspecify.annotations.Nullable;

/**
 * One look at a process, as it came: nothing is worked out and nothing is masked yet.
 *
 * @param subject what is known of the process
 * @param dump its threads
 * @param sentry where the application sends its own events; null where that is unknown
 */
record Taken(Subject subject, ThreadDump dump, @Nullable SentryConfig sentry) {}
