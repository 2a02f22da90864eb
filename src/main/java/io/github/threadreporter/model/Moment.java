package io.github.threadreporter.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One point of a timeline.
 *
 * @param at when
 * @param states how many threads there were, by state
 * @param cpuPercent processor time of the process since the point before, in percent of one processor; -1 where unknown
 * @param gcPercent time spent in garbage collections since the point before, in percent; -1 where unknown
 * @param changes what threads did since the point before, in sentences, the weightiest first; bounded
 */
public record Moment(
        Instant at, Map<Thread.State, Integer> states, int cpuPercent, int gcPercent, List<String> changes) {

    public Moment {
        states = Map.copyOf(states);
        changes = List.copyOf(changes);
    }
}
