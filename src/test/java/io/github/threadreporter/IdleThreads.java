package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.VirtualThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Main class of a forked JVM: threads that are idle and threads that only look so, each with its name. */
final class IdleThreads {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Map<String, Role> expected = new TreeMap<>();

    private IdleThreads() {}

    public static void main(String[] arguments) throws Exception {
        new IdleThreads().check();
        System.exit(0);
    }

    private void check() throws Exception {
        pools();
        sockets();
        expected.put("Reference Handler", Role.IDLE);
        expected.put("Finalizer", Role.IDLE);
        expected.put("Common-Cleaner", Role.IDLE);
        try (ThreadReporter reporter = ThreadReporter.builder()
                .inApp("io.github.threadreporter.IdleThreads")
                .build()) {
            // Threads take a moment to get where they were sent.
            Awaitility.await().pollInSameThread().atMost(LONG).untilAsserted(() -> assertThat(roles(reporter.dump()))
                    .isEqualTo(expected));
        }
    }

    private Map<String, Role> roles(ThreadDump dump) {
        Map<String, Role> roles = new TreeMap<>();
        for (StackGroup group : dump.analysis().groups()) {
            for (CapturedThread thread : group.threads()) {
                if (expected.containsKey(thread.name())) {
                    roles.put(thread.name(), group.role());
                }
            }
        }
        return roles;
    }

    private void pools() throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                2, 2, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>(), work -> named(work, "idle-worker"));
        pool.execute(() -> {});
        expected.put("idle-worker", Role.IDLE);
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1, work -> named(work, "idle-scheduler"));
        scheduler.schedule(() -> {}, 1, TimeUnit.HOURS);
        expected.put("idle-scheduler", Role.IDLE);
        ForkJoinPool forkJoin = new ForkJoinPool(
                1,
                owner -> {
                    var worker = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(owner);
                    worker.setName("idle-fork-join");
                    return worker;
                },
                null,
                true);
        forkJoin.submit(() -> {}).get();
        expected.put("idle-fork-join", Role.IDLE);
        Timer timer = new Timer("idle-timer", true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {}
                },
                TimeUnit.HOURS.toMillis(1));
        expected.put("idle-timer", Role.IDLE);
        ThreadPoolExecutor busy = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>(), work -> named(work, "waiting-worker"));
        CountDownLatch never = new CountDownLatch(1);
        busy.execute(() -> await(never));
        expected.put("waiting-worker", Role.WAITING);
    }

    private void sockets() throws Exception {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        named(() -> accept(server), "idle-acceptor").start();
        expected.put("idle-acceptor", Role.IDLE);
        ServerSocketChannel channel = ServerSocketChannel.open().bind(null);
        named(() -> accept(channel), "idle-channel-acceptor").start();
        expected.put("idle-channel-acceptor", Role.IDLE);
        Selector selector = Selector.open();
        named(() -> select(selector), "idle-poller").start();
        expected.put("idle-poller", Role.IDLE);
        ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        named(() -> read(silent), "reader").start();
        expected.put("reader", Role.RUNNING);
        if (Boolean.getBoolean("locks.virtual")) {
            VirtualThreads.start("virtual-reader", () -> read(silent));
            expected.put("virtual-reader", Role.WAITING);
        }
    }

    private static Thread named(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void accept(ServerSocket server) {
        try {
            server.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void accept(ServerSocketChannel server) {
        try {
            server.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void select(Selector selector) {
        try {
            selector.select();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From a server that answers nothing. */
    private static void read(ServerSocket silent) {
        try (Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
