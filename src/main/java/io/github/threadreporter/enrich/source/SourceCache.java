package io.github.threadreporter.enrich.source;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one memory of source lookup: snippets, look-ups that found nothing, and directories of archives, the least
 * recently used leaving first. Its lock is its own and is never held during input or output. Thread-safe.
 */
final class SourceCache {

    /** Something worth keeping from one capture to the next. Immutable. */
    interface Kept {
        /** Its size, in characters. */
        int chars();
    }

    /** What an entry costs beside its text, so that empty entries are bounded too. */
    static final int ENTRY_CHARS = 96;

    private final Object lock = new Object();
    private final Map<Object, Kept> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final long capacity;
    private long chars;

    SourceCache(int capacity) {
        this.capacity = capacity;
    }

    <T extends Kept> @Nullable T get(Object key, Class<T> type) {
        synchronized (lock) {
            Kept kept = entries.get(key);
            return type.isInstance(kept) ? type.cast(kept) : null;
        }
    }

    /** Keeps {@code value}, unless it alone is larger than the cache. */
    void put(Object key, Kept value) {
        synchronized (lock) {
            Kept old = entries.remove(key);
            chars -= old == null ? 0 : cost(old);
            if (cost(value) > capacity) {
                return;
            }
            entries.put(key, value);
            chars += cost(value);
            Iterator<Kept> eldest = entries.values().iterator();
            while (chars > capacity) {
                chars -= cost(eldest.next());
                eldest.remove();
            }
        }
    }

    long chars() {
        synchronized (lock) {
            return chars;
        }
    }

    private static long cost(Kept kept) {
        return (long) kept.chars() + ENTRY_CHARS;
    }
}
