package io.github.threadreporter.collect.tasks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in its stack a thread is at what it was given to run: that has been let go of by what it was put in. */
final class Places {

    private Places() {}

    /** The frame that the one at that depth has called; without those that the JVM makes for lambdas, which JDK 17 shows. */
    static @Nullable StackTraceElement calledBy(LiveThread thread, int depth) {
        List<StackTraceElement> stack = thread.stack();
        for (int at = Math.min(depth, stack.size()) - 1; at >= 0; at--) {
            if (!isOfALambda(stack.get(at))) {
                return stack.get(at);
            }
        }
        return null;
    }

    /** Where the thread has left the code of the JDK that was there from its start on. */
    static @Nullable StackTraceElement outermost(LiveThread thread) {
        List<StackTraceElement> stack = thread.stack();
        for (int depth = stack.size() - 1; depth >= 0; depth--) {
            StackTraceElement frame = stack.get(depth);
            String module = frame.getModuleName();
            if ((module == null || !module.startsWith("java.")) && !isOfALambda(frame)) {
                return frame;
            }
        }
        return null;
    }

    private static boolean isOfALambda(StackTraceElement frame) {
        return frame.getClassName().contains("$$Lambda");
    }
}
