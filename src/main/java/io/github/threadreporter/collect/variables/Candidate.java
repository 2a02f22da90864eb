package io.github.threadreporter.collect.variables;

import java.util.List;
import java.util.Set;

/**
 * A thread that may show variables.
 *
 * @param thread the thread; a live object, to be let go with the look
 * @param id its id
 * @param onCarrier whether its frames are on the stack of an operating system thread: it is a platform thread or a
 *     mounted virtual one
 * @param stack the frames that are shown, newest first
 * @param wanted depths of the frames that show variables, ascending
 * @param roots depths of further frames of which only the live objects are wanted
 */
record Candidate(
        Thread thread,
        long id,
        boolean onCarrier,
        List<StackTraceElement> stack,
        List<Integer> wanted,
        Set<Integer> roots) {}
