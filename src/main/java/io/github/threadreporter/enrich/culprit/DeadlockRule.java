package io.github.threadreporter.enrich.culprit;

import io.github.threadreporter.enrich.waits.Deadlocks;
import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.enrich.waits.Ways;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The head of the first deadlock. */
final class DeadlockRule {

    private final WaitsFor graph;
    private final Deadlock deadlock;
    private final Set<Node> members;

    private DeadlockRule(WaitsFor graph, Deadlock deadlock) {
        this.graph = graph;
        this.deadlock = deadlock;
        this.members = new HashSet<>(deadlock.cycle());
        this.members.addAll(deadlock.others());
    }

    /** @param suspect whom a trigger has noticed: of several deadlocks the one that explains it goes first; or null */
    static @Nullable Culprit find(WaitsFor graph, Deadlocks deadlocks, Ways ways, @Nullable Node suspect) {
        if (deadlocks.all().isEmpty()) {
            return null;
        }
        Deadlock first = first(graph, deadlocks, ways, suspect);
        Headline headline = new DeadlockRule(graph, first).headline();
        Node head = first.cycle().get(0);
        if (head.isThread()) {
            return new Culprit(head.threadId(), headline, first.cycle());
        }
        int nearest = nearest(graph, ways, first);
        return nearest == Ways.NONE
                ? new Culprit(null, headline, List.of())
                : new Culprit(graph.thread(nearest).id(), headline, ways.chainFrom(nearest));
    }

    private static Deadlock first(WaitsFor graph, Deadlocks deadlocks, Ways ways, @Nullable Node suspect) {
        if (suspect != null) {
            List<Node> chain = ways.chainFrom(graph.number(suspect));
            for (Deadlock deadlock : deadlocks.all()) {
                if (deadlock.cycle().contains(suspect)
                        || deadlock.others().contains(suspect)
                        || deadlock.cycle().stream().anyMatch(chain::contains)) {
                    return deadlock;
                }
            }
        }
        return deadlocks.all().get(0);
    }

    /** A thread that waits for a deadlock of tasks. */
    private static int nearest(WaitsFor graph, Ways ways, Deadlock deadlock) {
        for (Node task : deadlock.cycle()) {
            int nearest = ways.nearestThread(graph.number(task));
            if (nearest != Ways.NONE) {
                return nearest;
            }
        }
        return Ways.NONE;
    }

    private Headline headline() {
        Resource pool = starvedPool();
        if (pool != null) {
            return starved(pool);
        }
        int head = graph.number(deadlock.cycle().get(0));
        int wait = graph.waitOf(head);
        String name = Sentence.name(graph, head);
        if (deadlock.cycle().size() == 1) {
            return new Sentence()
                    .add("Deadlock: %s waits for %s, which it holds itself", name, Wanted.text(graph, wait))
                    .headline();
        }
        int second = graph.number(deadlock.cycle().get(1));
        Sentence sentence = new Sentence()
                .add("Deadlock of ")
                .count(deadlock.threadIds().size(), tasks())
                .add(": %s waits for ", name);
        return Wanted.add(sentence, graph, wait, second).headline();
    }

    private static Headline starved(Resource pool) {
        int workers = pool.holders().size();
        return workers == 1
                ? Headline.of("Deadlock: the only worker of %s waits for a task that is queued behind it", pool.text())
                : Headline.of(
                        "Deadlock: all %s workers of %s wait for tasks that are queued behind them",
                        workers, pool.text());
    }

    /** The pool on the way round of which every worker is stuck in this deadlock. */
    private @Nullable Resource starvedPool() {
        for (Node node : deadlock.cycle()) {
            int wait = graph.waitOf(graph.number(node));
            if (graph.isResource(wait) && isStarved(graph.resource(wait))) {
                return graph.resource(wait);
            }
        }
        return null;
    }

    private boolean isStarved(Resource resource) {
        return (resource.kind() == Kind.EXECUTOR || resource.kind() == Kind.DISPATCHER)
                && resource.holders().stream().allMatch(holder -> members.contains(holder.node()));
    }

    /** Those that no thread runs: the others are counted with their threads. */
    private int tasks() {
        int tasks = 0;
        for (Node member : members) {
            tasks += !member.isThread() && !graph.isRun(graph.number(member)) ? 1 : 0;
        }
        return tasks;
    }
}
