package io.github.threadreporter.convert;

import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskGroup;
import io.github.threadreporter.model.TaskKind;
import org.jspecify.annotations.Nullable;

/** Tasks in words. */
final class TaskWords {

    private static final int STATE = 60;

    private TaskWords() {}

    /** {@code coroutine "load order 42"}, on one line. */
    static String name(Task task) {
        return name(task, ServerLimits.NAME, new Cuts());
    }

    /** {@code coroutine "load order 42" and 7 more}, within what the server keeps of a name: the number stays. */
    static String label(TaskGroup group, Cuts cuts) {
        return label(group, "", cuts);
    }

    /**
     * The same with its state in words, {@code coroutine "load order 42" and 7 more, suspended}: of a state, servers
     * show nothing but what threads have.
     */
    static String labelWithState(TaskGroup group, Cuts cuts) {
        return label(group, ", " + state(group.first()), cuts);
    }

    /** Its state in the words of its library, on one line. */
    static String state(Task task) {
        return Texts.oneLine(Texts.cut(task.state(), STATE));
    }

    /** The state of a thread that comes nearest: that of the thread that runs it, else what it would be if it were one. */
    static Thread.State threadState(Task task, Thread.@Nullable State ofThread) {
        if (ofThread != null) {
            return ofThread;
        }
        if (task.kind() == TaskKind.SCHEDULED) {
            return Thread.State.TIMED_WAITING;
        }
        return task.kind() == TaskKind.JOB ? Thread.State.NEW : Thread.State.WAITING;
    }

    private static String label(TaskGroup group, String state, Cuts cuts) {
        String more = (group.size() == 1 ? "" : " and " + (group.size() - 1) + " more") + state;
        return name(group.first(), ServerLimits.NAME - more.length(), cuts) + more;
    }

    private static String name(Task task, int max, Cuts cuts) {
        String kind = task.kind().label() + " \"";
        return kind + cuts.text("task names", task.name(), max - kind.length() - 1) + '"';
    }
}
