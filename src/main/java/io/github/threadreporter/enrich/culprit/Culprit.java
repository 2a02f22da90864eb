package io.github.threadreporter.enrich.culprit;

import io.github.threadreporter.enrich.waits.Activity;
import io.github.threadreporter.enrich.waits.Deadlocks;
import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.enrich.waits.Ways;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.ThreadDump;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The thread that a capture is about. The first of these rules that finds one decides:
 *
 * <ol>
 *   <li><b>Deadlock</b>: the head of the first deadlock, which is its thread of the smallest id. Of a deadlock of tasks
 *       alone it is the thread nearest behind it.
 *   <li><b>Owner</b>: the thread that most others wait for, directly or through each other, through tasks and futures
 *       as well, if at least {@value OwnerRule#LEAST_WAITERS} threads do. Tasks do not count: to wait in a queue, or for
 *       the stage before, is what most of them do all day. Where the way ends at a task, or at something that nobody is
 *       known to hold, it is the thread nearest to that. An owner that runs, and so lets go in a moment as a rule, comes
 *       after the futures of the next rule where at least as many threads wait for these.
 *   <li><b>Alike</b>: where most threads at one place of the application each wait for something of their own that nobody
 *       in this JVM is known to end, the first of these: at least {@value AlikeRule#LEAST_FOR_FUTURES} threads that wait
 *       for futures, or {@value AlikeRule#LEAST_FOR_REPLIES} that wait for replies of other processes.
 *   <li><b>Longest</b>: the thread that has waited longest, or has kept a connection of a pool longest, if that is at
 *       least {@value LongestRule#LEAST_SECONDS} seconds, the pool counts it, and it is not idle.
 *   <li><b>Processor</b>: the thread that is running code of the application and has used at least half of one
 *       processor since the JVM started, if that is at least {@value BusyRule#LEAST_SECONDS} seconds ago. CPU time is
 *       known since a thread's start, and the start of the JVM is the latest that a thread can be sure to be younger
 *       than: so the share is a lower bound, and a thread that was started late and spins is not found by one capture.
 * </ol>
 *
 * <p>Where a trigger noticed a thread, that one is the culprit, unless one of these rules explains it: it is the same, or its
 * way leads there. Where others wait at its place as it does, the sentence is that of the rule Alike.
 *
 * <p>Ties go to the thread of the smallest number in the dump. One thread waiting for a moment is what locks are for,
 * and no news.
 *
 * @param threadId the thread, or null where none stands out
 * @param headline what is wrong, in one sentence
 * @param chain from the thread to where the trouble comes from; empty where it waits for nobody
 */
public record Culprit(@Nullable Long threadId, Headline headline, List<Node> chain) {

    public Culprit {
        chain = List.copyOf(chain);
    }

    public static Culprit of(ThreadDump dump, WaitsFor graph, Deadlocks deadlocks, Ways ways) {
        Culprit culprit = DeadlockRule.find(graph, deadlocks, ways, SuspectRule.node(dump));
        if (culprit == null) {
            culprit = OwnerRule.find(graph, ways);
            if (culprit != null && runs(culprit, graph)) {
                Culprit worse = AlikeRule.findFutures(graph, ways, ways.threadsBehind(number(culprit, graph)));
                culprit = worse == null ? culprit : worse;
            }
        }
        if (culprit == null) {
            culprit = AlikeRule.find(graph, ways);
        }
        if (culprit == null) {
            culprit = LongestRule.find(graph, ways);
        }
        if (culprit == null) {
            culprit = BusyRule.find(dump);
        }
        return SuspectRule.apply(dump, culprit == null ? nobody(dump) : culprit, graph, ways);
    }

    /** Whoever runs will let go in a moment, as a rule. */
    private static boolean runs(Culprit owner, WaitsFor graph) {
        return Activity.of(graph.thread(number(owner, graph))).equals(Activity.RUNS);
    }

    private static int number(Culprit culprit, WaitsFor graph) {
        return graph.number(Node.thread(Objects.requireNonNull(culprit.threadId())));
    }

    private static Culprit nobody(ThreadDump dump) {
        int blocked = 0;
        int running = 0;
        for (CapturedThread thread : dump.threads()) {
            blocked += thread.state() == Thread.State.BLOCKED ? 1 : 0;
            running += thread.state() == Thread.State.RUNNABLE ? 1 : 0;
        }
        Headline headline = Headline.of(
                "No thread stands out: %s threads, %s of them running and %s blocked",
                dump.threads().size(), running, blocked);
        return new Culprit(null, headline, List.of());
    }
}
