package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.Standing;
import io.github.threadreporter.trigger.Sight;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Threads that have come to stand at locks since somebody looked. Not thread-safe. */
final class Newcomers {

    private final Duration least;
    private List<Standing> seen = List.of();
    private Set<Long> standing = Set.of();
    private Set<Long> known = Set.of();

    Newcomers(Duration least) {
        this.least = least;
    }

    /** How many threads stand at a lock for long enough that did not when somebody looked last. */
    int in(Sight sight) {
        if (sight.threads() != seen) {
            seen = sight.threads();
            standing = new HashSet<>();
            for (Standing thread : seen) {
                if (thread.stood().compareTo(least) >= 0 && standsAtLock(thread)) {
                    standing.add(thread.threadId());
                }
            }
        }
        int count = 0;
        for (Long id : standing) {
            count += known.contains(id) ? 0 : 1;
        }
        return count;
    }

    /** Somebody has looked. */
    void looked() {
        known = standing;
    }

    private static boolean standsAtLock(Standing thread) {
        if (thread.state() == Thread.State.RUNNABLE) {
            return false;
        }
        Doing doing = Doing.of(thread, anyClass -> false);
        return doing.isOwed();
    }
}
