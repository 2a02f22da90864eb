package io.github.threadreporter.internal;

import io.github.threadreporter.internal.Access.Unavailable;
import java.lang.invoke.MethodHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** The thread containers of {@code jdk.internal.vm}: all threads, virtual ones too. Thread-safe. */
public final class ThreadContainers {

    private final MethodHandle root;
    private final MethodHandle children;
    private final MethodHandle threads;
    private final MethodHandle containerName;

    ThreadContainers() throws Unavailable {
        Class<?> containers = Access.type("jdk.internal.vm.ThreadContainers");
        Class<?> container = Access.type("jdk.internal.vm.ThreadContainer");
        root = Access.method(containers, "root");
        children = Access.method(container, "children");
        threads = Access.method(container, "threads");
        containerName = Access.method(container, "name");
    }

    /**
     * Visits every thread that the JVM tracks, with the name of its container, until the visitor returns false. Threads
     * that end or start meanwhile may be seen or not.
     */
    @SuppressWarnings("unchecked")
    public void forEachThread(BiPredicate<Thread, String> visitor) {
        Deque<Object> open = new ArrayDeque<>();
        open.add(Handles.call(root));
        while (!open.isEmpty()) {
            Object container = open.remove();
            String label = label(container);
            List<Thread> members = ((Stream<Thread>) Handles.required(Handles.call(threads, container))).toList();
            for (Thread thread : members) {
                if (!visitor.test(thread, label)) {
                    return;
                }
            }
            ((Stream<Object>) Handles.required(Handles.call(children, container))).forEach(open::add);
        }
    }

    /** Its name; for executors and scopes without one their class and identity. */
    private String label(Object container) {
        return Handles.call(containerName, container) instanceof String name
                ? name
                : container.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(container));
    }
}
