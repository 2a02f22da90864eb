package io.github.threadreporter.enrich.waits;

import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From each node the one way on to where the trouble comes from, and how many wait behind each vertex. Where several
 * hold a resource, {@link Holders} chooses one. A way ends at a node that waits for nobody known, at a resource that
 * nobody is known to hold, or runs into a cycle. Linear in nodes and edges.
 */
public final class Ways {

    /** Where there is no vertex. */
    public static final int NONE = WaitsFor.NONE;

    private static final long UNKNOWN = -1;

    private final WaitsFor graph;
    private final int[] next;
    private final int[] threads;
    private final int[] tasks;
    private final int[] nearest;
    private final int[] distance;
    private final long[] waitedNanos;

    private Ways(WaitsFor graph, int[] next) {
        this.graph = graph;
        this.next = next;
        this.threads = new int[graph.size()];
        this.tasks = new int[graph.size()];
        this.nearest = new int[graph.size()];
        this.distance = new int[graph.size()];
        this.waitedNanos = new long[graph.size()];
        Arrays.fill(nearest, NONE);
        Arrays.fill(waitedNanos, UNKNOWN);
        count();
    }

    public static Ways through(WaitsFor graph, Deadlocks deadlocks) {
        Holders holders = new Holders(graph, deadlocks);
        int[] next = new int[graph.size()];
        Arrays.fill(next, NONE);
        for (int node = 0; node < graph.nodes(); node++) {
            int wait = graph.waitOf(node);
            if (wait == WaitsFor.NONE || graph.isNotified(node)) {
                continue;
            }
            next[node] = graph.isNode(wait) ? wait : holders.whomToWatch(wait, node);
            if (next[node] == NONE && isOpenPromise(graph.resource(wait))) {
                next[node] = wait;
            }
        }
        return new Ways(graph, next);
    }

    /**
     * Whether nobody is known to hold it, and it is news that several wait for it. For conditions, queues and latches
     * that is the usual state.
     */
    private static boolean isOpenPromise(Resource resource) {
        return resource.holders().isEmpty()
                && switch (resource.kind()) {
                    case MONITOR, LOCK, READ_WRITE_LOCK, SEMAPHORE, FUTURE, CONNECTION_POOL, HTTP_POOL -> true;
                    case CONDITION, LATCH, THREAD, QUEUE, EXECUTOR, DISPATCHER, OTHER -> false;
                };
    }

    /** Adds up from the outermost waiters inwards; what is in a cycle is never reached. */
    private void count() {
        int[] open = new int[next.length];
        for (int target : next) {
            if (target != NONE) {
                open[target]++;
            }
        }
        int[] ready = new int[next.length];
        int count = 0;
        for (int vertex = 0; vertex < next.length; vertex++) {
            if (open[vertex] == 0) {
                ready[count++] = vertex;
            }
        }
        for (int done = 0; done < count; done++) {
            int vertex = ready[done];
            int target = next[vertex];
            if (target != NONE) {
                handOn(vertex, target);
                if (--open[target] == 0) {
                    ready[count++] = target;
                }
            }
        }
    }

    private void handOn(int vertex, int target) {
        boolean thread = graph.isThread(vertex);
        threads[target] += threads[vertex] + (thread ? 1 : 0);
        tasks[target] += tasks[vertex] + (graph.isNode(vertex) && !thread && !graph.isRun(vertex) ? 1 : 0);
        Duration waited = graph.isNode(vertex) ? graph.waited(vertex) : null;
        long own = waited == null ? UNKNOWN : waited.toNanos();
        waitedNanos[target] = Math.max(waitedNanos[target], Math.max(own, waitedNanos[vertex]));
        int candidate = thread ? vertex : nearest[vertex];
        int far = (thread ? 0 : distance[vertex]) + 1;
        if (candidate != NONE && (nearest[target] == NONE || far < distance[target])) {
            nearest[target] = candidate;
            distance[target] = far;
        }
    }

    /** The node that a vertex waits for, or the resource that nobody is known to hold, or {@link #NONE}. */
    public int next(int vertex) {
        return next[vertex];
    }

    /** Whether a way ends here, and some wait behind it. */
    public boolean isEnd(int vertex) {
        return next[vertex] == NONE && threads[vertex] + tasks[vertex] > 0;
    }

    /** How many threads wait behind a vertex, at whatever distance. */
    public int threadsBehind(int vertex) {
        return threads[vertex];
    }

    /** How many tasks wait behind a vertex that no thread runs. */
    public int tasksBehind(int vertex) {
        return tasks[vertex];
    }

    /** The longest that one of those behind a vertex has waited, or null where nobody tells. */
    public @Nullable Duration longestBehind(int vertex) {
        return waitedNanos[vertex] == UNKNOWN ? null : Duration.ofNanos(waitedNanos[vertex]);
    }

    /** The thread nearest to a vertex among those that wait behind it, or {@link #NONE}. */
    public int nearestThread(int vertex) {
        return nearest[vertex];
    }

    /** A node and those on the way from it; empty where it waits for nobody. */
    public List<Node> chainFrom(int node) {
        Set<Integer> seen = new HashSet<>();
        List<Node> chain = new ArrayList<>();
        for (int at = node; at != NONE && graph.isNode(at) && seen.add(at); at = next[at]) {
            chain.add(graph.node(at));
        }
        return chain.size() == 1 ? List.of() : chain;
    }
}
