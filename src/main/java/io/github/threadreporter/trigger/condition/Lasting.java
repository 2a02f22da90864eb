package io.github.threadreporter.trigger.condition;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** What has been so at every look for long enough. Remembers what the last look told, and no more. Not thread-safe. */
final class Lasting {

    private final long least;
    private final Map<String, Long> since = new HashMap<>();

    Lasting(Duration least) {
        this.least = least.toNanos();
    }

    /**
     * Which of these have been told at every look for the time or longer, and for how long.
     *
     * @param now the keys of what is so at this look
     */
    Map<String, Duration> of(Collection<String> now, long nanos) {
        since.keySet().retainAll(new HashSet<>(now));
        Map<String, Duration> lasting = new HashMap<>();
        for (String key : now) {
            long lasted = nanos - since.computeIfAbsent(key, unseen -> nanos);
            if (lasted >= least) {
                lasting.put(key, Duration.ofNanos(lasted));
            }
        }
        return lasting;
    }
}
