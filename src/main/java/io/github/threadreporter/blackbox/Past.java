package io.github.threadreporter.blackbox;

import io.github.threadreporter.internal.OwnThreadNames;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What looks have seen, and what it tells. Not thread-safe. */
final class Past {

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

    final Memory memory;
    private Instant firstInstant = Instant.EPOCH;
    private long firstNanos;
    private long lastNanos;
    private @Nullable List<Standing> standings;

    Past(Memory memory) {
        this.memory = memory;
    }

    /** When the last look was taken. */
    long lastNanos() {
        return lastNanos;
    }

    /**
     * One look more.
     *
     * @param cpuNanos processor time of the process since the look before, or {@link Source#UNKNOWN}
     * @param gcMillis the same for garbage collection
     */
    void add(Look look, Instant at, long now, long cpuNanos, long gcMillis) {
        long[] before = memory.ids();
        boolean first = before.length == 0;
        if (first) {
            firstInstant = at;
            firstNanos = now;
        }
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
                first ? Source.UNKNOWN : cpuNanos,
                first ? Source.UNKNOWN : gcMillis,
                started,
                ended,
                Point.heaviest(arrivals)));
        memory.fit();
        lastNanos = now;
        standings = null;
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
        return OwnThreadNames.isOwn(name) || OF_THE_JVM.contains(name);
    }

    private Map<Thread.State, Integer> states() {
        Map<Thread.State, Integer> states = new EnumMap<>(Thread.State.class);
        for (Track track : memory.tracks.values()) {
            states.merge(track.state(), 1, Integer::sum);
        }
        return states;
    }

    /** The same list until the next look. */
    List<Standing> standings() {
        List<Standing> known = standings;
        if (known == null) {
            known = memory.tracks.values().stream()
                    .map(track -> track.standing(lastNanos))
                    .collect(Collectors.toUnmodifiableList());
            standings = known;
        }
        return known;
    }

    /** @param threads those of which times may be told, as they were captured */
    History history(List<CapturedThread> threads) {
        List<Point> points = memory.timeline.points();
        if (points.isEmpty()) {
            return History.NONE;
        }
        Changes changes = new Changes(memory.tracks.values());
        List<Moment> moments = points.stream().map(changes::moment).toList();
        Map<Long, Duration> stood = new HashMap<>();
        Map<Long, Duration> waited = new HashMap<>();
        for (CapturedThread thread : threads) {
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

    private static void put(CapturedThread thread, Duration time, Map<Long, Duration> into) {
        if (!time.isZero()) {
            into.put(thread.id(), time);
        }
    }
}
