package io.github.threadreporter.blackbox;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Remembers in little memory what threads did: since when each of them stands where it stands, and what went before. One
 * thread takes the looks; figures and history may be asked for by any.
 *
 * <p><b>Consistency.</b> A look reads the processor time of all platform threads, one after the other, and then the frames
 * of those that have used some since they were seen, in one safepoint. A thread that left a place and came back between two
 * looks is taken for one that stayed; its number of waits tells. Virtual threads are not in it, neither mounted nor
 * unmounted, nor are threads of the JVM and of this library.
 *
 * <p><b>Overhead.</b> A look at 500 threads that rest takes one to two milliseconds and hardly a pause; what moves costs a pause
 * of some twenty to forty microseconds a thread. Looks get rarer where they would take more than their share of a processor
 * in the long run; what they may take in a minute they may take at once.
 * Between looks nothing runs and nothing is armed. What is kept never takes more than the limit by an estimate that is above
 * what it really takes; a look needs as much again for a moment where all threads move.
 *
 * <p><b>Mechanism.</b> {@code ThreadMXBean}, supported on every JVM; without {@code com.sun.management} each look asks for
 * the frames of all threads. No class of the application is kept from being unloaded, no code of it runs but, where it gave
 * one, the predicate, and no lock is taken that it can hold.
 */
public final class BlackBox {

    /** A pause counts for at most so many times of the thread's own processor time. */
    private static final int PAUSE = 3;

    /** What was seen longer ago than so many intervals between looks tells nothing of where threads stand. */
    private static final int FRESH = 4;

    private final Source source;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final Watcher watcher;
    private final Pacing pacing;
    private final Object lock = new Object();
    private final Past past;
    private long lastProcessCpu = Source.UNKNOWN;
    private long lastGc = Source.UNKNOWN;

    BlackBox(
            Source source, LongSupplier nanoTime, InstantSource clock, Predicate<String> inApp, BlackBoxLimits limits) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.watcher = new Watcher(source);
        this.pacing = new Pacing(limits);
        this.past = new Past(new Memory(limits.bytes(), limits.frames(), inApp));
    }

    /**
     * One that has not looked yet.
     *
     * @param inApp whether a class, by its name, is code of the application; asked once in a while for each class
     */
    public static BlackBox ofThisJvm(Predicate<String> inApp, BlackBoxLimits limits) {
        return new BlackBox(JvmSource.ofThisJvm(), System::nanoTime, InstantSource.system(), inApp, limits);
    }

    /**
     * Looks, if it is time to. To be called about once a second, always by the same thread; one that is called later makes
     * up for nothing.
     *
     * @return whether it has looked
     * @throws RuntimeException from the JVM; what was seen before stays, and the next call looks when it is time again
     */
    public boolean lookIfDue() {
        long now = nanoTime.getAsLong();
        synchronized (lock) {
            if (!pacing.isDue(now)) {
                return false;
            }
        }
        long cpu = source.ownCpuNanos();
        long safepoints = source.safepointNanos();
        long gc = source.gcMillis();
        try {
            look(now, gc);
        } finally {
            long took = nanoTime.getAsLong() - now;
            long paused = Math.min(took, since(safepoints, source.safepointNanos()))
                    - TimeUnit.MILLISECONDS.toNanos(since(gc, source.gcMillis()));
            long spent = cpu < 0 ? took : spent(since(cpu, source.ownCpuNanos()), Math.max(0, paused));
            synchronized (lock) {
                pacing.took(now, spent);
            }
        }
        return true;
    }

    /**
     * What a look takes of a processor. The JVM works in the pause, about twice as long as this thread does afterwards; a
     * much longer one is that of a machine with no processor to spare, which looks must not go blind of.
     */
    private static long spent(long cpu, long paused) {
        return cpu + Math.min(paused, PAUSE * cpu);
    }

    private static long since(long before, long after) {
        return before < 0 || after < 0 ? 0 : after - before;
    }

    private static long difference(long before, long after) {
        return before < 0 || after < 0 ? Source.UNKNOWN : after - before;
    }

    private void look(long now, long gc) {
        // Only this thread changes the past, so it may read it without the lock.
        Look look = watcher.look(past.memory);
        long processCpu = source.processCpuNanos();
        Instant at = clock.instant();
        long cpuMeanwhile = difference(lastProcessCpu, processCpu);
        long gcMeanwhile = difference(lastGc, gc);
        synchronized (lock) {
            past.add(look, at, now, cpuMeanwhile, gcMeanwhile);
        }
        lastProcessCpu = processCpu;
        lastGc = gc;
    }

    /**
     * Every thread that the last look knew, as of that look; empty before the first. Those of the JVM, of this library, and
     * those for which there was no room are left out. The same list until the next look.
     */
    public List<Standing> standings() {
        synchronized (lock) {
            return past.standings();
        }
    }

    /**
     * What went before, up to the last look; {@link History#NONE} before the first. Waits for a look that is under way for
     * as long as it writes down what it has seen, which is less than a millisecond.
     *
     * @param threads as they were captured after that look. For how long one has stood and waited is told only if it is
     *     where it was seen last, and if that is not long ago
     */
    public History history(List<CapturedThread> threads) {
        long now = nanoTime.getAsLong();
        synchronized (lock) {
            boolean fresh = now - past.lastNanos() <= FRESH * pacing.interval();
            return past.history(fresh ? threads : List.of());
        }
    }

    /**
     * Makes looks rarer.
     *
     * @param factor how many times as long to wait between looks as would be done otherwise; 1 for as usual
     * @throws IllegalArgumentException if it is less than 1 or no number
     */
    public void setPace(double factor) {
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor: " + factor + " is not a number from 1 on");
        }
        synchronized (lock) {
            pacing.pace(factor);
        }
    }

    /** What all this takes. */
    public BlackBoxFigures figures() {
        synchronized (lock) {
            return new BlackBoxFigures(
                    pacing.looks(),
                    Duration.ofNanos(pacing.spent()),
                    Duration.ofNanos(pacing.interval()),
                    past.memory.bytes(),
                    past.memory.tracks.size(),
                    past.memory.leftOut(),
                    past.memory.frames());
        }
    }
}
