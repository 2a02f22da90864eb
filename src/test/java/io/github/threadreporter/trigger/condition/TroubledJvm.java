package io.github.threadreporter.trigger.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.Watch;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.testing.VirtualThreads;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Symptom;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;

/** Main class of a forked JVM that gets into the trouble that its argument names, and looks whether it is noticed. */
final class TroubledJvm {

    private static final String NAME = TroubledJvm.class.getName();
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FAST = 30;

    private final RealSights sights = new RealSights(name -> name.startsWith(NAME), FAST, 10);
    private final Sections sections = new Sections(Jdk.probe()::threadId, sights::nanos);
    private final StuckThreadCondition stuck = new StuckThreadCondition(LIMIT, name -> name.startsWith(NAME), sections);

    private TroubledJvm() {}

    public static void main(String[] arguments) throws Exception {
        TroubledJvm jvm = new TroubledJvm();
        idleThread();
        switch (arguments[0]) {
            case "deadlock" -> jvm.deadlock(false);
            case "virtual-deadlock" -> jvm.deadlock(true);
            case "lock" -> jvm.lock();
            case "spin" -> jvm.spin();
            case "future" -> jvm.future();
            case "request" -> jvm.request();
            case "cpu" -> jvm.cpu();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println("noticed");
        System.exit(0);
    }

    /** What must not be told. */
    private static void idleThread() {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        thread("idle", queue::take);
        thread("latched", () -> new CountDownLatch(1).await());
    }

    private interface Work {
        Object run() throws Exception;
    }

    private interface Action {
        void run() throws Exception;
    }

    private static Thread thread(String name, Work work) {
        return thread(name, () -> {
            work.run();
        });
    }

    private static Thread thread(String name, Action work) {
        Thread thread = new Thread(() -> unchecked(work), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void unchecked(Action work) {
        try {
            work.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Symptom> told(Condition condition) {
        List<Symptom> told = new ArrayList<>();
        Awaitility.await().pollInSameThread().atMost(LONG).until(() -> {
            told.clear();
            told.addAll(condition.check(sights.look()));
            return !told.isEmpty();
        });
        return told;
    }

    private void deadlock(boolean virtual) throws Exception {
        ReentrantLock left = new ReentrantLock();
        Object right = new Object();
        CountDownLatch both = new CountDownLatch(2);
        Action one = () -> {
            left.lock();
            both.countDown();
            both.await();
            synchronized (right) {
                throw new IllegalStateException("no deadlock");
            }
        };
        Action two = () -> {
            synchronized (right) {
                both.countDown();
                both.await();
                left.lock();
            }
        };
        if (virtual) {
            VirtualThreads.start("one", () -> unchecked(one));
            VirtualThreads.start("two", () -> unchecked(two));
        } else {
            thread("one", one);
            thread("two", two);
        }
        try (ThreadReporter reporter = ThreadReporter.builder().inApp(NAME).build()) {
            DeadlockCondition condition = new DeadlockCondition(Duration.ofSeconds(1), reason -> reporter.dump());
            List<Symptom> told = told(condition);
            assertThat(told).hasSize(1);
            assertThat(told.get(0).reason().detail()).contains("one", "two", "which waits for");
            assertThat(told.get(0).reason().suspect()).isNotNull();
            assertThat(told(condition).get(0).key()).isEqualTo(told.get(0).key());
        }
    }

    private void lock() throws Exception {
        Object monitor = new Object();
        CountDownLatch held = new CountDownLatch(1);
        thread("owner", () -> {
            synchronized (monitor) {
                held.countDown();
                TimeUnit.DAYS.sleep(1);
            }
        });
        held.await();
        for (int i = 0; i < 3; i++) {
            Thread waiter = thread("waiter", () -> {
                synchronized (monitor) {
                    return null;
                }
            });
            while (waiter.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
        }
        Symptom told = only(told(stuck));
        assertThat(told.reason().detail())
                .contains("waiter has waited for a lock at ", "which owner holds, and so have 2 others");
    }

    private void spin() {
        Thread spinner = thread("spinner", (Action) TroubledJvm::forever);
        Symptom told = only(told(stuck));
        assertThat(told.reason().detail()).contains("spinner has run at ", ".forever(");
        assertThat(told.reason().suspect().threadId()).isEqualTo(spinner.getId());
    }

    private static void forever() {
        while (true) {}
    }

    private void future() {
        CompletableFuture<String> never = new CompletableFuture<>();
        thread("caller", () -> never.get());
        thread("joiner", () -> Executors.newSingleThreadExecutor()
                .submit(() -> new CountDownLatch(1).await(1, TimeUnit.DAYS))
                .get());
        List<Symptom> told = new ArrayList<>();
        Awaitility.await().pollInSameThread().atMost(LONG).until(() -> {
            told.clear();
            told.addAll(stuck.check(sights.look()));
            return told.size() > 1;
        });
        assertThat(told).hasSize(2);
        assertThat(told.stream().map(one -> one.reason().detail()))
                .anySatisfy(detail -> assertThat(detail).startsWith("caller has waited for a result at "))
                .anySatisfy(detail -> assertThat(detail).startsWith("joiner has waited for a result at "));
    }

    private void request() throws Exception {
        ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        thread("reader", () -> read(server));
        Thread serving = thread("serving", () -> {
            try (Watch request = sections.begin("GET", "/slow?secret")) {
                assertThat(request).isNotNull();
                read(server);
            }
        });
        Symptom told = only(told(stuck));
        assertThat(told.reason().detail()).startsWith("serving has been at ").endsWith(", within GET /slow");
        Symptom slow = only(told(new SlowRequestCondition(sections, LIMIT)));
        assertThat(slow.reason().suspect().threadId()).isEqualTo(serving.getId());
    }

    private static void read(ServerSocket server) throws Exception {
        try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            assertThat(socket.getInputStream().read()).isZero();
        }
    }

    /** By the real clock, since it is that of the processor. */
    private void cpu() {
        Thread spinner = thread("spinner", (Action) TroubledJvm::forever);
        CpuCondition condition = new CpuCondition(0, 10, Duration.ofSeconds(3));
        RealSights real = new RealSights(name -> true, 1, 1);
        List<Symptom> told = new ArrayList<>();
        Awaitility.await().pollInSameThread().atMost(LONG).until(() -> {
            told.clear();
            told.addAll(condition.check(real.look()));
            return told.stream().anyMatch(one -> one.reason().detail().startsWith("spinner has used "));
        });
        assertThat(only(told).reason().suspect().threadId()).isEqualTo(spinner.getId());
    }

    private static Symptom only(List<Symptom> told) {
        assertThat(told).hasSize(1);
        return told.get(0);
    }
}
