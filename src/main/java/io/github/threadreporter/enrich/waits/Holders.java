package io.github.threadreporter.enrich.waits;

import io.github.threadreporter.model.Resource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Of several holders of a resource, the one to watch. In a deadlock it is one who is stuck as well. Where all must act,
 * it is one who waits in turn, since the others will be ready before. Where any is enough, it is one who does not wait;
 * if all of them wait, one of those who wait for the same as most. Otherwise it is the one who has held it
 * longest, or the first.
 */
final class Holders {

    private static final int NONE = WaitsFor.NONE;
    private static final int UNDECIDED = -2;

    private final WaitsFor graph;
    private final Deadlocks deadlocks;
    private final int[] chosen;

    Holders(WaitsFor graph, Deadlocks deadlocks) {
        this.graph = graph;
        this.deadlocks = deadlocks;
        this.chosen = new int[graph.size()];
        Arrays.fill(chosen, UNDECIDED);
    }

    /** One holder other than the node that waits, unless there is only that; {@link #NONE} where none is known. */
    int whomToWatch(int resource, int waiter) {
        if (chosen[resource] == UNDECIDED) {
            chosen[resource] = choose(resource);
        }
        int choice = chosen[resource];
        if (choice != waiter) {
            return choice;
        }
        // Asked at most once for each resource, since nobody waits for two: all choices together stay linear.
        for (int holder : graph.holders(resource)) {
            if (holder != waiter && deadlocks.isStuck(holder) == deadlocks.isStuck(resource)) {
                return holder;
            }
        }
        return choice;
    }

    private int choose(int resource) {
        int[] holders = graph.holders(resource);
        if (holders.length == 0) {
            return NONE;
        }
        if (deadlocks.isStuck(resource)) {
            return first(holders, true, deadlocks::contains, first(holders, true, deadlocks::isStuck, holders[0]));
        }
        boolean any = graph.resource(resource).need() == Resource.Need.ONE;
        int choice = first(holders, !any, this::waits, NONE);
        return choice != NONE ? choice : any ? withMost(holders) : holders[0];
    }

    private static int first(int[] holders, boolean wanted, IntPredicate is, int otherwise) {
        for (int holder : holders) {
            if (is.test(holder) == wanted) {
                return holder;
            }
        }
        return otherwise;
    }

    /** Whether it waits for somebody who is known. */
    private boolean waits(int node) {
        int wait = graph.waitOf(node);
        return wait != NONE && !graph.isNotified(node) && (graph.isNode(wait) || graph.holders(wait).length > 0);
    }

    private int withMost(int[] holders) {
        Map<Integer, Integer> counts = new HashMap<>();
        int most = holders[0];
        for (int holder : holders) {
            counts.merge(graph.waitOf(holder), 1, Integer::sum);
        }
        for (int holder : holders) {
            if (counts.getOrDefault(graph.waitOf(holder), 0) > counts.getOrDefault(graph.waitOf(most), 0)) {
                most = holder;
            }
        }
        return most;
    }
}
