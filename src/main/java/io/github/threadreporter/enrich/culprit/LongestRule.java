package io.github.threadreporter.enrich.culprit;

import io.github.threadreporter.enrich.waits.Activity;
import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.enrich.waits.Ways;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Resource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The thread that has waited, or has kept a connection, longest, of those of which the pool knows since when. How long the
 * black box has seen one wait does not count: that is what most threads do most of the time, and whether it is trouble is
 * for triggers to say.
 */
final class LongestRule {

    /** Who has waited for less is not stuck. */
    static final int LEAST_SECONDS = 10;

    private final WaitsFor graph;
    private final Ways ways;
    private int longest = Ways.NONE;
    private int kept = Ways.NONE;
    private Duration most = Duration.ofSeconds(LEAST_SECONDS);

    private LongestRule(WaitsFor graph, Ways ways) {
        this.graph = graph;
        this.ways = ways;
    }

    static @Nullable Culprit find(WaitsFor graph, Ways ways) {
        LongestRule rule = new LongestRule(graph, ways);
        for (int node = 0; graph.isThread(node); node++) {
            rule.candidate(node, graph.waitedByCount(node), Ways.NONE);
        }
        for (int vertex = graph.nodes(); vertex < graph.size(); vertex++) {
            if (LentPool.isPool(graph.resource(vertex))) {
                for (Resource.Holder holder : graph.resource(vertex).holders()) {
                    rule.candidate(graph.number(holder.node()), holder.held(), vertex);
                }
            }
        }
        return rule.longest == Ways.NONE ? null : rule.culprit();
    }

    /** @param pool the pool of what it keeps, or {@link Ways#NONE} where it waits */
    private void candidate(int node, @Nullable Duration time, int pool) {
        if (time != null
                && graph.isThread(node)
                && time.compareTo(most) >= (longest == Ways.NONE ? 0 : 1)
                && !Activity.of(graph.thread(node)).idle()) {
            longest = node;
            most = time;
            kept = pool;
        }
    }

    private Culprit culprit() {
        CapturedThread thread = graph.thread(longest);
        Sentence sentence = new Sentence();
        if (kept == Ways.NONE) {
            sentence.add("%s has waited %s for ", thread.displayName(), Sentence.text(most));
            int next = ways.next(longest);
            int wait = graph.waitOf(longest);
            if (graph.isNode(next)) {
                Wanted.add(sentence, graph, wait, next);
            } else {
                sentence.add("%s", Wanted.text(graph, wait));
            }
            sentence.place(thread);
        } else {
            sentence.add(
                            "%s has kept a connection of %s for %s",
                            thread.displayName(), graph.resource(kept).text(), Sentence.text(most))
                    .placeAndActivity(thread);
        }
        return new Culprit(thread.id(), sentence.headline(), ways.chainFrom(longest));
    }
}
