package io.github.threadreporter.collect.variables;

import io.github.threadreporter.internal.jvmti.MethodInfo;
import io.github.threadreporter.model.Frame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM knows of the methods that one capture came across, each asked for once. Ids of methods are not kept from
 * one capture to the next: a class may be unloaded in between and its ids used again. Not thread-safe.
 */
final class Methods {

    private final LongFunction<@Nullable MethodInfo> jvm;
    private final Map<Long, Optional<MethodInfo>> known = new HashMap<>();

    /** @param jvm tells what the JVM knows of the method with that id, or null */
    Methods(LongFunction<@Nullable MethodInfo> jvm) {
        this.jvm = jvm;
    }

    Optional<MethodInfo> of(long id) {
        return known.computeIfAbsent(id, method -> Optional.ofNullable(jvm.apply(method)));
    }

    /** Whether a frame at that place in that method is the one that is shown. */
    boolean matches(StackTraceElement shown, long id, long bci) {
        Optional<MethodInfo> found = of(id);
        if (found.isEmpty()) {
            return false;
        }
        MethodInfo method = found.get();
        if (!method.name().equals(shown.getMethodName())
                || !method.declaringClass().getName().equals(shown.getClassName())) {
            return false;
        }
        int line = line(method, bci);
        return line == Frame.UNKNOWN_LINE || shown.getLineNumber() < 0 || line == shown.getLineNumber();
    }

    /**
     * Whether stack traces may leave frames of that method out: those that the JVM made for lambdas, and of the JDK's own
     * those that start and switch threads. Which these are is marked in the JDK and told nowhere.
     */
    boolean mayBeHidden(long id) {
        return of(id).map(MethodInfo::declaringClass)
                .map(type -> type.isHidden() || type.getModule() == Object.class.getModule())
                .orElse(true);
    }

    /** The line of the last entry at or before that index: entries are in the order of the class file, not of indices. */
    private static int line(MethodInfo method, long bci) {
        int line = Frame.UNKNOWN_LINE;
        int best = -1;
        int[] lines = method.lines();
        for (int i = 0; i + 1 < lines.length; i += 2) {
            if (lines[i] <= bci && lines[i] > best) {
                best = lines[i];
                line = lines[i + 1];
            }
        }
        return line;
    }
}
