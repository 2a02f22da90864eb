package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.Watch;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A section that is open, in its place of a segment. Holds no {@link Thread}: one that has ended can be collected.
 * Thread-safe.
 */
final class Section implements Watch {

    /** Who opened it. */
    enum Kind {
        WATCH,
        REQUEST
    }

    final Kind kind;
    /** Of a watch its name, of a request its method. */
    final String name;
    /** Of a request its path as it was told; empty of a watch. */
    final String path;
    /** After so long it is noticed; 0 where the condition knows. */
    final long atMostNanos;

    final long openedNanos;
    final long threadId;
    final String threadName;

    private final AtomicReferenceArray<Section> segment;
    private final int place;

    Section(
            Kind kind,
            String name,
            String path,
            long atMostNanos,
            long openedNanos,
            long threadId,
            String threadName,
            AtomicReferenceArray<Section> segment,
            int place) {
        this.kind = kind;
        this.name = name;
        this.path = path;
        this.atMostNanos = atMostNanos;
        this.openedNanos = openedNanos;
        this.threadId = threadId;
        this.threadName = threadName;
        this.segment = segment;
        this.place = place;
    }

    /** Takes its place; false where another was quicker. */
    boolean open() {
        return segment.compareAndSet(place, null, this);
    }

    @Override
    public void close() {
        if (segment.getPlain(place) == this) {
            segment.compareAndSet(place, this, null);
        }
    }

    /** The thread as it is shown; virtual threads have no name as a rule. */
    String shownThread() {
        return threadName.isEmpty() ? "virtual-" + threadId : Words.bounded(threadName);
    }
}
