package io.github.threadreporter.internal;

import io.github.threadreporter.internal.Access.Unavailable;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thread-local variables of other threads, and the list of platform threads without a pause. Only ever reads: the
 * tables' own methods would expunge stale entries and so race with their thread. Thread-safe; what it returns may be
 * a moment old.
 */
public final class ThreadLocals {

    private final List<MethodHandle> maps;
    private final MethodHandle table;
    private final MethodHandle value;
    private final MethodHandle threads;
    private final MethodHandle contextLoader;

    ThreadLocals() throws Unavailable {
        maps = List.of(
                Access.getter(Thread.class, "threadLocals"), Access.getter(Thread.class, "inheritableThreadLocals"));
        table = Access.getter(Access.type("java.lang.ThreadLocal$ThreadLocalMap"), "table");
        value = Access.getter(Access.type("java.lang.ThreadLocal$ThreadLocalMap$Entry"), "value");
        threads = Access.method(Thread.class, "getThreads");
        contextLoader = Access.getter(Thread.class, "contextClassLoader");
    }

    /** All live platform threads. */
    public Thread[] platformThreads() {
        return (Thread[]) Handles.call(threads);
    }

    /** The thread's context class loader; not by its method, which a subclass may override. */
    public @Nullable ClassLoader contextLoader(Thread thread) {
        return (ClassLoader) Handles.call(contextLoader, thread);
    }

    /**
     * What the thread holds for each of the keys.
     *
     * @return an array as long as {@code keys}, null where the thread holds nothing for a key; or null where it holds
     *     nothing for any of them, which is the case for most threads
     */
    public @Nullable Object @Nullable [] values(Thread thread, List<ThreadLocal<?>> keys) {
        @Nullable Object @Nullable [] found = null;
        for (MethodHandle map : maps) {
            Object entries = Handles.call(map, thread);
            if (entries == null) {
                continue;
            }
            Object array = Handles.call(table, entries);
            if (array == null) {
                continue;
            }
            for (Object entry : (Object[]) array) {
                int key = entry == null ? -1 : keyOf((Reference<?>) entry, keys);
                if (key >= 0) {
                    found = found == null ? new Object[keys.size()] : found;
                    found[key] = Handles.call(value, entry);
                }
            }
        }
        return found;
    }

    private static int keyOf(Reference<?> entry, List<ThreadLocal<?>> keys) {
        for (int i = 0; i < keys.size(); i++) {
            // Does not make the key reachable again, as get() would for a collector that runs at this moment.
            if (refersTo(entry, keys.get(i))) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked")
    private static boolean refersTo(Reference<?> entry, Object key) {
        return ((Reference<Object>) entry).refersTo(key);
    }
}
