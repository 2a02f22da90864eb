package io.github.threadreporter.blackbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that is kept from look to look, in a bounded number of bytes. What does not fit is given up in this order: what nothing
 * needs any more; half of the frames of each thread, down to four; half of the points of the timeline, down to five; the
 * threads that have come to where they stand last. Not thread-safe.
 */
final class Memory {

    private static final int LEAST_FRAMES = 4;
    private static final int BASE_BYTES = 4_096;
    private static final int BYTES_A_PASSED = 24 + 40;

    /** Of a hundred parts, those below which more may be kept again. */
    private static final int SPARE = 60;

    private static final int LOOKS_BEFORE_MORE = 10;

    Map<Long, Track> tracks = new HashMap<>();
    final Set<Long> passed = new HashSet<>();
    final Timeline timeline = new Timeline();
    final Stacks stacks;
    private final int limit;
    private final int mostFrames;
    private long[] ids = {};
    private int frames;
    private final int mostRoom;
    private int room;
    private int fits;

    Memory(int limit, int mostFrames, Predicate<String> inApp) {
        this.limit = limit;
        this.mostFrames = mostFrames;
        this.frames = mostFrames;
        this.mostRoom = limit / Track.FIXED_BYTES; // more cannot fit, and a look at all of them is dear
        this.room = mostRoom;
        this.stacks = new Stacks(inApp);
    }

    /** How many of the newest frames are kept of a thread. */
    int frames() {
        return frames;
    }

    /** How many threads may be known. */
    int room() {
        return room;
    }

    /** How many threads have no room. */
    int leftOut() {
        return Math.max(0, ids.length - passed.size() - tracks.size());
    }

    /** The ids of the look before, in order. */
    long[] ids() {
        return ids;
    }

    /** These threads are there now. Others are forgotten. */
    void ids(long[] now) {
        boolean ended = Ids.missing(ids, now, Set.of()) > 0;
        ids = now;
        if (ended) {
            tracks.keySet().removeIf(id -> !Ids.contains(now, id));
            passed.removeIf(id -> !Ids.contains(now, id));
        }
    }

    /** Without the eight bytes of each thread by which it is known that it is there. */
    long bytes() {
        long sum = BASE_BYTES + (long) BYTES_A_PASSED * passed.size();
        for (Track track : tracks.values()) {
            sum += track.bytes();
        }
        return sum + stacks.bytes() + timeline.bytes();
    }

    /** Gives up what does not fit, or keeps more again. */
    void fit() {
        if (bytes() <= limit) {
            if (isReduced() && ++fits % LOOKS_BEFORE_MORE == 0) {
                sweep();
                if (bytes() < (long) limit * SPARE / 100) {
                    grow();
                }
            }
            return;
        }
        fits = 0;
        sweep();
        while (bytes() > limit && frames > LEAST_FRAMES) {
            frames = Math.max(LEAST_FRAMES, frames / 2);
            stacks.shorten(tracks.values(), frames);
            sweep();
        }
        while (bytes() > limit && timeline.shrink()) {
            sweep();
        }
        if (bytes() > limit) {
            drop();
        }
    }

    private boolean isReduced() {
        return frames < mostFrames || room < mostRoom || timeline.isReduced();
    }

    private void grow() {
        frames = Math.min(mostFrames, frames * 2);
        timeline.grow();
        room = mostRoom;
    }

    /** Those that stand longest are what somebody will ask for. */
    private void drop() {
        List<Track> newestFirst = new ArrayList<>(tracks.values());
        newestFirst.sort(Comparator.comparingLong(Track::since).reversed());
        int at = 0;
        while (bytes() > limit && at < newestFirst.size()) {
            int many = Math.max(1, (newestFirst.size() - at) / 8);
            for (Track track : newestFirst.subList(at, at + many)) {
                tracks.remove(track.id());
            }
            at += many;
            sweep();
        }
        tracks = new HashMap<>(tracks);
        room = tracks.size();
    }

    private void sweep() {
        Collection<Spot> places = new ArrayList<>();
        for (Point point : timeline.points()) {
            for (Arrival arrival : point.arrivals()) {
                places.add(arrival.place());
            }
        }
        stacks.keepOnly(tracks.values(), places);
    }
}
