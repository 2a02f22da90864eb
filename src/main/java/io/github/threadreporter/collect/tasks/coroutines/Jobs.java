package io.github.threadreporter.collect.tasks.coroutines;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what a job is at, and who belongs to it. Not thread-safe. */
final class Jobs {

    private static final String PACKAGE = "kotlinx.coroutines.";

    /** Of one list. What changes meanwhile may lead round in a circle. */
    private static final int MOST_NODES = 4_194_304;

    private final Reading reading;

    Jobs(Reading reading) {
        this.reading = reading;
    }

    private @Nullable Object state(Object job) {
        return reading.atomic(job, "_state");
    }

    /** Whether it has not come to its end. */
    boolean isIncomplete(Object job) {
        return reading.is(state(job), PACKAGE + "Incomplete");
    }

    /** Whether its own code has ended, and it waits for its children. */
    boolean isCompleting(Object job) {
        Object state = state(job);
        return reading.is(state, PACKAGE + "JobSupport$Finishing")
                && (reading.atomicNumber(state, "_isCompleting") == 1
                        || Boolean.TRUE.equals(reading.atomic(state, "_isCompleting")));
    }

    /** In the words of kotlinx.coroutines. */
    String phase(Object job) {
        Object state = state(job);
        if (reading.is(state, PACKAGE + "JobSupport$Finishing")) {
            return reading.atomic(state, "_rootCause") != null ? "cancelling" : "completing";
        }
        boolean isNew = reading.is(state, PACKAGE + "InactiveNodeList")
                || (reading.is(state, PACKAGE + "Empty") && Boolean.FALSE.equals(reading.get(state, "isActive")));
        return isNew ? "new" : "active";
    }

    /** The job that this one is a child of. */
    @Nullable
    Object parent(Object job) {
        Object handle = reading.atomic(job, "_parentHandle");
        Object parent = reading.get(handle, "job");
        return reading.kind(parent).isJob() ? parent : null;
    }

    /** Hands out those that want to know of its end: children, and what is suspended in it. */
    void eachNode(Object job, Consumer<Object> node) {
        Object state = state(job);
        Object list = reading.is(state, PACKAGE + "NodeList") ? state : reading.get(state, "list");
        if (list != null) {
            Object at = next(list);
            for (int left = MOST_NODES; at != null && at != list && left > 0; left--) {
                node.accept(at);
                at = next(at);
            }
        } else if (state != null && reading.is(state, PACKAGE + "JobNode")) {
            node.accept(state);
        }
    }

    private @Nullable Object next(Object node) {
        Object next = reading.atomic(node, "_next");
        return reading.is(next, PACKAGE + "internal.Removed") ? reading.get(next, "ref") : next;
    }

    /** The child that a node stands for; null for a node of another kind. */
    @Nullable
    Object child(Object node) {
        Object child = reading.is(node, PACKAGE + "ChildHandleNode") ? reading.get(node, "childJob") : null;
        return reading.kind(child).isJob() ? child : null;
    }

    /** The suspended continuation that a node stands for; null for a node of another kind. */
    @Nullable
    Object suspended(Object node) {
        return reading.is(node, PACKAGE + "ChildContinuation") ? reading.get(node, "child") : null;
    }
}
