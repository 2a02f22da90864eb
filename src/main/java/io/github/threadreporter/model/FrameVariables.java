package io.github.threadreporter.model;

import java.util.List;

/**
 * The local variables of one frame of one thread. They hang on the thread, since threads share their frames.
 *
 * @param depth index into the thread's frames, 0 is the newest
 * @param variables receiver, parameters, other variables; those that hold null may be missing, since the JVM does not
 *     tell them apart from variables that are no longer used
 * @param missing why variables of this frame are missing, e.g. {@code the thread had moved on}; empty where none is
 *     known to be
 */
public record FrameVariables(int depth, List<Variable> variables, String missing) {

    public FrameVariables {
        variables = List.copyOf(variables);
    }
}
