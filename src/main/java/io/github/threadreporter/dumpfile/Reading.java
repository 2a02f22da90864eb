package io.github.threadreporter.dumpfile;

import io.github.threadreporter.dumpfile.jvm.Problem;
import io.github.threadreporter.model.ThreadDump;
import java.util.List;

/**
 * What a file held.
 *
 * @param dumps in the order of the file, straight from reading: nothing analysed, no frame marked, nothing redacted.
 *     What each of them does not tell stands in its account
 * @param problems what could not be used, by line; a file without any dump has at least one
 */
public record Reading(List<ThreadDump> dumps, List<Problem> problems) {
    public Reading {
        dumps = List.copyOf(dumps);
        problems = List.copyOf(problems);
    }
}
