package io.github.threadreporter.receiver;

import io.github.threadreporter.enrich.Analyzer;
import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.send.HtmlReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks at an order service, and files with reports of them. */
final class Reports {

    static final Instant START = Instant.parse("2026-01-31T11:00:00Z");

    private static final LockRef SHELF = new LockRef("com.acme.Shelf", "1f2e3d");
    private static final LockRef ORDER = new LockRef("com.acme.Order", "77aa01");

    private Reports() {}

    static Path file(Path folder, ThreadDump... captures) throws IOException {
        Path file = folder.resolve("report.html");
        try (Writer out = Files.newBufferedWriter(file)) {
            HtmlReport.write(List.of(captures), out);
        }
        return file;
    }

    /** Two threads in a deadlock, five behind them, three that count, and two idle ones. */
    static ThreadDump deadlock() {
        List<CapturedThread> threads = new ArrayList<>();
        threads.add(blocked(33, "worker-3", frame("com.acme.Shelf", "take", 88), SHELF, 37, "worker-7")
                .held(List.of(new HeldLock(ORDER, 1)))
                .variables(variables("order-17"))
                .build());
        threads.add(blocked(37, "worker-7", frame("com.acme.Order", "cancel", 19), ORDER, 33, "worker-3")
                .held(List.of(new HeldLock(SHELF, 1)))
                .build());
        for (int i = 0; i < 5; i++) {
            threads.add(blocked(50 + i, "http-" + i, frame("com.acme.Shelf", "take", 88), SHELF, 37, "worker-7")
                    .variables(variables("order-" + (20 + i)))
                    .build());
        }
        for (int i = 0; i < 3; i++) {
            threads.add(running(60 + i, "counter-" + i, 10 + i));
        }
        StackTrace parked = stack(
                new Frame("jdk.internal.misc.Unsafe", "park", "Unsafe.java", Frame.NATIVE, "java.base", false, null));
        threads.add(CapturedThread.builder(70, "timer")
                .state(Thread.State.WAITING)
                .stack(parked)
                .build());
        threads.add(CapturedThread.builder(71, "cleaner")
                .state(Thread.State.WAITING)
                .stack(parked)
                .build());
        return look('a', 0, threads);
    }

    static CapturedThread running(long id, String name, int line) {
        return CapturedThread.builder(id, name)
                .state(Thread.State.RUNNABLE)
                .stack(stack(frame("com.acme.Counter", "count", line)))
                .build();
    }

    /** A look at that service, analysed. */
    static ThreadDump look(char id, int seconds, List<CapturedThread> threads) {
        CaptureInfo info = new CaptureInfo(
                String.valueOf(id).repeat(32),
                CaptureReason.MANUAL,
                START.plusSeconds(3600 + seconds),
                new JvmInfo("OpenJDK 64-Bit Server VM", "17.0.15+6", 17, 4711, "orders-1", "com.acme.Main", START),
                new CaptureTimes(Duration.ofMillis(8), false, Duration.ofMillis(21), Duration.ZERO));
        return new Analyzer().apply(new ThreadDump(info, threads, Analysis.NONE, Account.EMPTY));
    }

    /** {@code distinct} threads with a stack each, and {@code equal} virtual ones that share another. */
    static ThreadDump many(int distinct, int equal) {
        List<CapturedThread> threads = new ArrayList<>();
        for (int i = 0; i < distinct; i++) {
            threads.add(CapturedThread.builder(i + 1, "job-" + i)
                    .state(Thread.State.RUNNABLE)
                    .stack(stack(frame("com.acme.Job" + i, "run", i + 1)))
                    .build());
        }
        StackTrace shared = stack(frame("com.acme.Call", "await", 7));
        for (int i = 0; i < equal; i++) {
            threads.add(CapturedThread.builder(1_000_000 + i, "")
                    .kind(ThreadKind.VIRTUAL)
                    .state(Thread.State.WAITING)
                    .stack(shared)
                    .build());
        }
        return look('c', 0, threads);
    }

    private static CapturedThread.Builder blocked(
            long id, String name, Frame newest, LockRef wanted, long owner, String ownerName) {
        return CapturedThread.builder(id, name)
                .state(Thread.State.BLOCKED)
                .stack(stack(newest, frame("com.acme.OrderService", "place", 41)))
                .waitsFor(new LockWait(wanted, LockWait.How.ENTERING, new LockWait.Owner(owner, ownerName)));
    }

    private static List<FrameVariables> variables(String orderId) {
        Value id = new Value.Text("java.lang.String", orderId, 0);
        Value order = new Value.Structure(
                "com.acme.Order", orderId, Value.Shape.FIELDS, List.of(new Value.Member("id", id)), 1);
        return List.of(new FrameVariables(
                0,
                List.of(
                        new Variable("order", Variable.Kind.PARAMETER, order),
                        new Variable("wanted", Variable.Kind.LOCAL, new Value.Plain(12))),
                ""));
    }

    static StackTrace stack(Frame... newestFirst) {
        return new StackTrace(List.of(newestFirst), 0);
    }

    static Frame frame(String className, String method, int line) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return new Frame(className, method, simple + ".java", line, null, true, null)
                .withSource(new SourceContext(
                        List.of("  // before " + line), "  " + method + "();", List.of("  // after " + line)));
    }
}
