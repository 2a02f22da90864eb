package io.github.threadreporter.testing;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
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

/** Literal dumps with tasks. */
public final class TaskDumps {

    private static final String FUTURE = "java.util.concurrent.FutureTask";
    private static final LockRef POOL = new LockRef("java.util.concurrent.ThreadPoolExecutor", "aa01");
    private static final StackTrace CALL = Dumps.stack(Dumps.sourced("com.acme.orders.PriceJob", "call", 20));

    private TaskDumps() {}

    /**
     * A pool of two workers that both wait for prices which are queued behind them, and a coroutine with a child that has
     * another: enriched.
     */
    public static ThreadDump exhausted() {
        CapturedThread first = worker(61, "orders-1");
        CapturedThread second = worker(62, "orders-2");
        List<Task> tasks = new ArrayList<>();
        List<Resource> resources = new ArrayList<>();
        List<Wait> waits = new ArrayList<>();
        resources.add(new Resource(
                POOL,
                Resource.Kind.EXECUTOR,
                "orders",
                List.of(new Holder(Node.thread(61), "", Duration.ofSeconds(41)), new Holder(Node.thread(62), "")),
                Need.ONE,
                "",
                ordered("threads", "2 of 2", "active", "2", "queued", "4")));
        for (int i = 1; i <= 4; i++) {
            Task job = job(i);
            tasks.add(job);
            waits.add(new Wait(Node.task(job.id()), POOL, false, Duration.ofMillis(1_500)));
        }
        for (int i = 1; i <= 2; i++) {
            LockRef price = new LockRef(FUTURE, "bb0" + i);
            resources.add(new Resource(
                    price,
                    Resource.Kind.FUTURE,
                    "",
                    List.of(new Holder(Node.task(FUTURE + "@bb0" + i), "completes it")),
                    Need.ALL,
                    "",
                    Map.of()));
            waits.add(new Wait(Node.thread(60 + i), price, i == 2, null));
        }
        LockRef delay = new LockRef("kotlinx.coroutines.Delay", "dd01");
        resources.add(new Resource(
                delay,
                Resource.Kind.OTHER,
                "a reply of the carrier",
                List.of(),
                Need.ALL,
                "nobody knows who sends it",
                Map.of()));
        waits.add(new Wait(Node.task("com.acme.orders.Ship$send$1@c2"), delay, true, null));
        tasks.addAll(coroutines());
        return Dumps.of(first, second)
                .withTasks(tasks)
                .withWaits(new WaitGraph(resources, waits))
                .withAnalysis(new Analysis(
                        List.of(
                                new StackGroup(Role.CULPRIT, List.of(first)),
                                new StackGroup(Role.DEADLOCKED, List.of(second))),
                        List.of(new Deadlock(
                                List.of(Node.thread(61), Node.task(FUTURE + "@bb01")),
                                List.of(Node.thread(62), Node.task(FUTURE + "@bb02")))),
                        61L,
                        Headline.of("%s waits for work that is queued behind it in %s", "orders-1", "orders"),
                        List.of(Node.thread(61), Node.task(FUTURE + "@bb01"), Node.thread(62))));
    }

    private static CapturedThread worker(long id, String name) {
        return CapturedThread.builder(id, name)
                .state(Thread.State.WAITING)
                .stack(Dumps.stack(
                        Dumps.frame(FUTURE, "get", 190), Dumps.sourced("com.acme.orders.OrderJob", "call", 31)))
                .waitsFor(new LockWait(new LockRef(FUTURE, "bb0" + (id - 60)), LockWait.How.PARKED, null))
                .build();
    }

    private static Task job(int number) {
        return Task.of(FUTURE + "@bb0" + number, TaskKind.JOB, "PriceJob.call", "queued")
                .withStack(CALL)
                .withPool(POOL)
                .withVariables(List.of(variables(0, "orderId", "order-" + number)));
    }

    private static List<Task> coroutines() {
        Task application = Task.of("com.acme.orders.Main$1@c0", TaskKind.COROUTINE, "application", "running")
                .withThread(61L);
        Task shipping = Task.of("com.acme.orders.Ship$1@c1", TaskKind.COROUTINE, "shipping", "suspended")
                .withParent(application.id())
                .withStack(Dumps.stack(Dumps.sourced("com.acme.orders.Ship", "all", 12)))
                .withFacts(ordered("dispatcher", "Dispatchers.IO", "job", "Active"));
        Task sending = Task.of("com.acme.orders.Ship$send$1@c2", TaskKind.COROUTINE, "sending", "suspended")
                .withParent(shipping.id())
                .withStack(Dumps.stack(
                        Dumps.sourced("com.acme.orders.Carrier", "send", 40),
                        Dumps.frame("com.acme.orders.Ship", "send", 25)))
                .withVariables(List.of(variables(0, "parcel", "parcel-9"), variables(1, "tries", "3")))
                .withCreatedAt(Dumps.stack(Dumps.frame("com.acme.orders.Ship", "all", 11)));
        return List.of(application, shipping, sending);
    }

    public static FrameVariables variables(int depth, String name, String text) {
        return new FrameVariables(
                depth,
                List.of(new Variable(name, Variable.Kind.LOCAL, new Value.Text("java.lang.String", text, 0))),
                "");
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
