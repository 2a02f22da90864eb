package io.github.threadreporter.collect.classfile;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts from one capture to the next, within a number of bytes, the least recently used leaving first. Keeps no class
 * alive, nor its loader. Its lock is its own and held for moments. Thread-safe.
 */
final class FactsCache {

    private final Object lock = new Object();
    private final Map<Key, ClassFacts> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final ReferenceQueue<Class<?>> unloaded = new ReferenceQueue<>();
    private final long capacity;
    private long bytes;

    /** A class by its identity, also after it is gone. */
    private static final class Key extends WeakReference<Class<?>> {
        private final int hash;

        Key(Class<?> type, @Nullable ReferenceQueue<Class<?>> queue) {
            super(type, queue);
            this.hash = System.identityHashCode(type);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Class<?> type = get();
            return type != null && other instanceof Key key && key.refersTo(type);
        }
    }

    FactsCache(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    ClassFacts get(Class<?> type) {
        synchronized (lock) {
            forgetUnloaded();
            return entries.get(new Key(type, null));
        }
    }

    /** Keeps {@code facts}, unless they alone are larger than the cache. */
    void put(Class<?> type, ClassFacts facts) {
        synchronized (lock) {
            forgetUnloaded();
            remove(new Key(type, null));
            if (facts.bytes() > capacity) {
                return;
            }
            entries.put(new Key(type, unloaded), facts);
            bytes += facts.bytes();
            Iterator<ClassFacts> eldest = entries.values().iterator();
            while (bytes > capacity) {
                bytes -= eldest.next().bytes();
                eldest.remove();
            }
        }
    }

    long bytes() {
        synchronized (lock) {
            forgetUnloaded();
            return bytes;
        }
    }

    private void forgetUnloaded() {
        Reference<?> gone = unloaded.poll();
        while (gone != null) {
            remove(gone);
            gone = unloaded.poll();
        }
    }

    private void remove(Object key) {
        ClassFacts old = entries.remove(key);
        bytes -= old == null ? 0 : old.bytes();
    }
}
