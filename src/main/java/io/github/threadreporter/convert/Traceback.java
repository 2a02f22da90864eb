package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What threads and tasks have in common: somebody stands somewhere, with variables.
 *
 * @param name who, on one line
 * @param id tells it from others of that name
 * @param stack where
 * @param variables of some of these frames, by depth
 */
record Traceback(String name, String id, StackTrace stack, List<FrameVariables> variables) {

    static Traceback of(CapturedThread thread) {
        return new Traceback(
                ThreadEntries.name(thread), Long.toString(thread.id()), thread.stack(), thread.variables());
    }

    static Traceback of(Task task) {
        return new Traceback(Texts.oneLine(task.name()), Texts.oneLine(task.id()), task.stack(), task.variables());
    }

    @Nullable
    FrameVariables variablesAt(int depth) {
        for (FrameVariables frame : variables) {
            if (frame.depth() == depth) {
                return frame;
            }
        }
        return null;
    }
}
