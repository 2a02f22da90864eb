package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.variables.LateNames;
import io.github.threadreporter.model.Variable;
import java.util.List;

/**
 * A frame of a task of which the rest is found when there is time to read class files. Holds no live object but classes.
 */
public interface LateFrame {

    /** A frame that is known. */
    record Finished(StackTraceElement frame, List<Variable> variables) {}

    /** The classes whose class files it needs. */
    default List<Class<?>> classes() {
        return List.of();
    }

    /** The frame. Called on another thread, later. */
    Finished finish(LateNames names);

    /** A frame of which everything is known already. */
    static LateFrame of(StackTraceElement frame) {
        return names -> new Finished(frame, List.of());
    }
}
