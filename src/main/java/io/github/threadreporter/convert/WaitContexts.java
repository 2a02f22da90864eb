package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Task;
import io.sentry.SentryEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contexts {@code waits} and {@code pools} of an event. */
final class WaitContexts {

    private WaitContexts() {}

    static void apply(SentryEvent event, DumpView view, Draft draft, int bytes, Cuts cuts) {
        WaitView waits = view.waits();
        Node subject = subject(draft);
        boolean culprit = draft.task() == null && draft.subject() != null && view.isCulprit(draft.subject());
        List<Node> chain = culprit ? view.dump().analysis().chain() : List.of();
        ThreadScope.put(event, "waits", new WaitWords(waits).context(subject, chain, bytes, cuts));
        List<Resource> pools = waits.pools().stream()
                .filter(pool -> !draft.single() || concerns(pool, subject, draft.task(), waits))
                .toList();
        ThreadScope.put(event, "pools", new PoolWords(waits).context(pools, bytes, cuts));
    }

    private static @Nullable Node subject(Draft draft) {
        Task task = draft.task();
        if (task != null) {
            return Node.task(task.id());
        }
        CapturedThread thread = draft.subject();
        return thread == null ? null : Node.thread(thread.id());
    }

    /** Whether that pool is waited for or held by the subject, or is the one that runs it. */
    private static boolean concerns(Resource pool, @Nullable Node subject, @Nullable Task task, WaitView waits) {
        if (subject == null) {
            return false;
        }
        WaitView.Edge edge = waits.edge(subject);
        LockRef home = task == null ? null : task.pool();
        return (edge != null && edge.what().equals(pool.ref()))
                || pool.ref().equals(home)
                || pool.holders().stream().anyMatch(holder -> holder.node().equals(subject));
    }
}
