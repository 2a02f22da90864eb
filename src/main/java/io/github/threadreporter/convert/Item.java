package io.github.threadreporter.convert;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.TaskGroup;
import io.sentry.SentryLockReason;
import java.util.Map;

/** What has one entry in the list of threads of an event: threads at the same place, or tasks of one shape. */
sealed interface Item {

    /** Of the one that stands for all. */
    Traceback first();

    /** How many it stands for. */
    int size();

    /** Whether it is of no interest where room is short. */
    boolean isIdle();

    /** What one of them is called where they are counted, in the plural. */
    String what();

    /** The locks at frames, by the index of the frame; one at most for each. */
    Map<Integer, SentryLockReason> frameLocks();

    /** It in one line: how many stand where. */
    String line();

    default StackTrace stack() {
        return first().stack();
    }

    /** Threads. */
    record Threads(StackGroup group) implements Item {

        @Override
        public Traceback first() {
            return Traceback.of(group.first());
        }

        @Override
        public int size() {
            return group.size();
        }

        @Override
        public boolean isIdle() {
            return group.role() == Role.IDLE;
        }

        @Override
        public String what() {
            return "threads";
        }

        @Override
        public Map<Integer, SentryLockReason> frameLocks() {
            return Locks.ofFrames(group.first());
        }

        @Override
        public String line() {
            return cut(
                    size() + " " + group.first().state() + at(stack()) + ": " + ThreadEntries.label(group, new Cuts()));
        }
    }

    /**
     * Tasks.
     *
     * @param id the number under which they stand among the threads
     */
    record Tasks(TaskGroup group, long id) implements Item {

        @Override
        public Traceback first() {
            return Traceback.of(group.first());
        }

        @Override
        public int size() {
            return group.size();
        }

        @Override
        public boolean isIdle() {
            return false;
        }

        @Override
        public String what() {
            return "tasks";
        }

        @Override
        public Map<Integer, SentryLockReason> frameLocks() {
            return Map.of();
        }

        @Override
        public String line() {
            return cut(size() + " " + TaskWords.state(group.first()) + at(stack()) + ": "
                    + TaskWords.label(group, new Cuts()));
        }
    }

    private static String at(StackTrace stack) {
        Frame frame = stack.interesting();
        return frame == null ? "" : " at " + frame.shortText();
    }

    private static String cut(String line) {
        return Texts.cut(line, ServerLimits.NAME + ServerLimits.SYMBOL);
    }
}
