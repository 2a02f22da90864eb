package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.RequestTracker;
import io.github.threadreporter.Watch;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * The sections of code and the requests that are open at this moment. Thread-safe.
 *
 * <p>Overhead: opening and closing is one object, two clock-free atomic writes and a look at the clock: some ten
 * nanoseconds, without a lock and without blocking, on virtual threads as well. Memory is taken in segments as far as it
 * is needed; beyond {@value #MOST} open sections further ones are counted and not kept. Mechanism: the slots of a
 * segment are tried from one that the thread's id tells, so that threads seldom meet.
 */
public final class Sections implements RequestTracker {

    private static final int SLOTS = 1024;
    private static final int SEGMENTS = 100;
    private static final int TRIES = 16;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** So many open sections are kept at most; somewhat fewer where threads meet often. */
    public static final int MOST = SLOTS * SEGMENTS;

    private static final Watch NOT_KEPT = new NotKept();

    private final AtomicReferenceArray<AtomicReferenceArray<Section>> segments = new AtomicReferenceArray<>(SEGMENTS);
    private final LongAdder notKept = new LongAdder();
    private final ToLongFunction<Thread> ids;
    private final LongSupplier clock;

    /**
     * None are open.
     *
     * @param ids the id of a thread, e.g. {@code jdk::threadId}
     */
    public Sections(ToLongFunction<Thread> ids) {
        this(ids, System::nanoTime);
    }

    Sections(ToLongFunction<Thread> ids, LongSupplier clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Opens a section on the calling thread.
     *
     * @param name what it is called in events; one of a small set, without ids
     * @param atMost how long it takes at most when all is well
     * @throws IllegalArgumentException if the name is blank or the time not positive
     */
    public Watch watch(String name, Duration atMost) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: is blank");
        }
        Words.positive("atMost", atMost);
        long nanos;
        try {
            nanos = atMost.toNanos();
        } catch (ArithmeticException e) { // 292 years
            nanos = Long.MAX_VALUE;
        }
        return open(Section.Kind.WATCH, name, "", nanos);
    }

    @Override
    public Watch begin(String method, String path) {
        return open(
                Section.Kind.REQUEST, Objects.requireNonNullElse(method, ""), Objects.requireNonNullElse(path, ""), 0);
    }

    private Watch open(Section.Kind kind, String name, String path, long atMost) {
        Thread thread = Thread.currentThread();
        long id = ids.applyAsLong(thread);
        long now = clock.getAsLong();
        int start = (int) ((id * SPREAD) >>> 54); // the 10 highest bits: a slot
        for (int i = 0; i < SEGMENTS; i++) {
            AtomicReferenceArray<Section> segment = segment(i);
            for (int n = 0; n < TRIES; n++) {
                int place = (start + n * n) & (SLOTS - 1);
                if (segment.getPlain(place) == null) {
                    Section section = new Section(kind, name, path, atMost, now, id, thread.getName(), segment, place);
                    if (section.open()) {
                        return section;
                    }
                }
            }
        }
        notKept.increment();
        return NOT_KEPT;
    }

    private AtomicReferenceArray<Section> segment(int number) {
        AtomicReferenceArray<Section> segment = segments.get(number);
        if (segment == null) {
            segment = new AtomicReferenceArray<>(SLOTS);
            if (!segments.compareAndSet(number, null, segment)) {
                segment = segments.get(number);
            }
        }
        return segment;
    }

    /** How many sections were opened beyond the limit, and not kept. */
    public long notKept() {
        return notKept.sum();
    }

    /** Every section that is open, as far as others do not open and close meanwhile. */
    void forEach(Consumer<Section> action) {
        for (int i = 0; i < SEGMENTS; i++) {
            AtomicReferenceArray<Section> segment = segments.get(i);
            if (segment == null) {
                return; // they are taken in order
            }
            for (int place = 0; place < SLOTS; place++) {
                Section section = segment.get(place);
                if (section != null) {
                    action.accept(section);
                }
            }
        }
    }

    private record NotKept() implements Watch {
        @Override
        public void close() {
            // It has no place.
        }
    }
}
