package io.github.threadreporter.internal;

import io.github.threadreporter.internal.Access.Unavailable;
import java.lang.invoke.MethodHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The thread containers and thread snapshots of {@code jdk.internal.vm} (JDK 25). A snapshot takes one handshake with
 * its thread and no global pause: each is consistent in itself, several of them are not of one instant. Thread-safe.
 */
public final class ThreadSnapshots {

    /**
     * One thread. Holds live objects of the application: read from it at once and let it go.
     *
     * @param blocker the object that the thread is blocked or parked on or waits for, or null
     * @param blockerKind which of the three; null exactly where {@code blocker} is
     * @param monitors owned monitors with the depth of the frame that took them; eliminated ones are left out
     */
    public record Snapshot(
            String name,
            Thread.State state,
            List<StackTraceElement> stack,
            @Nullable Object blocker,
            @Nullable BlockerKind blockerKind,
            List<Monitor> monitors,
            @Nullable Thread carrier) {}

    /** The three ways of waiting for an object. */
    public enum BlockerKind {
        PARKED,
        ENTERING,
        WAITING
    }

    /** A monitor and the index of its frame. */
    public record Monitor(Object object, int depth) {}

    /** By the names of {@code ThreadSnapshot.BlockerLockType}; that these are all is checked when probing. */
    private static final Map<String, BlockerKind> BLOCKER_KINDS = Map.of(
            "PARK_BLOCKER", BlockerKind.PARKED,
            "WAITING_TO_LOCK", BlockerKind.ENTERING,
            "WAITING_ON", BlockerKind.WAITING);

    private final MethodHandle of;
    private final MethodHandle name;
    private final MethodHandle state;
    private final MethodHandle stack;
    private final MethodHandle locks;
    private final MethodHandle carrier;
    private final MethodHandle blocker;
    private final MethodHandle blockerType;
    private final MethodHandle blockerObject;
    private final MethodHandle lockDepth;
    private final MethodHandle lockObject;
    private final MethodHandle root;
    private final MethodHandle children;
    private final MethodHandle threads;
    private final MethodHandle containerName;

    ThreadSnapshots() throws Unavailable {
        Class<?> snapshot = Access.type("jdk.internal.vm.ThreadSnapshot");
        of = Access.method(snapshot, "of", Thread.class);
        name = Access.method(snapshot, "threadName");
        state = Access.method(snapshot, "threadState");
        stack = Access.method(snapshot, "stackTrace");
        locks = Access.getter(snapshot, "locks");
        carrier = Access.method(snapshot, "carrierThread");
        blocker = Access.getter(snapshot, "blocker");
        Class<?> threadBlocker = Access.type("jdk.internal.vm.ThreadSnapshot$ThreadBlocker");
        blockerType = Access.getter(threadBlocker, "type");
        blockerObject = Access.getter(threadBlocker, "obj");
        Class<?> threadLock = Access.type("jdk.internal.vm.ThreadSnapshot$ThreadLock");
        lockDepth = Access.method(threadLock, "depth");
        lockObject = Access.method(threadLock, "lockObject");
        Class<?> containers = Access.type("jdk.internal.vm.ThreadContainers");
        Class<?> container = Access.type("jdk.internal.vm.ThreadContainer");
        root = Access.method(containers, "root");
        children = Access.method(container, "children");
        threads = Access.method(container, "threads");
        containerName = Access.method(container, "name");
        checkBlockerTypes();
    }

    private static void checkBlockerTypes() throws Unavailable {
        Object[] constants =
                Access.type("jdk.internal.vm.ThreadSnapshot$BlockerLockType").getEnumConstants();
        Set<String> names = new HashSet<>();
        for (Object constant : constants == null ? new Object[0] : constants) {
            names.add(((Enum<?>) constant).name());
        }
        if (!names.equals(BLOCKER_KINDS.keySet())) {
            throw new Unavailable("this JDK's thread snapshots are of an unknown form: " + names, null);
        }
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

    /** Looks at one thread; null where it has ended. */
    public @Nullable Snapshot of(Thread thread) {
        Object raw = Handles.call(of, thread);
        if (raw == null) {
            return null;
        }
        Object wait = Handles.call(blocker, raw);
        Object object = wait == null ? null : Handles.call(blockerObject, wait);
        return new Snapshot(
                String.valueOf(Handles.call(name, raw)),
                (Thread.State) Handles.required(Handles.call(state, raw)),
                Arrays.asList((StackTraceElement[]) Handles.required(Handles.call(stack, raw))),
                object,
                wait == null || object == null ? null : kind(wait),
                monitors((Object[]) Handles.required(Handles.call(locks, raw))),
                (Thread) Handles.call(carrier, raw));
    }

    private @Nullable BlockerKind kind(Object wait) {
        return BLOCKER_KINDS.get(((Enum<?>) Handles.required(Handles.call(blockerType, wait))).name());
    }

    private List<Monitor> monitors(Object[] held) {
        List<Monitor> monitors = new ArrayList<>(held.length);
        for (Object lock : held) {
            Object object = Handles.call(lockObject, lock);
            if (object != null) {
                monitors.add(new Monitor(object, (Integer) Handles.required(Handles.call(lockDepth, lock))));
            }
        }
        return monitors;
    }
}
