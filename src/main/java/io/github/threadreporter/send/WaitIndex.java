package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Wait;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The threads, tasks, resources and waits of a dump, to be looked up, and how they are called. */
final class WaitIndex {

    private final Map<Long, CapturedThread> threads;
    private final Map<String, Task> tasks = new HashMap<>();
    private final Map<LockRef, Resource> resources = new HashMap<>();
    private final Map<Node, Wait> waits = new HashMap<>();

    WaitIndex(ThreadDump dump) {
        threads = dump.byId();
        dump.tasks().forEach(task -> tasks.put(task.id(), task));
        dump.waits().resources().forEach(resource -> resources.put(resource.ref(), resource));
        dump.waits().waits().forEach(wait -> waits.put(wait.who(), wait));
    }

    @Nullable
    CapturedThread thread(Node node) {
        return node.isThread() ? threads.get(node.threadId()) : null;
    }

    @Nullable
    Task task(Node node) {
        return node.isThread() ? null : tasks.get(node.id());
    }

    @Nullable
    Resource resource(LockRef ref) {
        return resources.get(ref);
    }

    /** What the graph tells; a thread may wait for a lock of which only the thread tells. */
    @Nullable
    Wait wait(Node node) {
        return waits.get(node);
    }

    /** The one thread that the thread waits for, or null where it is none or one of several. */
    @Nullable
    Long onlyOwner(CapturedThread thread) {
        Wait wait = waits.get(Node.thread(thread.id()));
        Resource resource = wait == null ? null : resources.get(wait.what());
        if (resource != null && resource.holders().size() == 1) {
            Node holder = resource.holders().get(0).node();
            return holder.isThread() ? Long.valueOf(holder.threadId()) : null;
        }
        LockWait lock = thread.waitsFor();
        return lock == null || lock.owner() == null
                ? null
                : Long.valueOf(lock.owner().id());
    }

    /** {@code "order-worker-3" #33} or {@code PriceJob.call (job FutureTask@bb01)}. */
    String name(Node node) {
        if (node.isThread()) {
            CapturedThread thread = threads.get(node.threadId());
            return (thread == null ? "a thread" : "\"" + VariableText.word(thread.displayName()) + "\"") + " #"
                    + node.id();
        }
        Task task = tasks.get(node.id());
        return task == null ? "task " + VariableText.word(node.id()) : name(task);
    }

    static String name(Task task) {
        return VariableText.word(task.name()) + " (" + task.kind().label() + " " + shortId(task) + ")";
    }

    /** Without the package. */
    static String shortId(Task task) {
        int identity = task.id().lastIndexOf('@');
        int dot = task.id().lastIndexOf('.', identity < 0 ? task.id().length() : identity);
        return VariableText.word(task.id().substring(dot + 1));
    }

    /** The name of a pool or whatever else it is, or its class and identity. */
    String name(LockRef ref) {
        Resource resource = resources.get(ref);
        return VariableText.word(resource == null ? ref.text() : resource.text());
    }
}
