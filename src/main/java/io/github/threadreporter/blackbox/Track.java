package io.github.threadreporter.blackbox;

import io.github.threadreporter.model.Standing;
import java.time.Duration;
import java.util.List;

/** One thread from look to look. Not thread-safe. */
final class Track {

    /** With its entry in a table and its key. */
    static final int FIXED_BYTES = 96 + 48 + 24 + 48;

    private final long id;
    private Sighting last;
    private Stack stack;
    private long cpu;
    private boolean came;
    private long since;
    private long waitsSince;
    private long cpuThen;
    private long waitsThen;

    /** @param came false if it may have been there for long: nobody knows when it came to where it stands */
    Track(Sighting seen, Stack stack, long cpu, long now, boolean came) {
        this.id = seen.id();
        this.came = came;
        this.last = bare(seen);
        this.stack = stack;
        this.cpu = cpu;
        arrive(now);
    }

    /** Returns whether it has moved. */
    boolean seen(Sighting seen, Stack where, long cpuNanos, long now) {
        boolean moved = !where.samePlace(stack);
        waits(seen, now);
        stack = where;
        cpu = cpuNanos;
        if (moved) {
            came = true;
            arrive(now);
        }
        return moved;
    }

    /** The lock may have gone from one thread to another while this one slept. */
    void waits(Sighting seen, long now) {
        if (seen.waits() != last.waits() || !isWaiting()) {
            waitsSince = now;
        }
        last = bare(seen);
    }

    private void arrive(long now) {
        since = now;
        waitsSince = now;
        cpuThen = cpu;
        waitsThen = last.waits();
    }

    /** Frames are kept in the stack. */
    private static Sighting bare(Sighting seen) {
        return new Sighting(seen.id(), seen.name(), seen.state(), List.of(), seen.lock(), seen.ownerId(), seen.waits());
    }

    long id() {
        return id;
    }

    String name() {
        return last.name();
    }

    Thread.State state() {
        return last.state();
    }

    long cpu() {
        return cpu;
    }

    long since() {
        return since;
    }

    /** Whether it was seen to come to where it stands. */
    boolean came() {
        return came;
    }

    Stack stack() {
        return stack;
    }

    void stack(Stack shorter) {
        stack = shorter;
    }

    /** Whether another thread decides for how long it waits. */
    boolean isHeldUp() {
        return last.state() == Thread.State.BLOCKED || last.ownerId() >= 0;
    }

    Standing standing(long now) {
        return new Standing(
                id,
                last.name(),
                last.state(),
                stack.elements(),
                stood(now),
                Duration.ofNanos(cpu < 0 || cpuThen < 0 ? 0 : Math.max(0, cpu - cpuThen)),
                Math.max(0, last.waits() - waitsThen),
                last.lock(),
                last.ownerId());
    }

    /** Whether somebody else, or time, decides when it goes on. */
    boolean isWaiting() {
        return switch (last.state()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    /** Since it was first seen in the wait in which it is, so at least. */
    Duration waited(long now) {
        return Duration.ofNanos(Math.max(0, now - waitsSince));
    }

    Duration stood(long now) {
        return Duration.ofNanos(Math.max(0, now - since));
    }

    long bytes() {
        return (long) FIXED_BYTES + last.name().length() + last.lock().length();
    }
}
