package io.github.threadreporter.collect.tasks.reactive;

import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.tasks.TaskDraft;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A stream: its elements in the order in which values pass them. Holds live objects. Not thread-safe. */
final class Stream {

    /**
     * What is to run it.
     *
     * @param job what waits in the queue
     * @param executor of which the queue is
     * @param dueNanos in how many nanoseconds it may be run; not above 0 if it waits for a free thread only
     */
    record Queued(Object job, Object executor, long dueNanos) {}

    private final Object end;
    private List<Object> elements = List.of();
    private @Nullable Stream parent;
    private @Nullable LiveThread runner;
    private @Nullable Queued queued;
    private @Nullable TaskDraft draft;
    private String name = "";
    private boolean isCut;

    /** @param end the element that no other gets values from */
    Stream(Object end) {
        this.end = end;
    }

    /** A part of it that ends at its end. The longest one that was seen tells most. */
    void path(List<Object> path) {
        if (path.size() > elements.size()) {
            elements = List.copyOf(path);
        }
    }

    /** Adds what is before its first element. */
    void complete(Links links, int most) {
        List<Object> up = new ArrayList<>();
        Object at = elements.isEmpty() ? null : links.up(elements.get(0));
        while (at != null && up.size() + elements.size() < most && !contains(up, at)) {
            up.add(at);
            at = links.up(at);
        }
        isCut |= at != null && !contains(up, at);
        Collections.reverse(up);
        up.addAll(elements);
        elements = up;
    }

    /** Not all of its elements were walked to. */
    void cut() {
        isCut = true;
    }

    boolean isCut() {
        return isCut;
    }

    private boolean contains(List<Object> found, Object element) {
        for (Object each : found) {
            if (each == element) {
                return true;
            }
        }
        return false;
    }

    Object end() {
        return end;
    }

    /** What it is known by: its end, unless that is a future, which is known as such. */
    Object identity() {
        return end instanceof CompletableFuture && elements.size() > 1 ? elements.get(elements.size() - 2) : end;
    }

    List<Object> elements() {
        return elements;
    }

    @Nullable
    Stream parent() {
        return parent;
    }

    void parent(Stream outer) {
        parent = outer;
    }

    @Nullable
    LiveThread runner() {
        return runner;
    }

    void runner(LiveThread thread) {
        runner = thread;
    }

    @Nullable
    Queued queued() {
        return queued;
    }

    void queued(Queued value) {
        queued = value;
    }

    /** What people know it by. */
    String name() {
        return name;
    }

    void name(String value) {
        name = value;
    }

    @Nullable
    TaskDraft draft() {
        return draft;
    }

    void draft(TaskDraft value) {
        draft = value;
    }
}
