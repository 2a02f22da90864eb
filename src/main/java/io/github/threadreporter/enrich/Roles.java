package io.github.threadreporter.enrich;

import io.github.threadreporter.enrich.culprit.Culprit;
import io.github.threadreporter.enrich.waits.Activity;
import io.github.threadreporter.enrich.waits.Deadlocks;
import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.enrich.waits.Ways;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.StackGroup.Role;
import java.util.HashSet;
import java.util.Set;

/**
 * Why a thread matters. Idle is who waits for work as its {@linkplain Activity frames} tell, or waits with no frame of
 * the application and for nothing that somebody is known to hold; never a thread that others wait for, or of a chain.
 */
final class Roles {

    private final WaitsFor graph;
    private final Deadlocks deadlocks;
    private final Ways ways;
    private final Culprit culprit;
    private final Set<Node> chain;

    Roles(WaitsFor graph, Deadlocks deadlocks, Ways ways, Culprit culprit) {
        this.graph = graph;
        this.deadlocks = deadlocks;
        this.ways = ways;
        this.culprit = culprit;
        this.chain = new HashSet<>(culprit.chain());
    }

    Role of(CapturedThread thread) {
        Long culpritId = culprit.threadId();
        if (culpritId != null && culpritId == thread.id()) {
            return Role.CULPRIT;
        }
        Node node = Node.thread(thread.id());
        int number = graph.number(node);
        if (deadlocks.contains(number)) {
            return Role.DEADLOCKED;
        }
        if (thread.state() == Thread.State.BLOCKED || graph.isNode(ways.next(number))) {
            return Role.BLOCKED;
        }
        boolean matters = chain.contains(node) || ways.threadsBehind(number) + ways.tasksBehind(number) > 0;
        boolean inApp = thread.stack().hasInApp();
        if (!matters && Activity.of(thread).idle()) {
            return Role.IDLE;
        }
        if (thread.state() == Thread.State.RUNNABLE) {
            return inApp ? Role.RUNNING : Role.SYSTEM;
        }
        return inApp || matters || ways.next(number) != Ways.NONE ? Role.WAITING : Role.IDLE;
    }
}
