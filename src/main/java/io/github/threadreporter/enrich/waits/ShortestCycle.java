package io.github.threadreporter.enrich.waits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** The shortest way from a vertex back to itself within its component: breadth first. */
final class ShortestCycle {

    private ShortestCycle() {}

    /** The vertices in the order of the way, beginning with {@code start}; empty where no way leads back. */
    static List<Integer> through(int start, NeedGraph graph, IntPredicate component) {
        Map<Integer, Integer> cameFrom = new HashMap<>();
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(start);
        while (!queue.isEmpty()) {
            int vertex = queue.remove();
            for (int place = graph.from(vertex); place < graph.to(vertex); place++) {
                int target = graph.target(place);
                if (target == start) {
                    return wayTo(vertex, start, cameFrom);
                }
                if (component.test(target) && cameFrom.putIfAbsent(target, vertex) == null) {
                    queue.add(target);
                }
            }
        }
        return List.of();
    }

    private static List<Integer> wayTo(int end, int start, Map<Integer, Integer> cameFrom) {
        List<Integer> way = new ArrayList<>();
        Integer vertex = end;
        while (vertex != null && vertex != start) {
            way.add(vertex);
            vertex = cameFrom.get(vertex);
        }
        way.add(start);
        Collections.reverse(way);
        return way;
    }
}
