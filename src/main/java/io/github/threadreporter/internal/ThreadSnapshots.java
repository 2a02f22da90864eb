package io.github.threadreporter.internal;

import io.github.threadreporter.internal.Access.Unavailable;
import io.github.threadreporter.internal.jvmti.Jvmti;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The thread snapshots of {@code jdk.internal.vm} (JDK 25). A snapshot takes some handshakes with its thread and no global
 * pause: each is consistent in itself, several of them are not of one instant. Thread-safe.
 *
 * <p>This JDK crashes when a thread ends, or a virtual thread changes its carrier, while its snapshot is taken (JDK-8364343
 * and JDK-8359870). So the thread is suspended meanwhile, some ten microseconds, by the native library.
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

    private final Jvmti jvmti;
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

    /** @param jvmti what suspends threads; null where there is no native library */
    ThreadSnapshots(@Nullable Jvmti jvmti) throws Unavailable {
        if (jvmti == null) {
            throw new Unavailable("without the native library this JDK could crash (JDK-8364343)", null);
        }
        this.jvmti = jvmti;
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

    /** Looks one after the other; to be closed by the thread that asked for it, which is also the one that looks. */
    public final class Looks implements AutoCloseable {

        private final Holding holding;

        private Looks(Holding holding) {
            this.holding = holding;
            Handles.call(of, Thread.currentThread()); // links and initialises whatever it needs, while nobody is held
        }

        /** Looks at one thread; null where it has ended, or cannot be held. */
        public @Nullable Snapshot of(Thread thread) {
            Object raw = holding.during(thread, held -> Handles.call(of, held));
            return raw == null ? null : snapshot(raw);
        }

        /** How many threads could not be held, though they had not ended. */
        public int notHeld() {
            return holding.failures();
        }

        @Override
        public void close() {
            holding.close();
        }
    }

    /** Null where another agent, as a rule a debugger, is the one that may suspend threads. */
    public @Nullable Looks begin() {
        return jvmti.maySuspend() ? new Looks(new Holding(jvmti)) : null;
    }

    private Snapshot snapshot(Object raw) {
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
