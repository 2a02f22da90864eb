package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What moved between several looks at one process, as far as looks can tell: a thread that stands where it stood may have
 * been elsewhere meanwhile, which its CPU time may show. Immutable.
 *
 * @param looks how many there were; with one, nothing is known of any thread
 * @param span from the first to the last
 * @param threads those of the last look, by id
 * @param ended threads of earlier looks that are not in the last one
 */
record Movement(int looks, Duration span, Map<Long, Move> threads, List<CapturedThread> ended) {

    /** What a thread did. */
    enum Kind {
        /** It stood at the same place, in the same state, in every look. */
        STILL,
        /** It stood elsewhere in one of the looks. */
        MOVED,
        /** It was not there in the first look. */
        NEW
    }

    /**
     * What one thread did.
     *
     * @param here how long it has been seen where it stands, without a look in between at which it stood elsewhere
     * @param cpuNanos CPU time that it used since it was first seen, or {@link Usage#UNKNOWN}
     */
    record Move(Kind kind, Duration here, long cpuNanos) {}

    Movement {
        threads = Map.copyOf(threads);
        ended = List.copyOf(ended);
    }

    /**
     * Compares the last look with each one before it.
     *
     * @param looks in the order of time; at least one
     */
    static Movement over(List<ThreadDump> looks) {
        ThreadDump last = looks.get(looks.size() - 1);
        if (looks.size() == 1) {
            return new Movement(1, Duration.ZERO, Map.of(), List.of());
        }
        Map<Long, Track> tracks = new HashMap<>();
        for (CapturedThread thread : last.threads()) {
            tracks.put(thread.id(), new Track(thread, last.info().takenAt()));
        }
        Map<Long, CapturedThread> ended = new HashMap<>();
        for (int i = looks.size() - 2; i >= 0; i--) {
            Map<Long, CapturedThread> then = looks.get(i).byId();
            Instant at = looks.get(i).info().takenAt();
            tracks.forEach((id, track) -> track.back(then.get(id), at));
            then.forEach((id, thread) -> {
                if (!tracks.containsKey(id)) {
                    ended.putIfAbsent(id, thread);
                }
            });
        }
        Map<Long, Move> moves = new HashMap<>();
        tracks.forEach((id, track) -> moves.put(id, track.move()));
        List<CapturedThread> gone = new ArrayList<>(ended.values());
        gone.sort((a, b) -> Long.compare(a.id(), b.id()));
        Duration span =
                Duration.between(looks.get(0).info().takenAt(), last.info().takenAt());
        return new Movement(looks.size(), span, moves, gone);
    }

    /** Dumps that follow each other and are of the same process, together. Where no process is named, each is alone. */
    static List<List<ThreadDump>> series(List<ThreadDump> dumps) {
        List<List<ThreadDump>> series = new ArrayList<>();
        ThreadDump before = null;
        for (ThreadDump dump : dumps) {
            if (before == null || !follows(before, dump)) {
                series.add(new ArrayList<>());
            }
            series.get(series.size() - 1).add(dump);
            before = dump;
        }
        return series;
    }

    private static boolean follows(ThreadDump before, ThreadDump dump) {
        JvmInfo jvm = dump.info().jvm();
        JvmInfo other = before.info().jvm();
        return jvm.pid() >= 0
                && jvm.pid() == other.pid()
                && jvm.host().equals(other.host())
                && jvm.startedAt().equals(other.startedAt())
                && !dump.info().takenAt().isBefore(before.info().takenAt());
    }

    /** One thread, followed back in time. */
    private static final class Track {

        private final CapturedThread now;
        private Instant since;
        private final Instant until;
        private @Nullable CapturedThread oldest;
        private boolean inFirst = true;
        private boolean unbroken = true;

        Track(CapturedThread now, Instant at) {
            this.now = now;
            this.since = at;
            this.until = at;
        }

        void back(@Nullable CapturedThread then, Instant at) {
            inFirst = then != null;
            unbroken &= then != null && samePlace(then, now);
            if (unbroken) {
                since = at;
            }
            if (then != null) {
                oldest = then;
            }
        }

        Move move() {
            Kind kind = !inFirst ? Kind.NEW : unbroken ? Kind.STILL : Kind.MOVED;
            long before = oldest == null ? Usage.UNKNOWN : oldest.usage().cpuNanos();
            long after = now.usage().cpuNanos();
            boolean known = before != Usage.UNKNOWN && after != Usage.UNKNOWN;
            return new Move(kind, Duration.between(since, until), known ? Math.max(0, after - before) : Usage.UNKNOWN);
        }
    }

    /** Locks are no part of it: what names them changes from dump to dump where the JVM prints their addresses. */
    private static boolean samePlace(CapturedThread a, CapturedThread b) {
        return a.state() == b.state() && sameStack(a.stack(), b.stack());
    }

    private static boolean sameStack(StackTrace a, StackTrace b) {
        if (a.frames().size() != b.frames().size() || a.framesCut() != b.framesCut()) {
            return false;
        }
        for (int i = 0; i < a.frames().size(); i++) {
            Frame one = a.frames().get(i);
            Frame other = b.frames().get(i);
            if (one.line() != other.line()
                    || !one.method().equals(other.method())
                    || !one.className().equals(other.className())) {
                return false;
            }
        }
        return true;
    }
}
