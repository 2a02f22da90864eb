package io.github.threadreporter.testing;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Literal dumps with tasks and a wait graph, enriched. */
public final class HangingDumps {

    public static final LockRef FUTURE = new LockRef("java.util.concurrent.CompletableFuture", "f1");
    public static final LockRef DATABASE = new LockRef("com.zaxxer.hikari.pool.HikariPool", "db");
    public static final LockRef EXECUTOR = new LockRef("java.util.concurrent.ThreadPoolExecutor", "e1");
    public static final LockRef PERMITS = new LockRef("java.util.concurrent.Semaphore$NonfairSync", "5e");

    private HangingDumps() {}

    /**
     * A shop that hangs: {@code http-1} waits for a future, which the coroutine {@code load order 42} is to complete,
     * which waits for a connection of a pool of two, both lent to threads that wait for a reply. Two jobs like each other
     * and a scheduled one wait in an executor, one coroutine runs, another thread waits for a semaphore.
     */
    public static ThreadDump hanging() {
        StackTrace calling = Dumps.stack(
                Dumps.frame("sun.nio.ch.SocketDispatcher", "read0", Frame.NATIVE),
                Dumps.sourced("com.acme.orders.PaymentClient", "charge", 31));
        CapturedThread http = thread(
                        41, "http-1", Thread.State.WAITING, Dumps.sourced("com.acme.orders.OrderEndpoint", "get", 24))
                .toBuilder()
                .waitsFor(new LockWait(
                        new LockRef("java.util.concurrent.CompletableFuture$Signaller", "51"),
                        LockWait.How.PARKED,
                        null))
                .build();
        CapturedThread first =
                CapturedThread.builder(42, "payments-1").stack(calling).build();
        CapturedThread second =
                CapturedThread.builder(43, "payments-2").stack(calling).build();
        CapturedThread worker =
                thread(44, "refresh-1", Thread.State.WAITING, Dumps.sourced("com.acme.orders.Refresh", "run", 12));
        CapturedThread carrier = CapturedThread.builder(45, "DefaultDispatcher-worker-1")
                .stack(Dumps.stack(Dumps.sourced("com.acme.orders.Ship", "pack", 66)))
                .build();
        List<CapturedThread> threads = List.of(http, first, second, worker, carrier);
        Analysis analysis = new Analysis(
                List.of(
                        new StackGroup(Role.CULPRIT, List.of(http)),
                        new StackGroup(Role.RUNNING, List.of(first, second)),
                        new StackGroup(Role.RUNNING, List.of(carrier)),
                        new StackGroup(Role.WAITING, List.of(worker))),
                List.of(),
                41L,
                Headline.of("%s waits up to %s for %s", "http-1", "41 s", "connection pool orders"),
                List.of(Node.thread(41), Node.task("com.acme.orders.Load@c1"), Node.thread(42)));
        return new ThreadDump(Dumps.info(), threads, tasks(), graph(), analysis, Account.EMPTY);
    }

    private static List<Task> tasks() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("job", "StandaloneCoroutine{Active}@7b");
        facts.put("dispatcher", "Dispatchers.IO");
        Task parent = Task.of("com.acme.orders.Serve@c0", TaskKind.COROUTINE, "serve order 42", "suspended")
                .withStack(Dumps.stack(Dumps.sourced("com.acme.orders.Serve", "invokeSuspend", 17)));
        Task load = Task.of("com.acme.orders.Load@c1", TaskKind.COROUTINE, "load order 42", "suspended")
                .withParent(parent.id())
                .withStack(Dumps.stack(
                        Dumps.sourced("com.acme.orders.Orders", "load", 58),
                        Dumps.sourced("com.acme.orders.Load", "invokeSuspend", 9)))
                .withVariables(List.of(
                        new FrameVariables(0, List.of(variable("orderId", "order-42"), variable("retry", "2")), "")))
                .withCreatedAt(Dumps.stack(Dumps.frame("com.acme.orders.OrderEndpoint", "get", 20)))
                .withFacts(facts);
        Task pack = Task.of("com.acme.orders.Pack@c2", TaskKind.COROUTINE, "pack order 43", "running")
                .withParent(parent.id())
                .withStack(Dumps.stack(Dumps.sourced("com.acme.orders.Ship", "pack", 66)))
                .withThread(45L);
        List<Task> tasks = new ArrayList<>(List.of(parent, load, pack));
        StackTrace refresh = Dumps.stack(Dumps.sourced("com.acme.orders.Refresh", "run", 10));
        for (int i = 1; i <= 2; i++) {
            tasks.add(Task.of("com.acme.orders.Refresh@a" + i, TaskKind.JOB, "Refresh.run", "queued")
                    .withStack(refresh)
                    .withPool(EXECUTOR)
                    .withVariables(
                            List.of(new FrameVariables(0, List.of(variable("orderId", "order-" + (60 + i))), ""))));
        }
        tasks.add(Task.of("com.acme.orders.Report@b1", TaskKind.SCHEDULED, "Report.send", "due in 12 s")
                .withPool(EXECUTOR));
        tasks.add(
                Task.of("java.util.concurrent.CompletableFuture@f2", TaskKind.FUTURE, "thenApply Cart.total", "pending")
                        .withStack(Dumps.stack(Dumps.sourced("com.acme.orders.Cart", "lambda$total$0", 77)))
                        .withParent("java.util.concurrent.CompletableFuture@f3"));
        tasks.add(Task.of(
                        "java.util.concurrent.CompletableFuture@f3",
                        TaskKind.FUTURE,
                        "supplyAsync Cart.items",
                        "pending")
                .withStack(Dumps.stack(Dumps.sourced("com.acme.orders.Cart", "lambda$items$1", 71))));
        return tasks;
    }

    private static WaitGraph graph() {
        Map<String, String> sizes = new LinkedHashMap<>();
        sizes.put("size", "2 of at most 2");
        sizes.put("active", "2");
        sizes.put("waiting for a connection", "1");
        return new WaitGraph(
                List.of(
                        new Resource(
                                FUTURE,
                                Kind.FUTURE,
                                "",
                                List.of(new Holder(Node.task("com.acme.orders.Load@c1"), "")),
                                Need.ALL,
                                "",
                                Map.of()),
                        new Resource(
                                DATABASE,
                                Kind.CONNECTION_POOL,
                                "orders",
                                List.of(
                                        new Holder(
                                                Node.thread(42),
                                                "taken in OrderRepository.save(OrderRepository.java:44)",
                                                Duration.ofSeconds(40)),
                                        new Holder(Node.thread(43), "", Duration.ofSeconds(12))),
                                Need.ONE,
                                "",
                                sizes),
                        new Resource(
                                EXECUTOR,
                                Kind.EXECUTOR,
                                "refresh",
                                List.of(new Holder(Node.thread(44), "")),
                                Need.ONE,
                                "",
                                Map.of("threads", "1 of at most 1", "queue", "3 of at most 100")),
                        new Resource(
                                PERMITS,
                                Kind.SEMAPHORE,
                                "",
                                List.of(),
                                Need.ONE,
                                "a semaphore does not know who took its permits",
                                Map.of("permits", "0"))),
                List.of(
                        new Wait(Node.thread(41), FUTURE, true, Duration.ofSeconds(41)),
                        new Wait(Node.task("com.acme.orders.Load@c1"), DATABASE, false, Duration.ofMillis(40_100)),
                        new Wait(Node.thread(44), PERMITS, false, null),
                        new Wait(Node.task("com.acme.orders.Refresh@a1"), EXECUTOR, false, null),
                        new Wait(Node.task("com.acme.orders.Refresh@a2"), EXECUTOR, false, null)));
    }

    /** All workers of a pool of two wait for futures whose jobs are queued behind them. */
    public static ThreadDump poolDeadlock() {
        LockRef one = new LockRef("java.util.concurrent.FutureTask", "a1");
        LockRef two = new LockRef("java.util.concurrent.FutureTask", "a2");
        CapturedThread first =
                thread(61, "orders-1", Thread.State.WAITING, Dumps.sourced("com.acme.orders.Desk", "place", 40));
        CapturedThread second =
                thread(62, "orders-2", Thread.State.WAITING, Dumps.sourced("com.acme.orders.Desk", "place", 40));
        Task inner1 = job("com.acme.orders.Reserve@a1", "order-1");
        Task inner2 = job("com.acme.orders.Reserve@a2", "order-2");
        WaitGraph graph = new WaitGraph(
                List.of(
                        future(one, inner1),
                        future(two, inner2),
                        new Resource(
                                EXECUTOR,
                                Kind.EXECUTOR,
                                "orders",
                                List.of(new Holder(Node.thread(61), ""), new Holder(Node.thread(62), "")),
                                Need.ONE,
                                "",
                                Map.of("threads", "2 of at most 2", "queue", "2"))),
                List.of(
                        new Wait(Node.thread(61), one, false, Duration.ofSeconds(75)),
                        new Wait(Node.thread(62), two, false, null),
                        new Wait(Node.task(inner1.id()), EXECUTOR, false, null),
                        new Wait(Node.task(inner2.id()), EXECUTOR, false, null)));
        Deadlock deadlock = new Deadlock(
                List.of(Node.thread(61), Node.task(inner1.id())), List.of(Node.thread(62), Node.task(inner2.id())));
        Analysis analysis = new Analysis(
                List.of(new StackGroup(Role.CULPRIT, List.of(first)), new StackGroup(Role.DEADLOCKED, List.of(second))),
                List.of(deadlock),
                61L,
                Headline.of("Deadlock of %s threads and %s jobs of %s", 2, 2, "executor orders"),
                List.of(Node.thread(61), Node.task(inner1.id())));
        return new ThreadDump(
                Dumps.info(), List.of(first, second), List.of(inner1, inner2), graph, analysis, Account.EMPTY);
    }

    private static Task job(String id, String order) {
        return Task.of(id, TaskKind.JOB, "Reserve.call", "queued")
                .withStack(Dumps.stack(Dumps.sourced("com.acme.orders.Reserve", "call", 5)))
                .withPool(EXECUTOR)
                .withVariables(List.of(new FrameVariables(0, List.of(variable("orderId", order)), "")));
    }

    private static Resource future(LockRef ref, Task task) {
        return new Resource(
                ref, Kind.FUTURE, "", List.of(new Holder(Node.task(task.id()), "")), Need.ALL, "", Map.of());
    }

    private static CapturedThread thread(long id, String name, Thread.State state, Frame frame) {
        return CapturedThread.builder(id, name)
                .state(state)
                .stack(Dumps.stack(Dumps.frame("jdk.internal.misc.Unsafe", "park", Frame.NATIVE), frame))
                .build();
    }

    private static Variable variable(String name, String value) {
        return new Variable(name, Variable.Kind.LOCAL, new Value.Text("java.lang.String", value, 0));
    }
}
