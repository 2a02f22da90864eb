package io.github.threadreporter.enrich.waits;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom in a dump, as a graph of numbered vertices: the {@linkplain #nodes() nodes} (threads, then tasks),
 * of which each waits for one vertex at most, then the {@linkplain Resource resources}, which wait for their holders.
 *
 * <p>A thread waits for what collectors say, else for the lock whose owner the JVM tells. A task that a thread runs
 * waits for that thread; a {@linkplain io.github.threadreporter.model.TaskKind#JOB job} that no thread runs, for its
 * pool. Whoever is named but is not in the dump, or waits for something whose holders are not all known, can go on as
 * far as anybody knows. Immutable.
 */
public final class WaitsFor {

    /** Where there is no vertex. */
    public static final int NONE = -1;

    private final Nodes nodes;
    private final Resources resources;
    private final Wishes wishes;
    private final NeedGraph needs;

    private WaitsFor(Nodes nodes, Resources resources, Wishes wishes, NeedGraph needs) {
        this.nodes = nodes;
        this.resources = resources;
        this.wishes = wishes;
        this.needs = needs;
    }

    public static WaitsFor of(ThreadDump dump) {
        Nodes nodes = new Nodes(dump);
        Resources resources = new Resources(dump.waits());
        Wishes wishes = new Wishes(dump, nodes, resources);
        NeedGraph.Builder needs = NeedGraph.builder();
        for (int node = 0; node < nodes.size(); node++) {
            needs.vertex();
            if (wishes.of(node) != NONE) {
                needs.needs(wishes.of(node));
            }
            if (wishes.isFree(node)) {
                needs.free();
            }
        }
        for (int i = 0; i < resources.size(); i++) {
            add(resources.get(i), nodes, needs);
        }
        return new WaitsFor(nodes, resources, wishes, needs.build());
    }

    private static void add(Resource resource, Nodes nodes, NeedGraph.Builder needs) {
        needs.vertex();
        boolean any = resource.need() == Resource.Need.ONE;
        if (any) {
            needs.any();
        }
        if (!resource.isKnown()) {
            needs.free();
        }
        for (Resource.Holder holder : longestFirst(resource.holders())) {
            int node = nodes.of(holder.node());
            if (node != NONE) {
                needs.needs(node);
            } else if (any) {
                needs.free(); // one of whom nothing is known is enough
            }
        }
    }

    /** Those of whom it is known for how long, then the others as the collector ordered them. */
    private static List<Resource.Holder> longestFirst(List<Resource.Holder> holders) {
        if (holders.stream().allMatch(holder -> holder.held() == null)) {
            return holders;
        }
        List<Resource.Holder> sorted = new ArrayList<>(holders);
        sorted.sort(
                Comparator.comparing(Resource.Holder::held, Comparator.nullsLast(Comparator.<Duration>reverseOrder())));
        return sorted;
    }

    NeedGraph needs() {
        return needs;
    }

    /**
     * What can never go on. A wait for a lock that ends after a time counts only among locks of which the JVM itself tells
     * the owners, as its own finder counts it: whatever collectors read later may be of the time after it.
     */
    BitSet stuck() {
        BitSet stuck = Stuck.of(needs.freeing(wishes.timedLocks()));
        if (!wishes.timedLocks().isEmpty()) {
            BitSet others = new BitSet();
            others.set(0, nodes.size());
            others.andNot(wishes.toldByJvm());
            stuck.or(Stuck.of(needs.freeing(others)));
        }
        return stuck;
    }

    /** How many threads and tasks there are; the numbers of resources begin here. */
    public int nodes() {
        return nodes.size();
    }

    public int size() {
        return needs.size();
    }

    public boolean isNode(int vertex) {
        return vertex >= 0 && vertex < nodes.size();
    }

    public boolean isThread(int vertex) {
        return vertex >= 0 && nodes.isThread(vertex);
    }

    public boolean isResource(int vertex) {
        return vertex >= nodes.size();
    }

    public Node node(int node) {
        return nodes.node(node);
    }

    public CapturedThread thread(int node) {
        return nodes.thread(node);
    }

    public Task task(int node) {
        return nodes.task(node);
    }

    public Resource resource(int vertex) {
        return resources.get(vertex - nodes.size());
    }

    /** The number of a thread or task, or {@link #NONE}. */
    public int number(Node node) {
        return nodes.of(node);
    }

    /** The vertex that a node waits for, or {@link #NONE}. */
    public int waitOf(int node) {
        return wishes.of(node);
    }

    /** Whether it has given up a monitor until somebody notifies it: its owner of the moment is not to blame. */
    public boolean isNotified(int node) {
        return wishes.isNotified(node);
    }

    /** How long a node has waited, or at least been seen to by the black box; null where nobody tells. */
    public @Nullable Duration waited(int node) {
        return wishes.waited(node);
    }

    /** How long a node has waited, where what it waits for counts that itself; or null. */
    public @Nullable Duration waitedByCount(int node) {
        return wishes.told(node);
    }

    /** The nodes that hold a resource, who has held it longest first, without those that are not in the dump. */
    public int[] holders(int resource) {
        int[] holders = new int[needs.to(resource) - needs.from(resource)];
        for (int i = 0; i < holders.length; i++) {
            holders[i] = needs.target(needs.from(resource) + i);
        }
        return holders;
    }

    /** Whether a task is run by a thread of the dump. */
    public boolean isRun(int task) {
        return isNode(wishes.of(task));
    }
}
