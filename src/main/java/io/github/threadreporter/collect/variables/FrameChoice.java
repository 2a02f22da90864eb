package io.github.threadreporter.collect.variables;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.VariableScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Which frames of a stack show variables: those of the application, then others where they are wanted. Not thread-safe. */
final class FrameChoice {

    /** Of one thread. A deep stack of one library would be no better told by more of them. */
    private static final int MOST_ROOTS = 32;

    private final VariableScope scope;
    private final Predicate<Frame> inApp;
    private final CaptureLimits limits;
    private final Map<String, Boolean> verdicts = new HashMap<>();
    private final Map<String, Map<String, Boolean>> rootVerdicts = new HashMap<>();

    FrameChoice(VariableScope scope, Predicate<Frame> inApp, CaptureLimits limits) {
        this.scope = scope;
        this.inApp = inApp;
        this.limits = limits;
    }

    /** The depths, ascending; frames beyond {@link CaptureLimits#framesPerStack()} are not shown at all. */
    List<Integer> of(List<StackTraceElement> stack) {
        int most = limits.variableFrames();
        List<Integer> chosen = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        int depth = 0;
        for (StackTraceElement element : stack) {
            if (depth == limits.framesPerStack() || chosen.size() == most) {
                break;
            }
            if (!element.isNativeMethod()) {
                (isInApp(element) ? chosen : others).add(depth);
            }
            depth++;
        }
        if (scope == VariableScope.ALL) {
            chosen.addAll(others.subList(0, Math.min(others.size(), most - chosen.size())));
            Collections.sort(chosen);
        }
        return chosen;
    }

    /** The depths of frames of which the live objects are wanted, beside those that show variables. */
    Set<Integer> roots(List<StackTraceElement> stack, List<Integer> shown, BiPredicate<String, String> wanted) {
        Set<Integer> roots = new HashSet<>();
        int depth = 0;
        for (StackTraceElement element : stack) {
            if (depth == limits.framesPerStack() || roots.size() == MOST_ROOTS) {
                break;
            }
            if (!element.isNativeMethod() && isRoot(element, wanted)) {
                roots.add(depth);
            }
            depth++;
        }
        shown.forEach(roots::remove);
        return roots;
    }

    private boolean isRoot(StackTraceElement element, BiPredicate<String, String> wanted) {
        return rootVerdicts
                .computeIfAbsent(element.getClassName(), name -> new HashMap<>())
                .computeIfAbsent(element.getMethodName(), name -> wanted.test(element.getClassName(), name));
    }

    /** Whether that is code of the application. */
    boolean isInApp(StackTraceElement element) {
        String module = element.getModuleName();
        if (module != null) {
            return inApp.test(Frame.of(element));
        }
        return verdicts.computeIfAbsent(element.getClassName(), name -> inApp.test(Frame.of(element)));
    }

    /** Whether objects of that class show their fields where they are the receiver of a frame. */
    boolean isInApp(Class<?> type) {
        return verdicts.computeIfAbsent(
                type.getName(),
                name -> inApp.test(new Frame(
                        name, "", null, Frame.UNKNOWN_LINE, type.getModule().getName(), false, null)));
    }
}
