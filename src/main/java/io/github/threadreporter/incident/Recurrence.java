package io.github.threadreporter.incident;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often an incident has come back: each time it takes twice as long until it is over, so that something that comes and
 * goes makes few events. Forgotten after a while. Used by one thread.
 */
final class Recurrence {

    private static final long MEMORY = Duration.ofHours(1).toNanos();
    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST = 1_000;

    private record Past(int times, long overAt) {}

    private final Map<String, Past> past = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Past> eldest) {
            return size() > MOST;
        }
    };

    /** How long nothing is to be seen of it before it is over, in nanoseconds. */
    long settle(String key, Duration first, long now) {
        return first.toNanos() << Math.min(times(key, now), MOST_DOUBLINGS);
    }

    void over(String key, long now) {
        int times = times(key, now) + 1;
        past.remove(key); // to the end
        past.put(key, new Past(times, now));
    }

    private int times(String key, long now) {
        Past before = past.get(key);
        return before == null || now - before.overAt() > MEMORY ? 0 : before.times();
    }
}
