package io.github.threadreporter.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.threadreporter.collect.variables.VariableReader;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.testing.VirtualThreads;
import io.sentry.Sentry;
import io.sentry.protocol.User;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.MDC;

/** Main class of forked JVMs: gets into a situation, collects, and checks what was collected. */
final class CollectVictim {

    private CollectVictim() {}

    public static void main(String[] arguments) throws Exception {
        MDC.clear(); // slf4j hands out a temporary adapter while it starts

        switch (arguments[0]) {
            case "locks" -> locks();
            case "closed" -> closed();
            case "context" -> context();
            case "deep" -> deep();
            case "churn" -> churn();
            case "virtual" -> virtual();
            case "virtual-deadlock" -> virtualDeadlock();
            case "virtual-closed" -> virtualClosed();
            case "virtual-caller" -> virtualCaller();
            case "virtual-opened" -> virtualOpened();
            case "virtual-limited" -> virtualLimited();
            case "scoped" -> scoped();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0); // threads in a deadlock never end
    }

    private static void locks() {
        Victims.deadlock();
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        Victims.start("lock-waiter", lock::lock);
        Object signal = new Object();
        Victims.start("object-waiter", () -> waitFor(signal));
        ThreadDump dump = Victims.collectUntil(d -> Victims.isIn(d, "deadlock-1", Thread.State.BLOCKED)
                && Victims.isIn(d, "deadlock-2", Thread.State.BLOCKED)
                && Victims.isIn(d, "lock-waiter", Thread.State.WAITING)
                && Victims.isIn(d, "object-waiter", Thread.State.WAITING));

        CapturedThread first = Victims.named(dump, "deadlock-1");
        CapturedThread second = Victims.named(dump, "deadlock-2");
        assertThat(first.waitsFor().lock().className()).isEqualTo(Victims.Order.class.getName());
        assertThat(first.waitsFor().how()).isEqualTo(LockWait.How.ENTERING);
        assertThat(first.waitsFor().owner()).isEqualTo(new LockWait.Owner(second.id(), "deadlock-2"));
        assertThat(second.holds(first.waitsFor().lock())).isTrue();
        HeldLock held = first.held().get(0);
        assertThat(held.lock().className()).isEqualTo(Victims.Stock.class.getName());
        assertThat(first.stack().frames().get(held.depth()).method()).isEqualTo("holdAndWant");
        assertThat(first.daemon()).isTrue();
        assertThat(first.usage().cpuNanos()).isPositive();

        CapturedThread waiter = Victims.named(dump, "lock-waiter");
        assertThat(waiter.waitsFor().how()).isEqualTo(LockWait.How.PARKED);
        CapturedThread main = Victims.named(dump, "main");
        assertThat(waiter.waitsFor().owner().name()).isEqualTo("main");
        assertThat(main.held()).contains(new HeldLock(waiter.waitsFor().lock(), HeldLock.UNKNOWN_DEPTH));

        CapturedThread inWait = Victims.named(dump, "object-waiter");
        assertThat(inWait.waitsFor().how()).isEqualTo(LockWait.How.WAITING);
        assertThat(inWait.waitsFor().owner()).isNull();
        assertThat(inWait.held()).as("given up by Object.wait").isEmpty();
        assertThat(dump.info().times().pause())
                .isLessThanOrEqualTo(dump.info().times().collect());
        assertThat(dump.info().times().pauseIsUpperBound()).isFalse();
    }

    private static void waitFor(Object signal) {
        synchronized (signal) {
            try {
                signal.wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void closed() {
        ThreadDump dump = Victims.collect();
        assertThat(dump.account().missing())
                .extracting(Missing::remedy)
                .contains("--add-opens java.base/java.lang=ALL-UNNAMED");
        assertThat(Victims.named(dump, "main").stack().frames())
                .extracting(Frame::method)
                .contains("closed", "main");
    }

    private static void context() {
        Sentry.init(options -> options.setDsn("http://key@127.0.0.1:1/1"));
        CountDownLatch ready = new CountDownLatch(1);
        Victims.start("worker", () -> Sentry.forkedScopes("worker").makeCurrent());
        Victims.start("request", () -> {
            MDC.put("orderId", "4711");
            MDC.put("long", "x".repeat(2_000));
            try (var ignored = Sentry.forkedScopes("request").makeCurrent()) {
                Sentry.setTag("shop", "eu");
                User user = new User();
                user.setId("7");
                Sentry.setUser(user);
                Sentry.setTransaction("POST /orders");
                ready.countDown();
                LockSupport.park();
            }
        });
        Victims.start("thread-reporter-own", LockSupport::park);
        Victims.await(ready);
        ThreadDump dump = Victims.collectUntil(d -> Victims.isIn(d, "request", Thread.State.WAITING));
        CapturedThread request = Victims.named(dump, "request");
        assertThat(request.group()).isEqualTo("victims");
        assertThat(request.context().mdc()).containsEntry("orderId", "4711");
        assertThat(request.context().mdc().get("long")).startsWith("xxx").endsWith("… +976 chars");
        assertThat(request.context().scope().tags()).containsEntry("shop", "eu");
        assertThat(request.context().scope().user()).containsEntry("id", "7");
        assertThat(request.context().scope().transaction()).isEqualTo("POST /orders");
        assertThat(request.context().scope().traceId()).hasSize(32);
        assertThat(Victims.named(dump, "main").context().mdc()).isEmpty();
        assertThat(Victims.names(dump)).doesNotContain("thread-reporter-own");
        assertThat(dump.account().cuts()).anyMatch(cut -> cut.limit().equals("textLength=1024") && cut.count() >= 976);
    }

    private static void deep() {
        Victims.start("deep", () -> recurse(200));
        CaptureLimits limits = CaptureLimits.builder().framesPerStack(50).build();
        Victims.collectUntil(d -> Victims.isIn(d, "deep", Thread.State.WAITING));
        ThreadDump dump = Victims.collect(limits);
        CapturedThread deep = Victims.named(dump, "deep");
        assertThat(deep.stack().frames()).hasSize(50);
        assertThat(deep.stack().framesCut()).isNotZero();
        assertThat(dump.account().cuts()).anyMatch(cut -> cut.limit().equals("framesPerStack=50"));
    }

    private static int recurse(int depth) {
        if (depth == 0) {
            LockSupport.park();
            return 0;
        }
        return recurse(depth - 1) + 1;
    }

    private static void churn() {
        ExecutorService pool = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
        pool.execute(() -> {
            int started = 0;
            while (!pool.isShutdown()) {
                Thread last = Victims.start("short-lived", () -> MDC.put("k", "v"));
                if (++started % 8 == 0) {
                    Victims.join(last); // or they come faster than they go where cores are few
                }
            }
        });
        for (int look = 0; look < 200; look++) {
            assertThat(Victims.names(Victims.collect())).contains("main");
        }
        pool.shutdown();
    }

    private static void virtual() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService executor = VirtualThreads.executor();
        for (int i = 0; i < 1_000; i++) {
            executor.execute(() -> {
                MDC.put("orderId", "v");
                Victims.await(release);
            });
        }
        boolean[] stop = {false};
        VirtualThreads.start("spinning", () -> {
            while (!stop[0]) {
                Thread.onSpinWait();
            }
        });
        ThreadDump dump = Victims.collectUntil(d -> d.threads().stream()
                                .filter(t -> t.kind() == ThreadKind.VIRTUAL && t.state() == Thread.State.WAITING)
                                .count()
                        == 1_000
                && Victims.isIn(d, "spinning", Thread.State.RUNNABLE)
                && Victims.named(d, "spinning").carrierId() != null);
        List<CapturedThread> parked = dump.threads().stream()
                .filter(t -> t.kind() == ThreadKind.VIRTUAL && t.state() == Thread.State.WAITING)
                .toList();
        assertThat(parked)
                .extracting(CapturedThread::stack)
                .allMatch(stack -> stack == parked.get(0).stack());
        assertThat(parked).allMatch(t -> t.context().mdc().get("orderId").equals("v"));
        assertThat(parked.get(0).group()).contains("ThreadPerTaskExecutor");
        assertThat(parked.get(0).carrierId()).isNull();
        Long carrier = Victims.named(dump, "spinning").carrierId();
        assertThat(dump.byId().get(carrier).kind()).isEqualTo(ThreadKind.PLATFORM);
        stop[0] = true;
    }

    private static void virtualDeadlock() throws Exception {
        ReentrantLock one = new ReentrantLock();
        ReentrantLock two = new ReentrantLock();
        CountDownLatch bothHold = new CountDownLatch(2);
        VirtualThreads.start("virtual-1", () -> lockBoth(one, two, bothHold));
        VirtualThreads.start("virtual-2", () -> lockBoth(two, one, bothHold));
        ThreadDump dump = Victims.collectUntil(d -> Victims.isIn(d, "virtual-1", Thread.State.WAITING)
                && Victims.isIn(d, "virtual-2", Thread.State.WAITING)
                && bothHold.getCount() == 0
                && Victims.named(d, "virtual-1").waitsFor() != null
                && Victims.named(d, "virtual-1").waitsFor().owner() != null
                && Victims.named(d, "virtual-2").waitsFor() != null
                && Victims.named(d, "virtual-2").waitsFor().owner() != null);
        assertThat(Victims.named(dump, "virtual-1").waitsFor().owner().name()).isEqualTo("virtual-2");
        assertThat(Victims.named(dump, "virtual-2").waitsFor().owner().name()).isEqualTo("virtual-1");
    }

    private static void lockBoth(ReentrantLock held, ReentrantLock wanted, CountDownLatch bothHold) {
        held.lock();
        bothHold.countDown();
        Victims.await(bothHold);
        wanted.lock();
    }

    /** Opened, and nobody to hold threads while they are looked at. */
    private static void virtualOpened() throws Exception {
        parked(100);
        ThreadDump dump = Victims.collectUntil(d -> d.threads().stream()
                                .filter(t -> t.kind() == ThreadKind.VIRTUAL && t.state() == Thread.State.WAITING)
                                .count()
                        == 100
                && methods(d, "v-42").contains("await")); // its stack may be older than its state
        CapturedThread one = Victims.named(dump, "v-42");
        assertThat(one.stack().frames()).extracting(Frame::method).contains("await", "run");
        assertThat(one.stack().frames().get(0).module()).isEqualTo("java.base");
        assertThat(dump.account().missing())
                .extracting(Missing::what, Missing::why)
                .contains(tuple(
                        "locks of virtual threads", "without the native library this JDK could crash (JDK-8364343)"));
    }

    private static List<String> methods(ThreadDump dump, String name) {
        return Victims.named(dump, name).stack().frames().stream()
                .map(Frame::method)
                .toList();
    }

    private static void virtualClosed() throws Exception {
        parked(100);
        ThreadDump dump = Victims.collect();
        assertThat(dump.threads()).noneMatch(t -> t.kind() == ThreadKind.VIRTUAL);
        assertThat(dump.account().missing())
                .filteredOn(missing -> missing.what().equals("virtual threads"))
                .extracting(Missing::remedy)
                .containsExactly("--add-opens java.base/jdk.internal.vm=ALL-UNNAMED");
    }

    private static void parked(int count) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < count; i++) {
            VirtualThreads.start("v-" + i, () -> Victims.await(release));
        }
    }

    private static void virtualCaller() throws Exception {
        CompletableFuture<Look> look = new CompletableFuture<>();
        VirtualThreads.start("caller", () -> {
            look.complete(
                    new JvmCollector(Victims.jdk(), CaptureLimits.DEFAULTS, VariableReader.off(CaptureLimits.DEFAULTS))
                            .look(CaptureReason.MANUAL));
            LockSupport.park(); // goes on to another place before the look is put into the model
        });
        CapturedThread caller = Victims.named(look.get().dump(), "caller");
        assertThat(caller.state()).isEqualTo(Thread.State.RUNNABLE);
        assertThat(caller.stack().frames())
                .extracting(Frame::method)
                .isNotEmpty()
                .noneMatch(method -> method.startsWith("park"));
    }

    private static void virtualLimited() throws Exception {
        parked(500);
        ThreadDump dump = Victims.collect(CaptureLimits.builder().threads(100).build());
        assertThat(dump.threads()).hasSize(100);
        assertThat(dump.account().cuts()).anyMatch(cut -> cut.limit().equals("threads=100") && cut.count() >= 400);
    }

    private static void scoped() throws Exception {
        CountDownLatch bound = new CountDownLatch(1);
        VirtualThreads.start(
                "tenant",
                () -> VirtualThreads.whereBound("acme", () -> {
                    bound.countDown();
                    LockSupport.park();
                }));
        Victims.await(bound);
        ThreadDump dump = Victims.collectUntil(d -> Victims.isIn(d, "tenant", Thread.State.WAITING));
        assertThat(Victims.named(dump, "tenant").context().scopedValues()).containsEntry("java.lang.String", "acme");
        assertThat(Victims.named(dump, "main").context().scopedValues()).isEmpty();
    }
}
