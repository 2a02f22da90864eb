package io.github.threadreporter.incident;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What captures may cost in a sliding window: pauses and processor time together, and bytes. Up to half of it nothing
 * happens; above that whoever asks is told to {@linkplain #pace() slow down}; above all of it captures that nobody asked for
 * by hand are {@linkplain #isOff() off}, until half is free again. Thread-safe.
 */
public final class Budget {

    /** Costs are added up in so many parts of the window. */
    private static final int PARTS = 60;

    private static final int MOST_PACE = 16;

    private final long window;
    private volatile int percent;
    private final long bytes;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Part> parts = new ArrayDeque<>();
    private long usedNanos;
    private long usedBytes;
    private boolean off;

    /**
     * @param window the time that costs are added up over
     * @param percent how much of that time pauses and processor time may take together
     * @param bytes how many bytes may be sent in that time
     * @param nanoTime a clock like {@link System#nanoTime()}
     * @throws IllegalArgumentException if one of them is not positive
     */
    public Budget(Duration window, int percent, long bytes, LongSupplier nanoTime) {
        if (window.toNanos() <= 0 || percent <= 0 || bytes <= 0) {
            throw new IllegalArgumentException(
                    "window: " + window + ", percent: " + percent + ", bytes: " + bytes + " are not all positive");
        }
        this.window = window.toNanos();
        this.percent = percent;
        this.bytes = bytes;
        this.nanoTime = nanoTime;
    }

    /** How much of the time captures may take. */
    public int percent() {
        return percent;
    }

    /** Changes that; holds at once. */
    public void setPercent(int value) {
        percent = value;
    }

    /** Something was spent. */
    public void spend(Duration time, long sent) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            forget(now);
            Part latest = parts.peekLast();
            if (latest == null || now - latest.since >= window / PARTS) {
                latest = new Part(now);
                parts.addLast(latest);
            }
            latest.nanos += time.toNanos();
            latest.bytes += sent;
            usedNanos += time.toNanos();
            usedBytes += sent;
        } finally {
            lock.unlock();
        }
    }

    /** How much of the budget is used, in percent; more than 100 where the last capture was more expensive than expected. */
    public int usedPercent() {
        lock.lock();
        try {
            forget(nanoTime.getAsLong());
            return used();
        } finally {
            lock.unlock();
        }
    }

    /** By what everything that happens again and again is to be made rarer: 1 for nothing, at most {@value #MOST_PACE}. */
    public int pace() {
        int used = usedPercent();
        int pace = 1;
        for (int above = 50; used >= above && pace < MOST_PACE; above += 10) {
            pace *= 2;
        }
        return pace;
    }

    /** Whether it is used up, and less than half has become free since. */
    public boolean isOff() {
        lock.lock();
        try {
            forget(nanoTime.getAsLong());
            int used = used();
            off = off ? used > 50 : used >= 100;
            return off;
        } finally {
            lock.unlock();
        }
    }

    private int used() {
        double most = Math.max((double) usedNanos / (window / 100.0 * percent), (double) usedBytes / bytes);
        return (int) Math.min(Integer.MAX_VALUE, most * 100);
    }

    private void forget(long now) {
        for (Part oldest = parts.peekFirst(); oldest != null && now - oldest.since >= window; ) {
            parts.removeFirst();
            usedNanos -= oldest.nanos;
            usedBytes -= oldest.bytes;
            oldest = parts.peekFirst();
        }
    }

    private static final class Part {
        private final long since;
        private long nanos;
        private long bytes;

        Part(long since) {
            this.since = since;
        }
    }
}
