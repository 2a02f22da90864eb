package io.github.threadreporter.collect.tasks.coroutines;

import io.github.threadreporter.collect.tasks.TaskDraft;
import io.github.threadreporter.collect.tasks.TaskSink;
import io.github.threadreporter.model.TaskKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The coroutines of one look: those that something leads to, and the trees of jobs that they belong to, each object once.
 * Not thread-safe.
 */
final class Found {

    /** Of one tree; what changes meanwhile may lead round in a circle. */
    private static final int MOST_GENERATIONS = 65_536;

    private static final int MOST_LOCKS = 4_096;

    private final Reading reading;
    private final Jobs jobs;
    private final TaskSink into;
    private final IdentityHashMap<Object, Coroutine> coroutines = new IdentityHashMap<>();
    private final List<Coroutine> order = new ArrayList<>();
    private final IdentityHashMap<Object, List<Object>> children = new IdentityHashMap<>();
    private final List<Object> scopes = new ArrayList<>();
    private final Set<Object> passedScopes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Object> toVisit = new ArrayDeque<>();
    private final Set<Object> lockings = Collections.newSetFromMap(new IdentityHashMap<>());

    Found(Reading reading, TaskSink into) {
        this.reading = reading;
        this.jobs = new Jobs(reading);
        this.into = into;
    }

    /** The coroutines in the order in which they were found. */
    List<Coroutine> all() {
        return order;
    }

    /** The jobs that are known to be children of that one. */
    Collection<Object> childrenOf(Object job) {
        return children.getOrDefault(job, List.of());
    }

    /** The coroutine that a job is, or is a scope of; null where it is none or was not found. */
    @Nullable
    Coroutine of(@Nullable Object job) {
        if (reading.kind(job) == Kind.SCOPED) {
            Object root = Chain.from(job, reading, 0).root();
            return root == null ? null : coroutines.get(root);
        }
        return job == null ? null : coroutines.get(job);
    }

    Chain chain(Object continuation) {
        return Chain.from(continuation, reading, into.limits().framesPerStack());
    }

    /**
     * A continuation was come across that is part of a coroutine.
     *
     * @return the coroutine, if that is the best that is known of it; null too where there is no room for it
     */
    @Nullable
    Coroutine continuation(Object continuation, Coroutine.Sight sight) {
        Chain chain = chain(continuation);
        Coroutine coroutine = chain.root() == null ? null : coroutine(chain.root());
        if (coroutine == null) {
            return null;
        }
        passedScopes.addAll(chain.scopes());
        boolean better = coroutine.takes(sight, chain);
        if (better && sight == Coroutine.Sight.SUSPENDED) {
            coroutine.leaf = continuation;
        }
        return better ? coroutine : null;
    }

    /** Another object stands for a coroutine as well. */
    void alias(Object other, Coroutine coroutine) {
        into.alias(other, coroutine.draft);
    }

    /** A job was come across: with it the whole tree is found. */
    void job(Object job) {
        toVisit.add(job);
    }

    /** Visits the trees of all that was come across since the last time. */
    void visitTrees() {
        for (Object next = toVisit.poll(); next != null; next = toVisit.poll()) {
            Object top = top(next);
            visit(top);
            if (top != next) {
                visit(next); // which is not below the other where they were just parted
            }
        }
    }

    /** The oldest ancestor that was not visited yet. */
    private Object top(Object job) {
        Object top = job;
        for (int left = MOST_GENERATIONS; left > 0 && !children.containsKey(top); left--) {
            Object parent = jobs.parent(top);
            if (parent == null || children.containsKey(parent)) {
                break;
            }
            top = parent;
        }
        return top;
    }

    private void visit(Object job) {
        if (children.containsKey(job) || !jobs.isIncomplete(job)) {
            return;
        }
        if (into.isFull()) {
            into.left(reading.kind(job) == Kind.COROUTINE && !coroutines.containsKey(job) ? 1 : 0);
            return;
        }
        List<Object> own = new ArrayList<>(0);
        children.put(job, own);
        if (reading.kind(job) == Kind.SCOPED) {
            scopes.add(job);
        } else if (reading.kind(job) == Kind.COROUTINE) {
            coroutine(job);
        }
        jobs.eachNode(job, node -> {
            Object child = jobs.child(node);
            if (child != null) {
                own.add(child);
                toVisit.add(child);
            } else {
                Object suspended = jobs.suspended(node);
                if (suspended != null) {
                    continuation(suspended, Coroutine.Sight.SUSPENDED);
                }
            }
        });
    }

    private @Nullable Coroutine coroutine(Object identity) {
        Coroutine known = coroutines.get(identity);
        if (known != null || reading.kind(identity) == Kind.COROUTINE && !jobs.isIncomplete(identity)) {
            return known;
        }
        TaskDraft draft = into.task(
                        identity, TaskKind.COROUTINE, identity.getClass().getName())
                .orElse(null);
        if (draft == null) {
            return null;
        }
        Coroutine coroutine = new Coroutine(identity, draft);
        coroutines.put(identity, coroutine);
        order.add(coroutine);
        if (reading.kind(identity) == Kind.COROUTINE) {
            toVisit.add(identity);
        }
        return coroutine;
    }

    /**
     * Scopes that have done their own and wait for children: nothing but the scope leads to the coroutine's frames. Inner
     * ones were found after those that they are in.
     */
    void scopes() {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Object scope = scopes.get(i);
            if (passedScopes.add(scope)) {
                Coroutine coroutine = continuation(scope, Coroutine.Sight.SCOPE);
                if (coroutine != null) {
                    coroutine.scope = scope;
                }
            }
        }
    }

    /** What waits may be for, which they do not lead to: mutexes, semaphores. */
    void locking(Object lock) {
        if (lockings.size() < MOST_LOCKS) {
            lockings.add(lock);
        }
    }

    Collection<Object> lockings() {
        return lockings;
    }
}
