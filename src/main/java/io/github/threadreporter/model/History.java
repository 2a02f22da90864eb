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
 * @param moments the timeline, oldest first; the looks are denser the nearer they are
 */
public record History(Instant since, int looks, Map<Long, Duration> stood, List<Moment> moments) {

    /** There is no black box. */
    public static final History NONE = new History(Instant.EPOCH, 0, Map.of(), List.of());

    public History {
        stood = Map.copyOf(stood);
        moments = List.copyOf(moments);
    }
}
