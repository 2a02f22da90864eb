package io.github.threadreporter.enrich.waits;

import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The deadlocks of a dump: what can never go on, and of that each set in which everybody waits for everybody else, round
 * about. Who only waits behind such a set is stuck, but no part of it.
 *
 * <p>A deadlock needs proof: whoever waits for something unknown, for a time (other than for exclusive locks alone,
 * where {@code ThreadMXBean.findDeadlockedThreads} counts that too), or for one who is not in the dump can go on. Linear in
 * nodes and edges.
 */
public final class Deadlocks {

    /** @param first the vertex that the cycle begins with
     * @param independent whether it would stand without any other deadlock */
    private record Found(Deadlock deadlock, int first, boolean independent) {}

    private static final int NONE = -1;

    private final List<Deadlock> all;
    private final BitSet stuck;
    private final int[] memberOf;

    private Deadlocks(List<Deadlock> all, BitSet stuck, int[] memberOf) {
        this.all = List.copyOf(all);
        this.stuck = stuck;
        this.memberOf = memberOf;
    }

    public static Deadlocks in(WaitsFor graph) {
        BitSet stuck = graph.stuck();
        List<int[]> components = stuck.isEmpty() ? List.of() : Components.cyclesIn(graph.needs(), stuck);
        int[] memberOf = new int[graph.size()];
        Arrays.fill(memberOf, NONE);
        for (int i = 0; i < components.size(); i++) {
            for (int vertex : components.get(i)) {
                memberOf[vertex] = i;
            }
        }
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            int number = i;
            found.add(deadlock(graph, components.get(i), stuck, vertex -> memberOf[vertex] == number));
        }
        found.sort(Comparator.comparing(Found::independent).reversed().thenComparing(Found::first));
        return new Deadlocks(found.stream().map(Found::deadlock).toList(), stuck, memberOf);
    }

    private static Found deadlock(WaitsFor graph, int[] component, BitSet stuck, IntPredicate isMember) {
        int first = first(graph, component);
        List<Integer> way = ShortestCycle.through(first, graph.needs(), isMember);
        List<Node> cycle = way.stream().filter(graph::isNode).map(graph::node).toList();
        Set<Integer> inCycle = new HashSet<>(way);
        List<Node> others = new ArrayList<>();
        boolean independent = true;
        for (int vertex : component) {
            if (graph.isNode(vertex) && !inCycle.contains(vertex)) {
                others.add(graph.node(vertex));
            }
            independent &= !leadsOut(graph.needs(), vertex, stuck, isMember);
        }
        return new Found(new Deadlock(cycle, others), first, independent);
    }

    /** The thread of the smallest id, or the first task where there is none. */
    private static int first(WaitsFor graph, int[] component) {
        int first = component[0];
        for (int vertex : component) {
            if (graph.isThread(vertex)
                    && graph.thread(vertex).id() < graph.thread(first).id()) {
                first = vertex;
            }
        }
        return first;
    }

    /** Whether it also waits for somebody else who is stuck. */
    private static boolean leadsOut(NeedGraph needs, int vertex, BitSet stuck, IntPredicate isMember) {
        for (int place = needs.from(vertex); place < needs.to(vertex); place++) {
            int target = needs.target(place);
            if (stuck.get(target) && !isMember.test(target)) {
                return true;
            }
        }
        return false;
    }

    /** Those that stand by themselves first, then in the order of the dump. */
    public List<Deadlock> all() {
        return all;
    }

    /** Whether a vertex can never go on: it is part of a deadlock or waits behind one. */
    public boolean isStuck(int vertex) {
        return stuck.get(vertex);
    }

    /** Whether a vertex is part of a deadlock. */
    public boolean contains(int vertex) {
        return memberOf[vertex] != NONE;
    }
}
