package io.github.threadreporter.testing;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.LockWait.How;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Who waits for whom, as literals: threads {@code t-ID}, tasks and resources by name. Not thread-safe. */
public final class Scene {

    private final Map<Long, CapturedThread> threads = new TreeMap<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    /** A running thread in code of the application. */
    public Scene thread(long id) {
        return thread(id, Dumps.stack(Dumps.frame("com.acme.Stock", "reserve", 88)), Thread.State.RUNNABLE);
    }

    public Scene thread(long id, StackTrace stack, Thread.State state) {
        threads.put(
                id,
                CapturedThread.builder(id, "t-" + id).state(state).stack(stack).build());
        return this;
    }

    public Scene threads(long first, long last) {
        for (long id = first; id <= last; id++) {
            thread(id);
        }
        return this;
    }

    public Scene change(long id, UnaryOperator<CapturedThread.Builder> change) {
        threads.computeIfPresent(
                id, (key, thread) -> change.apply(thread.toBuilder()).build());
        return this;
    }

    public Scene virtual(long id) {
        thread(id);
        return change(id, thread -> thread.kind(ThreadKind.VIRTUAL));
    }

    /** The JVM tells who holds the monitor that a thread wants to enter. */
    public Scene enters(long id, String lock, long owner) {
        return jvmTells(id, lock, How.ENTERING, owner);
    }

    public Scene jvmTells(long id, String lock, How how, long owner) {
        if (!threads.containsKey(id)) {
            thread(id);
        }
        Thread.State state = how == How.ENTERING ? Thread.State.BLOCKED : Thread.State.WAITING;
        return change(id, thread -> thread.state(state)
                .waitsFor(new LockWait(ref(lock), how, new LockWait.Owner(owner, "t-" + owner))));
    }

    public Scene task(String id, TaskKind kind) {
        tasks.add(Task.of(id, kind, id, "waiting"));
        return this;
    }

    /** Changes the task that was added last. */
    public Scene task(UnaryOperator<Task> change) {
        tasks.set(tasks.size() - 1, change.apply(tasks.get(tasks.size() - 1)));
        return this;
    }

    public Scene resource(String name, Kind kind, Need need, Node... holders) {
        return resource(name, kind, need, "", holders);
    }

    public Scene resource(String name, Kind kind, Need need, String unknown, Node... holders) {
        resources.add(new Resource(
                ref(name),
                kind,
                kind == Kind.EXECUTOR || kind == Kind.CONNECTION_POOL ? name : "",
                Arrays.stream(holders).map(node -> new Holder(node, "")).toList(),
                need,
                unknown,
                Map.of()));
        return this;
    }

    /** Changes the resource that was added last. */
    public Scene resource(UnaryOperator<Resource> change) {
        resources.set(resources.size() - 1, change.apply(resources.get(resources.size() - 1)));
        return this;
    }

    /** For how long the holders of the resource that was added last have held it. */
    public Scene held(String how, Duration... times) {
        return resource(resource -> {
            List<Holder> holders = new ArrayList<>();
            for (int i = 0; i < times.length; i++) {
                holders.add(new Holder(resource.holders().get(i).node(), how, times[i]));
            }
            return new Resource(
                    resource.ref(),
                    resource.kind(),
                    resource.name(),
                    holders,
                    resource.need(),
                    resource.unknown(),
                    resource.facts());
        });
    }

    public Scene waits(Node who, String resource) {
        return waits(who, resource, false, null);
    }

    public Scene waits(Node who, String resource, boolean timed, Duration waited) {
        waits.add(new Wait(who, ref(resource), timed, waited));
        if (who.isThread()) {
            change(who.threadId(), thread -> thread.state(timed ? Thread.State.TIMED_WAITING : Thread.State.WAITING));
        }
        return this;
    }

    public ThreadDump dump() {
        return new ThreadDump(
                Dumps.info(),
                List.copyOf(threads.values()),
                tasks,
                new WaitGraph(resources, waits),
                Analysis.NONE,
                Account.EMPTY);
    }

    public static LockRef ref(String name) {
        return new LockRef("com.acme." + name, "1f");
    }
}
