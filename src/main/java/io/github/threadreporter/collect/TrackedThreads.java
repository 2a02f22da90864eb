package io.github.threadreporter.collect;

import io.github.threadreporter.internal.OwnThreadNames;
import io.github.threadreporter.internal.ThreadContainers;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The threads that a JVM tracks, our own left out: as far as the limits of a capture go, and the rest counted. */
final class TrackedThreads {

    private final ThreadContainers containers;
    private final LongSupplier nanoTime;

    TrackedThreads(ThreadContainers containers, LongSupplier nanoTime) {
        this.containers = containers;
        this.nanoTime = nanoTime;
    }

    /** Visits each that is wanted, with the name of its container. */
    void forEach(Gathering into, Predicate<Thread> wanted, BiConsumer<Thread, String> visitor) {
        long deadline = nanoTime.getAsLong() + into.limits.collectMillis() * 1_000_000L;
        long[] uncollected = new long[2];
        containers.forEachThread((thread, container) -> {
            if (OwnThreadNames.isOwn(thread.getName()) || !wanted.test(thread)) {
                return true;
            }
            if (into.full()) {
                uncollected[0]++;
            } else if (nanoTime.getAsLong() - deadline > 0) {
                uncollected[1]++;
            } else {
                visitor.accept(thread, container);
            }
            return true;
        });
        if (uncollected[0] > 0) {
            into.cuts.add("threads", uncollected[0], "threads=" + into.limits.threads());
        }
        if (uncollected[1] > 0) {
            into.cuts.add("threads", uncollected[1], "collectMillis=" + into.limits.collectMillis());
        }
    }
}
