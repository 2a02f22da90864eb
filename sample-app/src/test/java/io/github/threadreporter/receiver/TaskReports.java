package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Reports.frame;
import static io.github.threadreporter.receiver.Reports.stack;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at an order service in which much of the work has no thread. */
final class TaskReports {

    private static final LockRef FUTURE = new LockRef("java.util.concurrent.CompletableFuture", "f1");
    private static final LockRef CONNECTIONS = new LockRef("com.zaxxer.hikari.pool.HikariPool", "db");
    private static final LockRef EXECUTOR = new LockRef("java.util.concurrent.ThreadPoolExecutor", "e1");
    private static final LockRef PERMITS = new LockRef("java.util.concurrent.Semaphore$NonfairSync", "5e");

    private TaskReports() {}

    /**
     * A request waits for a future; the coroutine that is to complete it waits for one of two lent connections. A worker
     * waits for a semaphore of which nobody knows who has it, and 40 jobs wait for that worker.
     */
    static ThreadDump hanging() {
        List<CapturedThread> threads = List.of(
                waiting(41, "http-1", "com.acme.OrderEndpoint", "get", 24),
                Reports.running(42, "payments-1", 31),
                Reports.running(43, "payments-2", 31),
                waiting(44, "refresh-1", "com.acme.Refresh", "run", 12),
                Reports.running(45, "dispatcher-1", 66));
        List<Task> tasks = new ArrayList<>();
        tasks.add(coroutine("Serve@c0", "serve order 42", "suspended", null).withStack(at("Serve", 17)));
        tasks.add(coroutine("Load@c1", "load order 42", "suspended", "com.acme.Serve@c0")
                .withStack(at("Load", 58))
                .withVariables(variables("order-42"))
                .withCreatedAt(stack(frame("com.acme.OrderEndpoint", "get", 20)))
                .withFacts(Map.of("dispatcher", "Dispatchers.IO")));
        tasks.add(coroutine("Pack@c2", "pack order 43", "running", "com.acme.Serve@c0")
                .withThread(45L)
                .withStack(at("Pack", 66)));
        StackTrace refresh = at("Refresh", 10);
        List<Wait> waits = new ArrayList<>(List.of(
                new Wait(Node.thread(41), FUTURE, true, Duration.ofSeconds(41)),
                new Wait(Node.task("com.acme.Load@c1"), CONNECTIONS, false, Duration.ofMillis(40_100)),
                new Wait(Node.thread(44), PERMITS, false, null)));
        for (int i = 0; i < 40; i++) {
            String id = "com.acme.Refresh@a" + i;
            tasks.add(Task.of(id, TaskKind.JOB, "Refresh.run", "queued")
                    .withStack(refresh)
                    .withPool(EXECUTOR)
                    .withVariables(variables("order-" + (100 + i))));
            waits.add(new Wait(Node.task(id), EXECUTOR, false, null));
        }
        Resource pool = new Resource(
                CONNECTIONS,
                Kind.CONNECTION_POOL,
                "orders",
                List.of(
                        new Holder(Node.thread(42), "taken in Orders.save(Orders.java:44)"),
                        new Holder(Node.thread(43), "")),
                Need.ONE,
                "",
                Map.of("size", "2 of at most 2"));
        Resource future = new Resource(
                FUTURE,
                Kind.FUTURE,
                "",
                List.of(new Holder(Node.task("com.acme.Load@c1"), "")),
                Need.ALL,
                "",
                Map.of());
        Resource semaphore = new Resource(
                PERMITS,
                Kind.SEMAPHORE,
                "",
                List.of(),
                Need.ONE,
                "a semaphore does not know who took its permits",
                Map.of());
        WaitGraph graph =
                new WaitGraph(List.of(future, pool, semaphore, executor("refresh", List.of(44L), "40")), waits);
        List<Node> chain = List.of(Node.thread(41), Node.task("com.acme.Load@c1"), Node.thread(42));
        return analysed(threads, tasks, graph, 41L, "http-1 waits for connection pool orders", List.of(), chain);
    }

    /** Both workers of a pool wait for futures whose jobs are queued behind them. */
    static ThreadDump poolDeadlock() {
        List<CapturedThread> threads = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        List<Resource> resources = new ArrayList<>();
        List<Wait> waits = new ArrayList<>();
        resources.add(executor("orders", List.of(61L, 62L), "2"));
        for (int i = 1; i <= 2; i++) {
            String id = "com.acme.Reserve@a" + i;
            LockRef future = new LockRef("java.util.concurrent.FutureTask", "a" + i);
            threads.add(waiting(60 + i, "orders-" + i, "com.acme.Desk", "place", 40));
            tasks.add(Task.of(id, TaskKind.JOB, "Reserve.call", "queued").withPool(EXECUTOR));
            resources.add(new Resource(
                    future, Kind.FUTURE, "", List.of(new Holder(Node.task(id), "")), Need.ALL, "", Map.of()));
            waits.add(new Wait(Node.thread(60 + i), future, false, null));
            waits.add(new Wait(Node.task(id), EXECUTOR, false, null));
        }
        Deadlock deadlock = new Deadlock(
                List.of(Node.thread(61), Node.task("com.acme.Reserve@a1")),
                List.of(Node.thread(62), Node.task("com.acme.Reserve@a2")));
        return analysed(
                threads,
                tasks,
                new WaitGraph(resources, waits),
                61L,
                "Deadlock of executor orders",
                List.of(deadlock),
                List.of(Node.thread(61), Node.task("com.acme.Reserve@a1")));
    }

    /** Ever so many coroutines: below one parent, of three shapes, and all waiting for the same pool. */
    static ThreadDump many(int number) {
        List<Task> tasks = new ArrayList<>();
        List<Wait> waits = new ArrayList<>();
        tasks.add(coroutine("Serve@c0", "serve", "suspended", null).withStack(at("Serve", 17)));
        List<StackTrace> stacks = List.of(at("Load", 1), at("Load", 2), at("Load", 3));
        for (int i = 1; i < number; i++) {
            Task task = coroutine("Load@" + i, "load order " + i, "suspended", "com.acme.Serve@c0")
                    .withStack(stacks.get(i % 3))
                    .withPool(EXECUTOR);
            tasks.add(task);
            waits.add(new Wait(Node.task(task.id()), EXECUTOR, false, null));
        }
        WaitGraph graph = new WaitGraph(List.of(executor("loading", List.of(42L), "many")), waits);
        return analysed(
                List.of(Reports.running(42, "loading-1", 31)), tasks, graph, null, "Busy", List.of(), List.of());
    }

    private static ThreadDump analysed(
            List<CapturedThread> threads,
            List<Task> tasks,
            WaitGraph graph,
            Long culprit,
            String headline,
            List<Deadlock> deadlocks,
            List<Node> chain) {
        return Reports.look('a', 0, threads)
                .withTasks(tasks)
                .withWaits(graph)
                .withAnalysis(new Analysis(List.of(), deadlocks, culprit, Headline.of("%s", headline), chain));
    }

    private static Task coroutine(String id, String name, String state, String parent) {
        return Task.of("com.acme." + id, TaskKind.COROUTINE, name, state).withParent(parent);
    }

    private static Resource executor(String name, List<Long> workers, String queue) {
        List<Holder> holders =
                workers.stream().map(id -> new Holder(Node.thread(id), "")).toList();
        return new Resource(EXECUTOR, Kind.EXECUTOR, name, holders, Need.ONE, "", Map.of("queue", queue));
    }

    private static CapturedThread waiting(long id, String name, String className, String method, int line) {
        return CapturedThread.builder(id, name)
                .state(Thread.State.WAITING)
                .stack(stack(frame(className, method, line)))
                .build();
    }

    private static StackTrace at(String className, int line) {
        return stack(frame("com.acme." + className, "run", line));
    }

    private static List<FrameVariables> variables(String order) {
        return List.of(new FrameVariables(
                0,
                List.of(new Variable("orderId", Variable.Kind.LOCAL, new Value.Text("java.lang.String", order, 0))),
                ""));
    }
}
