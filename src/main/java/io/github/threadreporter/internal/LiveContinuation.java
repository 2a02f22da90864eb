package io.github.threadreporter.internal;

import io.github.threadreporter.internal.Access.Unavailable;
import java.lang.StackWalker.Option;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the stack of an unmounted virtual thread (JDK 21 and later; tried on 25). Immutable, thread-safe. */
final class LiveContinuation {

    private final MethodHandle walker;
    private final Class<?> virtualThread;
    private final MethodHandle continuation;
    private final MethodHandle carrier;
    private final MethodHandle mounted;
    private final MethodHandle done;
    private final MethodHandle stack;
    private final MethodHandle child;
    private final MethodHandle scope;

    LiveContinuation(Class<?> frame) throws Unavailable {
        virtualThread = Access.type("java.lang.VirtualThread");
        Class<?> type = Access.type("jdk.internal.vm.Continuation");
        Class<?> scopeType = Access.type("jdk.internal.vm.ContinuationScope");
        walker = Access.method(frame, "getStackWalker", Set.class, scopeType, type)
                .asSpreader(Object[].class, 3)
                .asType(MethodType.genericMethodType(1));
        continuation = getter(virtualThread, "cont");
        carrier = getter(virtualThread, "carrierThread");
        mounted = getter(type, "mounted");
        done = getter(type, "done");
        stack = getter(type, "tail");
        child = getter(type, "child");
        scope = getter(type, "scope");
    }

    /** Of the form in which it is called, so that the JVM has nothing to link while a thread is suspended. */
    private static MethodHandle getter(Class<?> type, String name) throws Unavailable {
        return Access.getter(type, name).asType(MethodType.genericMethodType(1));
    }

    /** A walker over it; null where the thread is not virtual, is mounted, has ended, or has never run. */
    @Nullable
    StackWalker walker(Thread thread, Set<Option> options) {
        if (!virtualThread.isInstance(thread) || Handles.call(carrier, thread) != null) {
            return null;
        }
        Object found = Handles.required(Handles.call(continuation, thread));
        return isFrozen(found)
                ? (StackWalker) Handles.call(walker, new Object[] {options, Handles.call(scope, found), found})
                : null;
    }

    private boolean isFrozen(Object found) {
        return Boolean.FALSE.equals(Handles.call(mounted, found))
                && Boolean.FALSE.equals(Handles.call(done, found))
                && Handles.call(stack, found) != null
                && Handles.call(child, found) == null;
    }
}
