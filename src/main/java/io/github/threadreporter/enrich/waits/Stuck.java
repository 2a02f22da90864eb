package io.github.threadreporter.enrich.waits;

import java.util.BitSet;

/**
 * What can never go on. Whoever can is found first, from those that wait for nothing backwards: one that needs any of
 * its targets goes on with the first of them, one that needs all with the last. What is not reached waits for itself in
 * the end. This least fixed point needs one look at each edge.
 */
final class Stuck {

    private Stuck() {}

    static BitSet of(NeedGraph graph) {
        NeedGraph reversed = graph.reversed();
        int[] missing = new int[graph.size()];
        int[] queue = new int[graph.size()];
        int queued = 0;
        BitSet stuck = new BitSet(graph.size());
        for (int vertex = 0; vertex < graph.size(); vertex++) {
            if (graph.isFree(vertex)) {
                queue[queued++] = vertex;
            } else {
                missing[vertex] = graph.needsAny(vertex) ? 1 : graph.to(vertex) - graph.from(vertex);
                stuck.set(vertex);
            }
        }
        for (int done = 0; done < queued; done++) {
            int goesOn = queue[done];
            for (int place = reversed.from(goesOn); place < reversed.to(goesOn); place++) {
                int waiting = reversed.target(place);
                if (stuck.get(waiting) && --missing[waiting] == 0) {
                    stuck.clear(waiting);
                    queue[queued++] = waiting;
                }
            }
        }
        return stuck;
    }
}
