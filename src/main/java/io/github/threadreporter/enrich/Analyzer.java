package io.github.threadreporter.enrich;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.ThreadDump;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Works out who waits for whom: deadlocks, the culprit, and groups of threads at the same place. Needs frames marked
 * in-app. Linear in threads. Thread-safe.
 */
public final class Analyzer implements UnaryOperator<ThreadDump> {

    @Override
    public ThreadDump apply(ThreadDump dump) {
        Map<Long, CapturedThread> byId = dump.byId();
        List<Deadlock> deadlocks = DeadlockFinder.find(dump.threads(), byId);
        Set<Long> deadlocked = new HashSet<>();
        deadlocks.forEach(deadlock -> deadlocked.addAll(deadlock.threadIds()));
        CulpritFinder.Verdict verdict = CulpritFinder.find(dump.threads(), byId, deadlocks);
        return dump.withAnalysis(new Analysis(
                StackGrouping.group(dump.threads(), verdict.culpritId(), deadlocked),
                deadlocks,
                verdict.culpritId(),
                verdict.headline()));
    }
}
