package io.github.threadreporter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What went before a capture, as the black box saw it: finished text, bounded.
 *
 * @param since when the first look was taken that this tells of
 * @param looks how many looks were taken since
 * @param stood for how long threads stand where they stand, by thread id; of those that the black box knows
 * @param waited for how long threads had waited by the last look, without a break, for what they waited for then, at least;
 *     by thread id; of those that waited
 * @param moments the timeline, oldest first; the looks are denser the nearer they are
 */
public record History(
        Instant since, int looks, Map<Long, Duration> stood, Map<Long, Duration> waited, List<Moment> moments) {

    /** There is no black box. */
    public static final History NONE = new History(Instant.EPOCH, 0, Map.of(), Map.of(), List.of());

    public History {
        stood = Map.copyOf(stood);
        waited = Map.copyOf(waited);
        moments = List.copyOf(moments);
    }

    /**
     * For how long threads stand where they stand.
     *
     * @param known of how many of them that is known
     * @param least the shortest time; zero where none is known
     * @param most the longest
     */
    public record Stood(int known, Duration least, Duration most) {

        /** Whether it is worth telling: any of them for a second. */
        public boolean isLong() {
            return most.toSeconds() > 0;
        }
    }

    /** The same of these threads together. */
    public Stood stood(List<CapturedThread> threads) {
        int known = 0;
        Duration least = Duration.ZERO;
        Duration most = Duration.ZERO;
        for (CapturedThread thread : threads) {
            Duration time = stood.get(thread.id());
            if (time != null) {
                least = known == 0 || time.compareTo(least) < 0 ? time : least;
                most = time.compareTo(most) > 0 ? time : most;
                known++;
            }
        }
        return new Stood(known, least, most);
    }
}
