package io.github.threadreporter.incident;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How many events may be made, so that no trouble uses up what the Sentry project is allowed: in 24 hours, in an hour, and
 * in an hour of one kind. Beside that it counts what was withheld, until somebody tells of that. Thread-safe.
 */
public final class Quota {

    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long DAY = Duration.ofDays(1).toNanos();

    /** More kinds than there are triggers; the rest is counted as one. */
    private static final int KINDS = 64;

    private static final String OTHERS = "others";

    private final LongSupplier nanoTime;
    private final Consumer<String> listener;
    private volatile int day;
    private volatile int hour;
    private volatile int kindHour;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Long> all = new ArrayDeque<>();
    private final Map<String, Deque<Long>> byKind = new HashMap<>();
    private final Map<String, Integer> withheld = new TreeMap<>();

    /**
     * One of which nothing is taken yet.
     *
     * @param limits how many
     * @param nanoTime a clock like {@link System#nanoTime()}
     * @param listener told of the kind of each capture that is withheld, by the thread that withholds it
     */
    public Quota(IncidentLimits limits, LongSupplier nanoTime, Consumer<String> listener) {
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.day = limits.day();
        this.hour = limits.hour();
        this.kindHour = limits.kindHour();
    }

    /** One that nobody listens to. */
    Quota(IncidentLimits limits, LongSupplier nanoTime) {
        this(limits, nanoTime, kind -> {});
    }

    /** Most events in 24 hours. */
    public int day() {
        return day;
    }

    /** Most events in an hour. */
    public int hour() {
        return hour;
    }

    /** Most events in an hour of one kind. */
    public int kindHour() {
        return kindHour;
    }

    /** Changes the most events in 24 hours; holds from the next event on. */
    public void setDay(int value) {
        day = value;
    }

    /** Changes the most events in an hour; holds from the next event on. */
    public void setHour(int value) {
        hour = value;
    }

    /** Changes the most events in an hour of one kind; holds from the next event on. */
    public void setKindHour(int value) {
        kindHour = value;
    }

    /** Takes so many events, all or none. */
    public boolean take(String kind, int events) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            Deque<Long> ofKind = forget(kind, now);
            boolean fits = all.size() + events <= day
                    && within(all, now - HOUR) + events <= hour
                    && ofKind.size() + events <= kindHour;
            if (fits) {
                add(ofKind, now, events);
            }
            return fits;
        } finally {
            lock.unlock();
        }
    }

    /** Takes one event whether there is room or not: for what a person asks for by hand. It counts for the others. */
    public void force(String kind) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            Deque<Long> ofKind = forget(kind, now);
            if (all.size() < day) { // more need not be remembered
                add(ofKind, now, 1);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives back so many events of those that were taken last of a kind: nothing was made of them. */
    public void giveBack(String kind, int events) {
        lock.lock();
        try {
            Deque<Long> ofKind = forget(kind, nanoTime.getAsLong());
            for (int i = 0; i < events && !ofKind.isEmpty(); i++) {
                all.removeLastOccurrence(ofKind.removeLast());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Counts a capture that was not taken. */
    public void withhold(String kind) {
        lock.lock();
        try {
            count(kind, 1);
        } finally {
            lock.unlock();
        }
        listener.accept(kind); // code of the application: not under a lock
    }

    /** Counts again what was drained and not told. */
    public void restore(Map<String, Integer> drained) {
        lock.lock();
        try {
            drained.forEach(this::count);
        } finally {
            lock.unlock();
        }
    }

    /** What was withheld since this was called last, by kind. */
    public Map<String, Integer> drainWithheld() {
        lock.lock();
        try {
            Map<String, Integer> drained = Map.copyOf(withheld);
            withheld.clear();
            return drained;
        } finally {
            lock.unlock();
        }
    }

    /** How many events were taken in the last 24 hours. */
    public int usedToday() {
        lock.lock();
        try {
            forget("", nanoTime.getAsLong());
            return all.size();
        } finally {
            lock.unlock();
        }
    }

    private void add(Deque<Long> ofKind, long now, int events) {
        for (int i = 0; i < events; i++) {
            all.addLast(now);
            ofKind.addLast(now);
        }
    }

    private void count(String kind, int captures) {
        withheld.merge(withheld.size() < KINDS || withheld.containsKey(kind) ? kind : OTHERS, captures, Integer::sum);
    }

    private Deque<Long> forget(String kind, long now) {
        drop(all, now - DAY);
        byKind.values().forEach(times -> drop(times, now - HOUR));
        byKind.values().removeIf(Deque::isEmpty);
        Deque<Long> ofKind = byKind.computeIfAbsent(kind, k -> new ArrayDeque<>());
        return ofKind;
    }

    private static void drop(Deque<Long> times, long before) {
        while (!times.isEmpty() && times.peekFirst() - before <= 0) {
            times.removeFirst();
        }
    }

    private static int within(Deque<Long> times, long after) {
        int count = 0;
        for (var latest = times.descendingIterator(); latest.hasNext() && latest.next() - after > 0; ) {
            count++;
        }
        return count;
    }
}
