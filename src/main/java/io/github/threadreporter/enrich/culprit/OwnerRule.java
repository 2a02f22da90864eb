package io.github.threadreporter.enrich.culprit;

import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.enrich.waits.Ways;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where most ways end. */
final class OwnerRule {

    /** So many threads have to wait. */
    static final int LEAST_WAITERS = 2;

    private final WaitsFor graph;
    private final Ways ways;

    private OwnerRule(WaitsFor graph, Ways ways) {
        this.graph = graph;
        this.ways = ways;
    }

    static @Nullable Culprit find(WaitsFor graph, Ways ways) {
        int worst = Ways.NONE;
        for (int vertex = 0; vertex < graph.size(); vertex++) {
            if (ways.isEnd(vertex)
                    && ways.threadsBehind(vertex) >= LEAST_WAITERS
                    && (worst == Ways.NONE || ways.threadsBehind(vertex) > ways.threadsBehind(worst))) {
                worst = vertex;
            }
        }
        return worst == Ways.NONE ? null : new OwnerRule(graph, ways).at(worst);
    }

    private Culprit at(int end) {
        int culprit = graph.isThread(end) ? end : ways.nearestThread(end);
        Headline headline;
        if (ways.threadsBehind(culprit) >= LEAST_WAITERS) {
            headline = held(culprit);
        } else if (graph.isResource(end)) {
            headline = open(end);
        } else {
            headline = task(end);
        }
        return new Culprit(graph.thread(culprit).id(), headline, ways.chainFrom(culprit));
    }

    private Headline held(int culprit) {
        CapturedThread thread = graph.thread(culprit);
        int wanted = mostWanted(culprit);
        Resource resource = graph.resource(wanted);
        if (LentPool.isPool(resource) && LentPool.isEmpty(resource)) {
            Sentence lent = new Sentence()
                    .add("All %s connections of %s are lent: ", LentPool.size(resource), resource.text())
                    .count(ways.threadsBehind(culprit), ways.tasksBehind(culprit))
                    .add(" wait")
                    .upTo(ways.longestBehind(culprit))
                    .add(
                            LentPool.isLongest(resource, graph.node(culprit))
                                    ? ", held longest by %s"
                                    : ", one is held by %s",
                            thread.displayName())
                    .place(thread);
            return activity(lent, culprit).headline();
        }
        Sentence sentence = Wanted.add(waiting(culprit), graph, wanted, culprit);
        Holder told = LentPool.isPool(resource) ? Wanted.holder(resource, graph.node(culprit)) : null;
        boolean placeTold = told != null && !told.how().isEmpty();
        return activity(placeTold ? sentence : sentence.place(thread), culprit).headline();
    }

    /** What the culprit does itself; of what has a name of its own, the name says more than the place does. */
    private Sentence activity(Sentence sentence, int culprit) {
        int wait = graph.waitOf(culprit);
        return wait != Ways.NONE
                        && graph.isResource(wait)
                        && !graph.resource(wait).name().isEmpty()
                ? sentence.add(", which waits for %s", graph.resource(wait).name())
                : sentence.activity(graph.thread(culprit));
    }

    private Headline open(int resource) {
        return Wanted.addOpen(waiting(resource), graph.resource(resource)).headline();
    }

    /** The end is a task that no thread runs. */
    private Headline task(int end) {
        Task task = graph.task(end);
        Sentence sentence = waiting(end);
        if (task.kind() == TaskKind.FUTURE) {
            return sentence.add("a future that nobody is known to complete: %s", task.name())
                    .headline();
        }
        return Wanted.add(sentence, graph, mostWanted(end), end)
                .add(" (%s, %s)", task.kind().label(), task.state())
                .headline();
    }

    private Sentence waiting(int end) {
        return new Sentence()
                .count(ways.threadsBehind(end), ways.tasksBehind(end))
                .add(" wait")
                .upTo(ways.longestBehind(end))
                .add(" for ");
    }

    /** What most want of a node, or of the tasks that it runs. */
    private int mostWanted(int node) {
        Set<Integer> held = new HashSet<>(Set.of(node));
        for (int other = 0; other < graph.nodes(); other++) {
            if (ways.next(other) == node && graph.waitOf(other) == node) {
                held.add(other); // a task that the thread runs
            }
        }
        Map<Integer, Integer> wanted = new HashMap<>();
        int most = Ways.NONE;
        for (int other = 0; other < graph.nodes(); other++) {
            int wait = graph.waitOf(other);
            if (graph.isResource(wait) && held.contains(ways.next(other))) {
                int weight =
                        wanted.merge(wait, ways.threadsBehind(other) + (graph.isThread(other) ? 1 : 0), Integer::sum);
                if (most == Ways.NONE || weight > wanted.getOrDefault(most, 0)) {
                    most = wait;
                }
            }
        }
        return most;
    }
}
