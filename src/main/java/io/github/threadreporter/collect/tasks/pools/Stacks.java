package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.model.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stacks tell about pools. */
final class Stacks {

    private Stacks() {}

    /** Whether the thread has called a method of one of these classes from the frame at that depth, or from there on. */
    static boolean isInside(LiveThread thread, int depth, String... classes) {
        List<StackTraceElement> stack = thread.stack();
        for (int i = 0; i < depth && i < stack.size(); i++) {
            for (String name : classes) {
                if (stack.get(i).getClassName().equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the thread is in that method. */
    static boolean isIn(LiveThread thread, String className, String method) {
        for (StackTraceElement frame : thread.stack()) {
            if (frame.getMethodName().equals(method) && frame.getClassName().equals(className)) {
                return true;
            }
        }
        return false;
    }

    /** The newest line of the application, e.g. {@code Stock.reserve(Stock.java:88)}; null where there is none. */
    static @Nullable String place(List<StackTraceElement> stack, LiveState seen) {
        for (StackTraceElement frame : stack) {
            if (seen.isInApp(frame)) {
                return Frame.of(frame).shortText();
            }
        }
        return null;
    }
}
