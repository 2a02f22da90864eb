package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.Standing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * For how long threads have not moved at all. The black box tells for how long one stands at the same frames of the
 * application, and how often it waited meanwhile; here it is remembered since when that number has not changed. Not
 * thread-safe.
 */
final class Stands {

    /** So many looks in a row have to see a thread run before it is said to do nothing else. */
    private static final int LOOKS = 5;

    private static final double MOST_OF_THE_TIME = 0.5;

    private final Map<Long, Stand> byThread = new HashMap<>();
    private long look;

    private static final class Stand {
        private Duration stood = Duration.ZERO;
        private long waits;
        private long stillSince;
        private int looks;
        private boolean waitsForWork;
        private long seenAt;
    }

    /** A new look begins. */
    void begin() {
        look++;
    }

    /** The look is over: threads that were not in it have ended. */
    void end() {
        byThread.values().removeIf(stand -> stand.seenAt != look);
    }

    /** For how long this thread has neither left its place nor begun another wait. */
    Duration still(Standing thread, Doing doing, long nanos) {
        Stand stand = byThread.get(thread.threadId());
        long began = nanos - thread.stood().toNanos();
        if (stand == null || thread.stood().compareTo(stand.stood) < 0) {
            stand = new Stand();
            byThread.put(thread.threadId(), stand);
            // Where it has waited several times, the last time may be just now.
            stand.stillSince = thread.waits() <= 1 ? began : nanos;
        } else if (thread.waits() != stand.waits) {
            stand.stillSince = thread.waits() <= 1 ? began : nanos;
        }
        stand.stood = thread.stood();
        stand.waits = thread.waits();
        stand.seenAt = look;
        stand.looks++;
        stand.waitsForWork |= doing == Doing.WORK;
        return Duration.ofNanos(Math.max(0, nanos - stand.stillSince));
    }

    /**
     * Whether it has used the processor at this place for most of the time. A loop that waits for its next work there,
     * which no number of waits tells where it waits for a selector, is seen to do so sooner or later.
     */
    boolean runsWithoutEnd(Standing thread) {
        Stand stand = byThread.get(thread.threadId());
        return stand != null
                && stand.looks >= LOOKS
                && !stand.waitsForWork
                && thread.cpu().toNanos() >= thread.stood().toNanos() * MOST_OF_THE_TIME;
    }
}
