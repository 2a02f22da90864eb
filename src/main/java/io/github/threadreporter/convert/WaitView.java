package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wait graph of a dump by node. Immutable. */
final class WaitView {

    /**
     * What somebody waits for.
     *
     * @param what the object
     * @param resource what is known of it, or null where only its class is
     * @param how the thread's own wait, or null where the graph has a better one
     * @param timed whether the wait ends by itself
     * @param waited for how long, or null
     */
    record Edge(
            LockRef what,
            @Nullable Resource resource,
            @Nullable LockWait how,
            boolean timed,
            @Nullable Duration waited) {

        /** Who would have to act, as far as that is known. */
        List<Holder> holders() {
            if (resource != null && !resource.holders().isEmpty()) {
                return resource.holders();
            }
            LockWait.Owner owner = how == null ? null : how.owner();
            return owner == null ? List.of() : List.of(new Holder(Node.thread(owner.id()), ""));
        }
    }

    private final Map<Long, CapturedThread> threads;
    private final Map<String, Task> tasks = new HashMap<>();
    private final Map<LockRef, Resource> resources = new HashMap<>();
    private final List<Resource> pools;
    private final Map<Node, Wait> waits = new HashMap<>();
    private final Map<Long, List<Task>> running = new HashMap<>();
    private final Map<LockRef, List<Task>> queued = new HashMap<>();

    WaitView(ThreadDump dump) {
        this.threads = dump.byId();
        WaitGraph graph = dump.waits();
        graph.resources().forEach(resource -> resources.put(resource.ref(), resource));
        this.pools = graph.resources().stream().filter(PoolWords::isPool).toList();
        graph.waits().forEach(wait -> waits.put(wait.who(), wait));
        for (Task task : dump.tasks()) {
            tasks.put(task.id(), task);
            if (task.threadId() != null) {
                running.computeIfAbsent(task.threadId(), id -> new ArrayList<>())
                        .add(task);
            } else if (task.pool() != null) {
                queued.computeIfAbsent(task.pool(), pool -> new ArrayList<>()).add(task);
            }
        }
    }

    @Nullable
    CapturedThread thread(long id) {
        return threads.get(id);
    }

    @Nullable
    Task task(String id) {
        return tasks.get(id);
    }

    @Nullable
    Resource resource(LockRef ref) {
        return resources.get(ref);
    }

    /** Whatever works for others or is lent to them. */
    List<Resource> pools() {
        return pools;
    }

    /** What that thread is running. */
    List<Task> runBy(CapturedThread thread) {
        return running.getOrDefault(thread.id(), List.of());
    }

    /** What waits for its turn in that pool. */
    List<Task> queuedIn(Resource pool) {
        return queued.getOrDefault(pool.ref(), List.of());
    }

    @Nullable
    Edge edge(CapturedThread thread) {
        return edge(Node.thread(thread.id()));
    }

    @Nullable
    Edge edge(Task task) {
        return edge(Node.task(task.id()));
    }

    /** What that one waits for, or null. Where the graph and the JVM both tell, the graph knows better. */
    @Nullable
    Edge edge(Node node) {
        Wait wait = waits.get(node);
        if (wait != null) {
            return new Edge(wait.what(), resources.get(wait.what()), null, wait.timed(), wait.waited());
        }
        CapturedThread thread = node.isThread() ? threads.get(node.threadId()) : null;
        LockWait own = thread == null ? null : thread.waitsFor();
        return own == null ? null : new Edge(own.lock(), resources.get(own.lock()), own, false, null);
    }

    /** {@code order-worker-7 (id 37)} or {@code coroutine "load order 42"}. */
    String name(Node node) {
        if (node.isThread()) {
            CapturedThread thread = threads.get(node.threadId());
            return thread == null
                    ? "a thread that is not in this capture (id " + node.id() + ")"
                    : Texts.cut(ThreadEntries.name(thread), ServerLimits.NAME) + " (id " + node.id() + ")";
        }
        Task task = tasks.get(node.id());
        return task == null
                ? "a task that is not in this capture (" + Texts.oneLine(Texts.cut(node.id(), ServerLimits.NAME)) + ")"
                : TaskWords.name(task);
    }
}
