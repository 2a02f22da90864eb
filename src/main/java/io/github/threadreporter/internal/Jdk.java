package io.github.threadreporter.internal;

import io.github.threadreporter.internal.Access.Unavailable;
import io.github.threadreporter.internal.jvmti.Jvmti;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every difference between JDKs, probed once: what this JVM can tell about its threads beyond the supported API, and
 * for what it cannot, why and what would change that. Immutable and thread-safe. Packages opened after {@link #probe()}
 * are seen by the next probe only.
 */
public final class Jdk {

    /** Something that only the inside of a JDK tells. */
    public enum Ability {
        /** Each thread's own snapshot, with its locks. */
        THREAD_SNAPSHOTS("java.base/jdk.internal.vm"),
        /** All threads, virtual ones too, with their containers. */
        THREAD_CONTAINERS("java.base/jdk.internal.vm"),
        /** {@code Thread} objects without a pause, and their thread-local variables. */
        THREAD_LOCALS("java.base/java.lang"),
        /** Scoped values of other threads. */
        SCOPED_VALUES("java.base/java.lang"),
        /** Local variables of the calling thread and of unmounted virtual threads, primitive ones too. */
        LIVE_FRAMES("java.base/java.lang"),
        /** Classes of other class loaders, without loading or initialising any. The native library needs nothing open. */
        LOADED_CLASSES("java.base/jdk.internal.misc"),
        /** The thread that holds a {@code java.util.concurrent} lock. */
        LOCK_OWNERS("java.base/java.util.concurrent.locks");

        private final String opens;

        Ability(String opens) {
            this.opens = opens;
        }

        /** The JVM flag that makes it available where the JDK has it. */
        public String flag() {
            return "--add-opens " + opens + "=ALL-UNNAMED";
        }
    }

    private static final int CRASHES_WHEN_DUMPING = 25;

    private final Map<Ability, String> lacks = new EnumMap<>(Ability.class);
    private final @Nullable ThreadSnapshots snapshots;
    private final @Nullable ThreadContainers containers;
    private final @Nullable ThreadLocals threadLocals;
    private final @Nullable ScopedBindings scopedBindings;
    private final @Nullable LiveFrames liveFrames;
    private final LoadedClasses loadedClasses;
    private final @Nullable MethodHandle exclusiveOwner;
    private final @Nullable MethodHandle isVirtual;
    private final @Nullable MethodHandle threadId;

    private Jdk(@Nullable Jvmti jvmti) {
        snapshots = probe(Ability.THREAD_SNAPSHOTS, () -> new ThreadSnapshots(jvmti));
        containers = probe(Ability.THREAD_CONTAINERS, ThreadContainers::new);
        threadLocals = probe(Ability.THREAD_LOCALS, ThreadLocals::new);
        scopedBindings = probe(Ability.SCOPED_VALUES, ScopedBindings::new);
        liveFrames = probe(Ability.LIVE_FRAMES, LiveFrames::new);
        LoadedClasses found = jvmti == null ? probe(Ability.LOADED_CLASSES, LoaderClasses::new) : jvmti.classes();
        loadedClasses = found == null ? new OwnClasses() : found;
        exclusiveOwner = probe(
                Ability.LOCK_OWNERS,
                () -> Access.getter(
                        Access.type("java.util.concurrent.locks.AbstractOwnableSynchronizer"), "exclusiveOwnerThread"));
        isVirtual = find(() -> Access.method(Thread.class, "isVirtual"));
        threadId = find(() ->
                hasVirtualThreads() ? Access.method(Thread.class, "threadId") : Access.getter(Thread.class, "tid"));
    }

    /** Looks at the running JVM: some reflection, no pause. */
    public static Jdk probe() {
        return new Jdk(null);
    }

    /** The same, after the native library, where there is one, has opened what is closed to us. */
    public static Jdk probe(Jvmti.Loading library) {
        Jvmti jvmti = library.jvmti();
        if (jvmti != null) {
            Module base = Object.class.getModule();
            for (Ability ability : Ability.values()) {
                String name = ability.opens.substring(ability.opens.indexOf('/') + 1);
                // Where it cannot be opened, the probe says what is missing.
                if (ability != Ability.LOADED_CLASSES
                        && base.getPackages().contains(name)
                        && !base.isOpen(name, Jdk.class.getModule())) {
                    jvmti.open(base, name);
                }
            }
        }
        return new Jdk(jvmti);
    }

    /** Feature version of the platform, e.g. 17. */
    public static int feature() {
        return Runtime.version().feature();
    }

    /** Why the ability is not there; empty where it is. */
    public Optional<String> lack(Ability ability) {
        return Optional.ofNullable(lacks.get(ability));
    }

    public Optional<ThreadSnapshots> snapshots() {
        return Optional.ofNullable(snapshots);
    }

    public Optional<ThreadContainers> containers() {
        return Optional.ofNullable(containers);
    }

    /**
     * Whether {@code HotSpotDiagnosticMXBean.dumpThreads} does no harm: that of JDK 25 can crash the JVM when threads end
     * or virtual threads change their carriers meanwhile (JDK-8364343).
     */
    public boolean dumpsThreadsSafely() {
        return hasVirtualThreads() && feature() < CRASHES_WHEN_DUMPING;
    }

    public Optional<ThreadLocals> threadLocals() {
        return Optional.ofNullable(threadLocals);
    }

    public Optional<ScopedBindings> scopedBindings() {
        return Optional.ofNullable(scopedBindings);
    }

    public Optional<LiveFrames> liveFrames() {
        return Optional.ofNullable(liveFrames);
    }

    /** Without {@link Ability#LOADED_CLASSES} it finds those that this library's own class loader gives. */
    public LoadedClasses loadedClasses() {
        return loadedClasses;
    }

    /** Whether this platform can have virtual threads at all (21 and later). */
    public boolean hasVirtualThreads() {
        return isVirtual != null;
    }

    public boolean isVirtual(Thread thread) {
        return isVirtual != null && Boolean.TRUE.equals(Handles.call(isVirtual, thread));
    }

    /** The thread's id; not by {@code getId()} where that can be helped, since a subclass may override it. */
    @SuppressWarnings("deprecation") // the only way on 17 with java.lang closed
    public long threadId(Thread thread) {
        return threadId != null && Handles.call(threadId, thread) instanceof Long id ? id : thread.getId();
    }

    /**
     * The thread that holds the lock: null where nobody does, where {@code lock} is not an {@code
     * AbstractOwnableSynchronizer}, or without {@link Ability#LOCK_OWNERS}.
     */
    public @Nullable Thread exclusiveOwner(Object lock) {
        return exclusiveOwner != null && lock instanceof java.util.concurrent.locks.AbstractOwnableSynchronizer
                ? (Thread) Handles.call(exclusiveOwner, lock)
                : null;
    }

    @FunctionalInterface
    private interface Probe<T> {
        T run() throws Unavailable;
    }

    private <T> @Nullable T probe(Ability ability, Probe<T> probe) {
        try {
            return probe.run();
        } catch (Unavailable e) {
            lacks.put(ability, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable MethodHandle find(Probe<MethodHandle> probe) {
        try {
            return probe.run();
        } catch (Unavailable e) {
            return null; // absence is the answer: callers have another way
        }
    }
}
