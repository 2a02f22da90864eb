package io.github.threadreporter.enrich.culprit;

import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.enrich.waits.Ways;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.TaskKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Threads at one place of the application that each wait for something of their own that nobody in this JVM is known to
 * end: a future, or the reply of another process. No two of them wait for the same, and yet it is one trouble.
 */
final class AlikeRule {

    /** So many threads have to wait for futures. */
    static final int LEAST_FOR_FUTURES = 2;

    /** Replies take their time in a healthy service as well, so two threads that wait for one are no news. */
    static final int LEAST_FOR_REPLIES = 3;

    private record Place(Frame frame, boolean future) {}

    private final WaitsFor graph;
    private final Ways ways;
    private final int suspect;

    private AlikeRule(WaitsFor graph, Ways ways, int suspect) {
        this.graph = graph;
        this.ways = ways;
        this.suspect = suspect;
    }

    static @Nullable Culprit find(WaitsFor graph, Ways ways) {
        return new AlikeRule(graph, ways, Ways.NONE).find(LEAST_FOR_FUTURES, LEAST_FOR_REPLIES);
    }

    /** The same for futures alone, where at least so many threads wait for one. */
    static @Nullable Culprit findFutures(WaitsFor graph, Ways ways, int least) {
        return new AlikeRule(graph, ways, Ways.NONE).find(Math.max(least, LEAST_FOR_FUTURES), Integer.MAX_VALUE);
    }

    /** Those of whom this thread is one, with it as the culprit; null where it is alone. */
    static @Nullable Culprit findAround(WaitsFor graph, Ways ways, Node suspect) {
        Culprit found = new AlikeRule(graph, ways, graph.number(suspect)).find(LEAST_FOR_FUTURES, LEAST_FOR_REPLIES);
        return found != null && Objects.equals(found.threadId(), suspect.threadId()) ? found : null;
    }

    private @Nullable Culprit find(int leastForFutures, int leastForReplies) {
        Map<Place, List<Integer>> places = new LinkedHashMap<>();
        for (int node = 0; graph.isThread(node); node++) {
            Place place = place(node);
            if (place != null) {
                places.computeIfAbsent(place, p -> new ArrayList<>()).add(node);
            }
        }
        Culprit culprit = null;
        int most = 0;
        for (Map.Entry<Place, List<Integer>> entry : places.entrySet()) {
            List<Integer> nodes = entry.getValue();
            int least = entry.getKey().future() ? leastForFutures : leastForReplies;
            int weight = nodes.contains(suspect) ? Integer.MAX_VALUE : nodes.size();
            if (nodes.size() >= least && weight > most) {
                most = weight;
                culprit = culprit(entry.getKey(), nodes);
            }
        }
        return culprit;
    }

    /** Where a thread waits for what nobody is known to end; null where it does not, or not in the application. */
    private @Nullable Place place(int node) {
        CapturedThread thread = graph.thread(node);
        Frame frame = thread.stack().interesting();
        int end = node;
        if (frame == null || !frame.inApp()) {
            return null;
        }
        // Stages of a chain of futures are told one by one: what counts is the first.
        for (int next = ways.next(end); next != Ways.NONE; next = ways.next(end)) {
            if (graph.isThread(next)) {
                return null;
            }
            end = next;
        }
        if (end == node) { // what others are to send is the end of no way
            end = graph.waitOf(node);
        }
        if (end == Ways.NONE) {
            return null;
        }
        if (!graph.isResource(end)) {
            boolean open = !graph.isThread(end) && graph.task(end).kind() == TaskKind.FUTURE && !graph.isRun(end);
            return open ? new Place(frame, true) : null;
        }
        Resource resource = graph.resource(end);
        boolean reply = resource.kind() == Kind.OTHER && !resource.name().isEmpty();
        return resource.holders().isEmpty() && (reply || resource.kind() == Kind.FUTURE)
                ? new Place(frame, !reply)
                : null;
    }

    private @Nullable Duration longest(List<Integer> nodes) {
        return nodes.stream()
                .map(graph::waited)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private Culprit culprit(Place place, List<Integer> nodes) {
        int first = nodes.contains(suspect) ? suspect : nodes.get(0);
        Sentence sentence = new Sentence()
                .count(nodes.size(), 0)
                .add(" wait")
                .upTo(longest(nodes))
                .add(" at %s for ", place.frame().shortText());
        if (place.future()) {
            sentence.add("futures that nobody is known to complete");
        } else {
            sentence.add("replies of other processes, such as %s", Wanted.text(graph, graph.waitOf(first)));
        }
        return new Culprit(graph.thread(first).id(), sentence.headline(), ways.chainFrom(first));
    }
}
