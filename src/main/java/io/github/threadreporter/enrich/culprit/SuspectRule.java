package io.github.threadreporter.enrich.culprit;

import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.enrich.waits.Ways;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.model.ThreadDump;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The thread that a trigger noticed, with those that wait as it does, unless what was found explains it. */
final class SuspectRule {

    private SuspectRule() {}

    static Culprit apply(ThreadDump dump, Culprit found, WaitsFor graph, Ways ways) {
        Suspect suspect = dump.info().reason().suspect();
        Node node = node(dump);
        if (suspect == null || node == null) {
            return found;
        }
        List<Node> chain = ways.chainFrom(graph.number(node));
        if (explains(found, node, chain)) {
            return found;
        }
        Culprit alike = AlikeRule.findAround(graph, ways, node);
        return alike == null ? new Culprit(suspect.threadId(), suspect.headline(), chain) : alike;
    }

    /** The suspect; null where there is none, or it has ended. */
    static @Nullable Node node(ThreadDump dump) {
        Suspect suspect = dump.info().reason().suspect();
        return suspect == null || dump.threads().stream().noneMatch(thread -> thread.id() == suspect.threadId())
                ? null
                : Node.thread(suspect.threadId());
    }

    /** Whether the suspect is what was found, is on the way from there, or leads to it. */
    private static boolean explains(Culprit found, Node suspect, List<Node> chain) {
        @Nullable Long id = found.threadId();
        return id != null
                && (Objects.equals(Node.thread(id), suspect)
                        || found.chain().contains(suspect)
                        || chain.contains(Node.thread(id))
                        || chain.stream().anyMatch(found.chain()::contains));
    }
}
