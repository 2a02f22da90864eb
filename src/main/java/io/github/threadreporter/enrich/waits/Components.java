package io.github.threadreporter.enrich.waits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The strongly connected components of a part of a graph, after Tarjan, with a stack of our own: a chain of 100,000
 * futures must not overflow the thread's.
 */
final class Components {

    private static final int UNSEEN = -1;

    private final NeedGraph graph;
    private final BitSet within;
    private final int[] index;
    private final int[] low;
    private final int[] place;
    /** No {@code BitSet}: to clear its highest bit, again and again, is to search for the next one each time. */
    private final boolean[] open;

    private final int[] opened;
    private int openCount;
    private int seen;
    private final List<int[]> cycles = new ArrayList<>();

    private Components(NeedGraph graph, BitSet within) {
        this.graph = graph;
        this.within = within;
        this.index = new int[graph.size()];
        this.low = new int[graph.size()];
        this.place = new int[graph.size()];
        this.opened = new int[graph.size()];
        this.open = new boolean[graph.size()];
        Arrays.fill(index, UNSEEN);
    }

    /**
     * Those in which there is a way from each vertex back to itself, in ascending numbers; whatever they lead to comes
     * before them.
     */
    static List<int[]> cyclesIn(NeedGraph graph, BitSet within) {
        Components components = new Components(graph, within);
        int[] path = new int[graph.size()];
        for (int vertex = within.nextSetBit(0); vertex >= 0; vertex = within.nextSetBit(vertex + 1)) {
            if (components.index[vertex] == UNSEEN) {
                components.visit(vertex, path);
            }
        }
        return components.cycles;
    }

    private void visit(int root, int[] path) {
        int depth = 0;
        path[0] = enter(root);
        while (depth >= 0) {
            int vertex = path[depth];
            int next = place[vertex];
            if (next < graph.to(vertex)) {
                place[vertex]++;
                int target = graph.target(next);
                if (!within.get(target)) {
                    continue;
                }
                if (index[target] == UNSEEN) {
                    path[++depth] = enter(target);
                } else if (open[target]) {
                    low[vertex] = Math.min(low[vertex], index[target]);
                }
            } else {
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[vertex]);
                }
                if (low[vertex] == index[vertex]) {
                    close(vertex);
                }
            }
        }
    }

    private int enter(int vertex) {
        index[vertex] = seen;
        low[vertex] = seen;
        seen++;
        place[vertex] = graph.from(vertex);
        opened[openCount++] = vertex;
        open[vertex] = true;
        return vertex;
    }

    /** Everything opened since that vertex is one component with it. */
    private void close(int vertex) {
        int end = openCount;
        do {
            open[opened[--openCount]] = false;
        } while (opened[openCount] != vertex);
        if (end - openCount > 1 || needsItself(vertex)) {
            int[] component = Arrays.copyOfRange(opened, openCount, end);
            Arrays.sort(component);
            cycles.add(component);
        }
    }

    private boolean needsItself(int vertex) {
        for (int edge = graph.from(vertex); edge < graph.to(vertex); edge++) {
            if (graph.target(edge) == vertex) {
                return true;
            }
        }
        return false;
    }
}
