package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Wait;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a wait, in words that are the same in every JVM with the same trouble: classes and methods, no id,
 * no count, no time, no generated name. Linear in tasks and waits to make.
 */
final class Cause {

    /** Lambdas, proxies and generated subclasses: from the mark on, a new name in every JVM. */
    private static final Pattern GENERATED = Pattern.compile("\\$\\$.*|/0x.*|(?<=\\$Proxy)[0-9]+.*");

    private final Map<Long, CapturedThread> threads;
    private final Map<String, Task> tasks = new HashMap<>();
    private final Map<Node, LockRef> waits = new HashMap<>();
    private final Map<LockRef, Resource> resources = new HashMap<>();

    Cause(ThreadDump dump) {
        threads = dump.byId();
        dump.tasks().forEach(task -> tasks.putIfAbsent(task.id(), task));
        dump.waits().resources().forEach(resource -> resources.putIfAbsent(resource.ref(), resource));
        for (Wait wait : dump.waits().waits()) {
            waits.putIfAbsent(wait.who(), wait.what());
        }
    }

    /** Whether a thread runs the task: then the thread's edge tells more. */
    boolean isRun(Node node) {
        Task task = task(node);
        return task != null && task.threadId() != null;
    }

    /** {@code com.acme.Stock @ com.acme.OrderService.place}: the class of what a node waits for, and where. */
    String edge(Node node) {
        LockRef what = what(node);
        return Texts.cut(
                (what == null ? "?" : steady(what.className())) + " @ " + place(node), 2 * ServerLimits.SYMBOL);
    }

    /** Whether a collector tells what a thread waits for. */
    boolean tellsWaitOf(CapturedThread thread) {
        return waits.containsKey(Node.thread(thread.id()));
    }

    /** The pool of connections that most threads and tasks want of the thread, in steady words; null for none. */
    @Nullable
    String poolLentTo(CapturedThread thread) {
        Node node = Node.thread(thread.id());
        Map<LockRef, Integer> wanted = new HashMap<>();
        waits.values().forEach(what -> wanted.merge(what, 1, Integer::sum));
        for (CapturedThread other : threads.values()) {
            LockWait wait = other.waitsFor();
            if (wait != null
                    && wait.owner() != null
                    && wait.owner().id() == thread.id()
                    && !waits.containsKey(Node.thread(other.id()))) {
                wanted.merge(wait.lock(), 1, Integer::sum);
            }
        }
        Resource most = null;
        int lead = 0;
        for (Map.Entry<LockRef, Integer> entry : wanted.entrySet()) {
            Resource resource = resources.get(entry.getKey());
            boolean held = resource == null
                    || resource.holders().stream()
                            .anyMatch(holder -> holder.node().equals(node));
            if (held && entry.getValue() > lead) {
                most = resource;
                lead = entry.getValue();
            }
        }
        if (most == null || (most.kind() != Kind.CONNECTION_POOL && most.kind() != Kind.HTTP_POOL)) {
            return null;
        }
        String name = Texts.starDigits(Texts.oneLine(most.name()));
        return Texts.cut(steady(most.ref().className()) + " " + name, 2 * ServerLimits.SYMBOL);
    }

    private @Nullable LockRef what(Node node) {
        LockRef told = waits.get(node);
        if (told != null) {
            return told;
        }
        if (node.isThread()) {
            CapturedThread thread = threads.get(node.threadId());
            LockWait wait = thread == null ? null : thread.waitsFor();
            return wait == null ? null : wait.lock();
        }
        Task task = task(node);
        return task != null && task.kind() == TaskKind.JOB ? task.pool() : null;
    }

    private String place(Node node) {
        StackTrace stack = StackTrace.EMPTY;
        Task task = task(node);
        if (task != null) {
            stack = task.stack();
        } else if (node.isThread() && threads.get(node.threadId()) != null) {
            stack = threads.get(node.threadId()).stack();
        }
        Frame frame = stack.interesting();
        if (frame != null) {
            return steady(frame.className()) + "." + steadyMethod(frame.method());
        }
        return task == null ? "?" : steady(task.id().substring(0, (task.id() + "@").indexOf('@')));
    }

    private @Nullable Task task(Node node) {
        return node.isThread() ? null : tasks.get(node.id());
    }

    private static String steady(String className) {
        return GENERATED.matcher(className).replaceFirst("");
    }

    /** The compiler numbers lambdas in the order in which it meets them. */
    private static String steadyMethod(String method) {
        return method.startsWith("lambda$") ? Texts.starDigits(method) : method;
    }
}
