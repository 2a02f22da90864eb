package io.github.threadreporter.enrich.waits;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Who needs whom, as numbers: each vertex goes on when all of its targets do, or any of them. One without targets goes
 * on. Immutable; two arrays for all edges, since there may be hundreds of thousands.
 */
final class NeedGraph {

    private final int[] starts;
    private final int[] targets;
    private final BitSet any;
    private final BitSet free;

    private NeedGraph(int[] starts, int[] targets, BitSet any, BitSet free) {
        this.starts = starts;
        this.targets = targets;
        this.any = any;
        this.free = free;
    }

    int size() {
        return starts.length - 1;
    }

    int edges() {
        return targets.length;
    }

    /** The place of the first target of a vertex; those of the next vertex follow. */
    int from(int vertex) {
        return starts[vertex];
    }

    /** Behind the place of the last target of a vertex. */
    int to(int vertex) {
        return starts[vertex + 1];
    }

    int target(int place) {
        return targets[place];
    }

    /** Whether any one of the targets is enough. */
    boolean needsAny(int vertex) {
        return any.get(vertex);
    }

    /** Whether it goes on whatever its targets do. */
    boolean isFree(int vertex) {
        return free.get(vertex) || from(vertex) == to(vertex);
    }

    /** The same, but these go on as well. */
    NeedGraph freeing(BitSet more) {
        BitSet all = (BitSet) free.clone();
        all.or(more);
        return new NeedGraph(starts, targets, any, all);
    }

    /** The same edges the other way round. */
    NeedGraph reversed() {
        int[] reversedStarts = new int[size() + 1];
        for (int target : targets) {
            reversedStarts[target + 1]++;
        }
        Arrays.parallelPrefix(reversedStarts, Integer::sum);
        int[] next = reversedStarts.clone();
        int[] sources = new int[targets.length];
        for (int vertex = 0; vertex < size(); vertex++) {
            for (int place = from(vertex); place < to(vertex); place++) {
                sources[next[targets[place]]++] = vertex;
            }
        }
        return new NeedGraph(reversedStarts, sources, new BitSet(), new BitSet());
    }

    static Builder builder() {
        return new Builder();
    }

    /** Takes vertices in the order of their numbers, from 0. */
    static final class Builder {
        private int[] starts = new int[64];
        private int[] targets = new int[64];
        private final BitSet any = new BitSet();
        private final BitSet free = new BitSet();
        private int vertices;
        private int edges;

        /** The next vertex, with no target yet. */
        Builder vertex() {
            vertices++;
            if (vertices == starts.length) {
                starts = Arrays.copyOf(starts, 2 * vertices);
            }
            starts[vertices] = edges;
            return this;
        }

        /** One more target of the last vertex. */
        Builder needs(int target) {
            if (edges == targets.length) {
                targets = Arrays.copyOf(targets, 2 * edges);
            }
            targets[edges++] = target;
            starts[vertices] = edges;
            return this;
        }

        /** Any one target of the last vertex is enough. */
        Builder any() {
            any.set(vertices - 1);
            return this;
        }

        /** The last vertex goes on whatever its targets do. */
        Builder free() {
            free.set(vertices - 1);
            return this;
        }

        NeedGraph build() {
            return new NeedGraph(Arrays.copyOf(starts, vertices + 1), Arrays.copyOf(targets, edges), any, free);
        }
    }
}
