package io.github.threadreporter.blackbox;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    private static final String OWN = "thread-reporter-";

    /** Threads that a JVM has for itself. */
    private static final Set<String> OF_THE_JVM = Set.of(
            "Reference Handler",
            "Finalizer",
            "Signal Dispatcher",
            "Attach Listener",
            "Notification Thread",
            "Common-Cleaner",
            "Service Thread",
            "Monitor Deflation Thread");

    private final Source source;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final Watcher watcher;
    private final Pacing pacing;
    private final Object lock = new Object();
    private final Memory memory;
    private Instant firstInstant = Instant.EPOCH;
    private long firstNanos;
    private long lastNanos;
    private long lastProcessCpu = Source.UNKNOWN;
    private long lastGc = Source.UNKNOWN;
    private @Nullable List<Standing> standings;

    BlackBox(
            Source source, LongSupplier nanoTime, InstantSource clock, Predicate<String> inApp, BlackBoxLimits limits) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.watcher = new Watcher(source);
        this.pacing = new Pacing(limits);
        this.memory = new Memory(limits.bytes(), limits.frames(), inApp);
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

    private void look(long now, long gc) {
        // Only this thread changes the memory, so it may read it without the lock.
        Look look = watcher.look(memory.tracks, memory.passed, memory.room(), memory.frames());
        long processCpu = source.processCpuNanos();
        Instant at = clock.instant();
        synchronized (lock) {
            boolean first = memory.ids().length == 0;
            if (first) {
                firstInstant = at;
                firstNanos = now;
            }
            long[] before = memory.ids();
            int ended = Ids.missing(before, look.ids(), memory.passed);
            memory.ids(look.ids());
            List<Arrival> arrivals = take(look, now, before);
            int started = first ? 0 : Ids.missing(look.ids(), before, memory.passed);
            memory.timeline.add(new Point(
                    at,
                    first ? now : lastNanos,
                    now,
                    1,
                    states(),
                    first || processCpu < 0 || lastProcessCpu < 0 ? -1 : processCpu - lastProcessCpu,
                    first || gc < 0 || lastGc < 0 ? -1 : gc - lastGc,
                    started,
                    ended,
                    Point.heaviest(arrivals)));
            memory.fit();
            lastNanos = now;
            standings = null;
        }
        lastProcessCpu = processCpu;
        lastGc = gc;
    }

    private List<Arrival> take(Look look, long now, long[] before) {
        boolean first = before.length == 0;
        List<Arrival> arrivals = new ArrayList<>();
        for (Sighting seen : look.seen()) {
            if (isPassed(seen.name())) {
                memory.tracks.remove(seen.id());
                memory.passed.add(seen.id());
                continue;
            }
            long cpu = look.cpu(seen.id());
            Stack stack = memory.stacks.of(seen.frames(), memory.frames());
            Track track = memory.tracks.get(seen.id());
            boolean came;
            if (track == null) {
                came = !first && !Ids.contains(before, seen.id()); // else there was no room for it before
                track = new Track(seen, stack, cpu, now, came);
                memory.tracks.put(seen.id(), track);
            } else {
                came = track.seen(seen, stack, cpu, now);
            }
            if (came && stack.inApp()) {
                arrivals.add(Arrival.of(track));
            }
        }
        for (Sighting waiting : look.waiting()) {
            Track track = memory.tracks.get(waiting.id());
            if (track != null) {
                track.waits(waiting, now);
            }
        }
        return arrivals;
    }

    private static boolean isPassed(String name) {
        return name.startsWith(OWN) || OF_THE_JVM.contains(name);
    }

    private Map<Thread.State, Integer> states() {
        Map<Thread.State, Integer> states = new EnumMap<>(Thread.State.class);
        for (Track track : memory.tracks.values()) {
            states.merge(track.state(), 1, Integer::sum);
        }
        return states;
    }

    /**
     * Every thread that the last look knew, as of that look; empty before the first. Those of the JVM, of this library, and
     * those for which there was no room are left out. The same list until the next look.
     */
    public List<Standing> standings() {
        synchronized (lock) {
            List<Standing> known = standings;
            if (known == null) {
                known = memory.tracks.values().stream()
                        .map(track -> track.standing(lastNanos))
                        .collect(Collectors.toUnmodifiableList());
                standings = known;
            }
            return known;
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
            boolean fresh = now - lastNanos <= FRESH * pacing.interval();
            List<Point> points = memory.timeline.points();
            if (points.isEmpty()) {
                return History.NONE;
            }
            Changes changes = new Changes(memory.tracks.values());
            List<Moment> moments = points.stream().map(changes::moment).toList();
            Map<Long, Duration> stood = new HashMap<>();
            Map<Long, Duration> waited = new HashMap<>();
            for (CapturedThread thread : fresh ? threads : List.<CapturedThread>of()) {
                Track track = memory.tracks.get(thread.id());
                if (track != null && track.stack().isPlaceOf(thread.stack().frames(), memory.stacks::isInApp)) {
                    put(thread, track.stood(lastNanos), stood);
                    if (track.isWaiting() && track.state() == thread.state()) {
                        put(thread, track.waited(lastNanos), waited);
                    }
                }
            }
            Point oldest = points.get(0);
            Instant since = firstInstant.plusNanos(oldest.from() - firstNanos);
            return new History(since, points.stream().mapToInt(Point::looks).sum(), stood, waited, moments);
        }
    }

    private static void put(CapturedThread thread, Duration time, Map<Long, Duration> into) {
        if (!time.isZero()) {
            into.put(thread.id(), time);
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
                    memory.bytes(),
                    memory.tracks.size(),
                    memory.leftOut(),
                    memory.frames());
        }
    }
}
