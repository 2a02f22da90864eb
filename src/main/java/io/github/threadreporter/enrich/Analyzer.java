package io.github.threadreporter.enrich;

import io.github.threadreporter.enrich.culprit.Culprit;
import io.github.threadreporter.enrich.waits.Deadlocks;
import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.enrich.waits.Ways;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.ThreadDump;
import java.util.function.UnaryOperator;

/**
 * Works out who waits for whom, over threads and tasks: {@linkplain Deadlocks deadlocks}, the {@linkplain Culprit
 * culprit}, and groups of threads at the same place. Needs frames marked in-app. Thread-safe.
 *
 * <p>Consistency: as good as that of the dump; a deadlock is told only where it is proved by what is in the dump, so
 * where holders are not known there is none. Overhead: linear in threads, tasks, resources and their holders, on the
 * thread that calls; the JVM that was looked at pays nothing. Mechanism: a graph of our own, see {@link WaitsFor}.
 */
public final class Analyzer implements UnaryOperator<ThreadDump> {

    @Override
    public ThreadDump apply(ThreadDump dump) {
        WaitsFor graph = WaitsFor.of(dump);
        Deadlocks deadlocks = Deadlocks.in(graph);
        Ways ways = Ways.through(graph, deadlocks);
        Culprit culprit = Culprit.of(dump, graph, deadlocks, ways);
        Roles roles = new Roles(graph, deadlocks, ways, culprit);
        return dump.withAnalysis(new Analysis(
                StackGrouping.group(dump.threads(), roles),
                deadlocks.all(),
                culprit.threadId(),
                culprit.headline(),
                culprit.chain()));
    }
}
