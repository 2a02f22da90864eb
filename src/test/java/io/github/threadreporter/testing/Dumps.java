package io.github.threadreporter.testing;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Story;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Usage;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.model.Variable.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Literal dumps for tests of single stages. */
public final class Dumps {

    public static final String ID = "0123456789abcdef0123456789abcdef";

    private Dumps() {}

    public static CaptureInfo info() {
        Instant start = Instant.parse("2026-01-31T11:00:00Z");
        return new CaptureInfo(
                ID,
                CaptureReason.MANUAL,
                start.plusSeconds(3600),
                new JvmInfo(
                        "OpenJDK 64-Bit Server VM", "17.0.15+6", 17, 4711, "orders-1", "com.acme.orders.Main", start),
                new CaptureTimes(Duration.ofMillis(8), false, Duration.ofMillis(21), Duration.ZERO));
    }

    /** A raw dump, as a collector makes it. */
    public static ThreadDump of(CapturedThread... threads) {
        return new ThreadDump(info(), List.of(threads), Analysis.NONE, Account.EMPTY);
    }

    public static Frame frame(String className, String method, int line) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return new Frame(className, method, simple + ".java", line, null, className.startsWith("com.acme."), null);
    }

    /** An incident that lasts, and what went before; for {@link #deadlocked()} and others with its threads. */
    public static Story story() {
        Instant now = info().takenAt();
        Incident incident = new Incident(
                ID,
                "stuck-thread",
                Incident.State.CONTINUING,
                now.minusSeconds(125),
                Duration.ofSeconds(125),
                3,
                Map.of("cpu", 8, "log", 4));
        List<Moment> moments = List.of(
                new Moment(now.minusSeconds(60), Map.of(Thread.State.RUNNABLE, 5), -1, -1, List.of()),
                new Moment(
                        now.minusSeconds(41),
                        Map.of(Thread.State.BLOCKED, 2, Thread.State.RUNNABLE, 3),
                        150,
                        8,
                        List.of(
                                "order-worker-3 came to Stock.reserve(Stock.java:88), and stands there",
                                "12 threads started")),
                new Moment(now.minusSeconds(1), Map.of(Thread.State.BLOCKED, 3), 0, 0, List.of("1 thread ended")));
        Map<Long, Duration> stood =
                Map.of(33L, Duration.ofMillis(41_250), 37L, Duration.ofSeconds(40), 51L, Duration.ofSeconds(3_900));
        Map<Long, Duration> waited = Map.of(33L, Duration.ofMillis(40_250));
        return new Story(incident, new History(now.minusSeconds(90), 88, stood, waited, moments));
    }

    /** The same with 5 + 1 + 5 lines of source. */
    public static Frame sourced(String className, String method, int line) {
        return frame(className, method, line)
                .withSource(new SourceContext(
                        List.of("a", "b", "c", "d", "e"),
                        "        " + method + "(); // line " + line,
                        List.of("f", "g", "h", "i", "j")));
    }

    public static StackTrace stack(Frame... newestFirst) {
        return new StackTrace(Arrays.asList(newestFirst), 0);
    }

    /** An order service with two threads in a deadlock, one blocked behind them, and two idle ones: enriched. */
    public static ThreadDump deadlocked() {
        LockRef stock = new LockRef("com.acme.orders.Stock", "1f2e3d");
        LockRef order = new LockRef("com.acme.orders.Order", "77aa01");
        StackTrace tail = stack(
                sourced("com.acme.orders.OrderService", "place", 41),
                frame("java.util.concurrent.ThreadPoolExecutor", "runWorker", 1136),
                frame("java.lang.Thread", "run", 840));
        CapturedThread first = CapturedThread.builder(33, "order-worker-3")
                .state(Thread.State.BLOCKED)
                .group("main")
                .stack(onTop(tail, sourced("com.acme.orders.Stock", "reserve", 88)))
                .waitsFor(new LockWait(stock, LockWait.How.ENTERING, new LockWait.Owner(37, "order-worker-7")))
                .held(List.of(new HeldLock(order, 1)))
                .usage(new Usage(1_200_000, 4_096))
                .context(new ThreadContext(
                        Map.of("orderId", "4711", "customer", "acme"),
                        new ScopeData(
                                Map.of("shop", "eu"),
                                Map.of("id", "7"),
                                "POST /orders",
                                "0af7651916cd43dd8448eb211c80319c",
                                "b7ad6b7169203331"),
                        Map.of()))
                .build();
        CapturedThread second = CapturedThread.builder(37, "order-worker-7")
                .state(Thread.State.BLOCKED)
                .group("main")
                .stack(onTop(tail, sourced("com.acme.orders.Order", "cancel", 19)))
                .waitsFor(new LockWait(order, LockWait.How.ENTERING, new LockWait.Owner(33, "order-worker-3")))
                .held(List.of(new HeldLock(stock, 1)))
                .build();
        CapturedThread behind = CapturedThread.builder(38, "order-worker-8")
                .state(Thread.State.BLOCKED)
                .group("main")
                .stack(first.stack())
                .waitsFor(new LockWait(stock, LockWait.How.ENTERING, new LockWait.Owner(37, "order-worker-7")))
                .build();
        StackTrace parked = stack(
                frame("jdk.internal.misc.Unsafe", "park", Frame.NATIVE),
                frame("java.util.concurrent.locks.LockSupport", "park", 211),
                frame("java.lang.Thread", "run", 840));
        CapturedThread idle1 = idle(51, "http-1", parked);
        CapturedThread idle2 = idle(52, "http-2", parked);
        ThreadDump raw = of(first, second, behind, idle1, idle2);
        return raw.withAnalysis(new Analysis(
                List.of(
                        new StackGroup(Role.CULPRIT, List.of(first)),
                        new StackGroup(Role.DEADLOCKED, List.of(second)),
                        new StackGroup(Role.BLOCKED, List.of(behind)),
                        new StackGroup(Role.IDLE, List.of(idle1, idle2))),
                List.of(Deadlock.ofThreads(List.of(33L, 37L))),
                33L,
                Headline.of("Deadlock: %s waits for %s held by %s", "order-worker-3", stock.text(), "order-worker-7")));
    }

    /** The same, with variables of two of its threads, which share an object. */
    public static ThreadDump withVariables() {
        Value.Structure shelves = new Value.Structure(
                "java.util.HashMap",
                "5a01",
                Shape.ENTRIES,
                List.of(new Value.Member("bolts", new Value.Plain(12)), new Value.Member("nuts", new Value.Plain(0.5))),
                5_000);
        Value.Structure stock = new Value.Structure(
                "com.acme.orders.Stock",
                "1f2e3d",
                Shape.FIELDS,
                List.of(new Value.Member("shelves", shelves), new Value.Member("open", new Value.Plain(true))),
                2);
        Value.Structure order = new Value.Structure(
                "com.acme.orders.Order",
                "77aa01",
                Shape.FIELDS,
                List.of(
                        new Value.Member("id", text("order-17", 0)),
                        new Value.Member("stock", stock),
                        new Value.Member("token", new Value.Masked("name")),
                        new Value.Member("parent", new Value.Reference("com.acme.orders.Order", "77aa02")),
                        new Value.Member("state", new Value.Text("com.acme.orders.State", "PLACED", 0))),
                5);
        List<FrameVariables> first = List.of(
                new FrameVariables(
                        0,
                        List.of(
                                new Variable("this", Kind.RECEIVER, stock),
                                new Variable("orderId", Kind.PARAMETER, text("order-17", 0)),
                                new Variable("previous", Kind.LOCAL, Value.NULL)),
                        ""),
                new FrameVariables(
                        1,
                        List.of(
                                new Variable("order", Kind.PARAMETER, order),
                                new Variable("note", Kind.PARAMETER, text("gift", 4_092)),
                                new Variable("tax", Kind.LOCAL, new Value.Unread("", "no time left"))),
                        "only parameters"));
        List<FrameVariables> behind = List.of(new FrameVariables(
                0,
                List.of(
                        new Variable("this", Kind.RECEIVER, stock),
                        new Variable("orderId", Kind.PARAMETER, text("order-18", 0))),
                ""));
        ThreadDump dump = deadlocked();
        CaptureTimes times = new CaptureTimes(Duration.ofMillis(8), false, Duration.ofMillis(21), Duration.ofMillis(9));
        CaptureInfo info = dump.info();
        UnaryOperator<CapturedThread> adding = thread -> thread.id() == 33
                ? thread.toBuilder().variables(first).build()
                : thread.id() == 38 ? thread.toBuilder().variables(behind).build() : thread;
        return new ThreadDump(
                new CaptureInfo(info.id(), info.reason(), info.takenAt(), info.jvm(), times),
                dump.threads().stream().map(adding).toList(),
                new Analysis(
                        dump.analysis().groups().stream()
                                .map(group -> new StackGroup(
                                        group.role(),
                                        group.threads().stream().map(adding).toList()))
                                .toList(),
                        dump.analysis().deadlocks(),
                        dump.analysis().culpritId(),
                        dump.analysis().headline()),
                dump.account());
    }

    private static Value text(String text, long cut) {
        return new Value.Text("java.lang.String", text, cut);
    }

    private static CapturedThread idle(long id, String name, StackTrace stack) {
        return CapturedThread.builder(id, name)
                .state(Thread.State.WAITING)
                .daemon(true)
                .stack(stack)
                .build();
    }

    private static StackTrace onTop(StackTrace tail, Frame top) {
        Frame[] frames = new Frame[tail.frames().size() + 1];
        frames[0] = top;
        for (int i = 1; i < frames.length; i++) {
            frames[i] = tail.frames().get(i - 1);
        }
        return stack(frames);
    }
}
