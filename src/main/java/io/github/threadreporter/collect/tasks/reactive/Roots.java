package io.github.threadreporter.collect.tasks.reactive;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.Local;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where streams are found: threads that run or await them, queues of schedulers, variables. Not thread-safe. */
final class Roots {

    private static final List<String> PACKAGES =
            List.of("reactor.core.publisher.", "io.reactivex.rxjava3.internal.", "io.reactivex.rxjava3.core.");

    private final LiveState seen;
    private final LiveObjects objects;
    private final Links links;
    private final Streams streams;
    private final List<Blocked> blocked = new ArrayList<>();
    private final IdentityHashMap<Object, Object> publishers = new IdentityHashMap<>();

    Roots(LiveState seen, Links links, Streams streams) {
        this.seen = seen;
        this.objects = seen.objects();
        this.links = links;
        this.streams = streams;
    }

    static boolean isLibrary(String className) {
        for (String each : PACKAGES) {
            if (className.startsWith(each)) {
                return true;
            }
        }
        return false;
    }

    void find() {
        for (Local local : seen.locals()) {
            LiveThread thread = seen.thread(local.threadId());
            if (thread != null && isLibrary(local.declaringClass().getName())) {
                if (isBlocking(local.method())) {
                    block(local, thread);
                } else if (links.isElement(local.value())) {
                    run(local.value(), thread);
                }
            }
        }
        queues();
        for (Object object : seen.reachable().objects()) {
            if (isStream(object)) {
                streams.reach(object);
            }
        }
    }

    private static boolean isBlocking(String method) {
        return method.startsWith("block") || method.equals("hasNext");
    }

    /** The newest frames come first, and what they run is inside of what older ones run. */
    private void run(Object element, LiveThread thread) {
        for (Stream stream : streams.reach(element)) {
            if (stream.runner() == null) {
                stream.runner(thread);
            }
        }
    }

    private void block(Local local, LiveThread thread) {
        if (local.slot() == 0 && objects.isA(local.value(), "org.reactivestreams.Publisher")) {
            publishers.put(thread, local.value());
        } else if (local.slot() == 0
                && links.isElement(local.value())
                && thread.isWaiting()
                && isInTheJdk(thread, local.depth())) {
            List<Stream> reached = streams.reach(local.value());
            if (!reached.isEmpty()) {
                blocked.add(new Blocked(thread, reached.get(0).end()));
            }
        }
    }

    /** Whether the thread waits right there: with a frame of other code in between it is that code that waits. */
    private static boolean isInTheJdk(LiveThread thread, int depth) {
        List<StackTraceElement> stack = thread.stack();
        for (int i = 0; i < depth && i < stack.size(); i++) {
            String name = stack.get(i).getClassName();
            if (!name.startsWith("java.") && !name.startsWith("jdk.")) {
                return false;
            }
        }
        return true;
    }

    /** Whether a variable of the application leads to a stream of one of the libraries. */
    private boolean isStream(Object value) {
        String name = value.getClass().getName();
        return (name.startsWith("reactor.") || isLibrary(name)) && links.isElement(value);
    }

    private void queues() {
        for (Queues.Job job : new Queues(seen).all()) {
            Object element = element(job.task());
            if (element != null) {
                List<Stream> reached = streams.reach(element);
                if (!reached.isEmpty() && reached.get(0).queued() == null) { // those around it wait for this one
                    reached.get(0).queued(new Stream.Queued(job.job(), job.executor(), job.dueNanos()));
                }
            }
        }
    }

    /** The element that a job of a scheduler will run: itself, or what it holds. */
    private @Nullable Object element(Object task) {
        if (isLinked(task)) {
            return task;
        }
        for (Object held : objects.references(task)) {
            if (isLinked(held)) {
                return held;
            }
        }
        return null;
    }

    private boolean isLinked(Object object) {
        return links.isElement(object) && (links.down(object) != null || links.out(object) != null);
    }

    /** The threads that wait for a stream. */
    List<Blocked> blocked() {
        return blocked;
    }

    /** The publisher on which the thread has called a method that blocks; null where it was not seen. */
    @Nullable
    Object publisher(LiveThread thread) {
        return publishers.get(thread);
    }
}
