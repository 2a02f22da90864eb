package io.github.threadreporter.enrich.culprit;

import io.github.threadreporter.enrich.waits.Deadlocks;
import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.enrich.waits.Ways;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which threads the finding of a capture explains. */
public final class Involved {

    private Involved() {}

    /**
     * The culprit and whom it waits for, everyone in a deadlock, those that stand at the culprit's place of the
     * application, and whoever waits for one of these, directly or through others. Empty where there is no culprit.
     * Linear in threads, tasks and waits.
     */
    public static Set<Long> in(ThreadDump analyzed) {
        Set<Long> involved = new HashSet<>();
        Analysis analysis = analyzed.analysis();
        if (analysis.culpritId() == null) {
            return involved;
        }
        involved.add(analysis.culpritId());
        analysis.chain().stream().filter(Node::isThread).forEach(node -> involved.add(node.threadId()));
        analysis.deadlocks().forEach(deadlock -> involved.addAll(deadlock.threadIds()));
        addAlike(analyzed, analysis.culpritId(), involved);
        WaitsFor graph = WaitsFor.of(analyzed);
        return new Behind(graph, Ways.through(graph, Deadlocks.in(graph)), involved).all();
    }

    /** Whoever waits for some. */
    private static final class Behind {
        private final WaitsFor graph;
        private final Ways ways;
        private final Set<Long> some;
        private final Map<Integer, Boolean> known = new HashMap<>();

        Behind(WaitsFor graph, Ways ways, Set<Long> some) {
            this.graph = graph;
            this.ways = ways;
            this.some = some;
        }

        /** Those and whoever waits for them. */
        Set<Long> all() {
            Set<Long> all = new HashSet<>(some);
            for (int node = 0; graph.isThread(node); node++) {
                if (leads(node)) {
                    all.add(graph.thread(node).id());
                }
            }
            return all;
        }

        private boolean leads(int from) {
            List<Integer> way = new ArrayList<>();
            int at = from;
            while (at != Ways.NONE && known.putIfAbsent(at, false) == null && !isOne(at)) {
                way.add(at);
                at = ways.next(at);
            }
            boolean leads = at != Ways.NONE && (known.getOrDefault(at, false) || isOne(at));
            if (leads) {
                known.put(at, true);
                way.forEach(vertex -> known.put(vertex, true));
            }
            return leads;
        }

        private boolean isOne(int vertex) {
            return graph.isResource(vertex)
                    ? graph.resource(vertex).holders().stream().anyMatch(holder -> isOne(holder.node()))
                    : isOne(graph.node(vertex));
        }

        private boolean isOne(Node node) {
            return node.isThread() && some.contains(node.threadId());
        }
    }

    private static void addAlike(ThreadDump dump, long culprit, Set<Long> into) {
        Frame place = null;
        for (CapturedThread thread : dump.threads()) {
            place = thread.id() == culprit ? place(thread) : place;
        }
        for (CapturedThread thread : dump.threads()) {
            Frame other = place == null ? null : place(thread);
            if (other != null && same(other, place)) {
                into.add(thread.id());
            }
        }
    }

    private static @Nullable Frame place(CapturedThread thread) {
        Frame frame = thread.stack().interesting();
        return frame != null && frame.inApp() ? frame : null;
    }

    private static boolean same(Frame one, @Nullable Frame other) {
        return other != null
                && one.className().equals(other.className())
                && one.method().equals(other.method());
    }
}
