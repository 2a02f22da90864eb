package io.github.threadreporter.cli;

import io.github.threadreporter.Subject;
import io.github.threadreporter.model.ThreadDump;

/**
 * One look at a process, as it came: nothing is worked out and nothing is masked yet.
 *
 * @param subject what is known of the process
 * @param dump its threads
 */
record Taken(Subject subject, ThreadDump dump) {}
