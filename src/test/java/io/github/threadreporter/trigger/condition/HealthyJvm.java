package io.github.threadreporter.trigger.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.Watch;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Sight;
import io.github.threadreporter.trigger.Symptom;
import java.lang.ref.ReferenceQueue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;

/**
 * Main class of a forked JVM in which nothing is wrong: idle threads of every kind, a server that answers, consumers with
 * work now and then, and a first thread that waits for the end. All conditions look at it for minutes of a fast clock.
 */
final class HealthyJvm {

    private static final String NAME = HealthyJvm.class.getName();
    private static final int FAST = 10;
    private static final Duration WATCHED = Duration.ofMinutes(5);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final AtomicReference<RealSights> clock = new AtomicReference<>();
    private final Sections sections = new Sections(
            Jdk.probe()::threadId, () -> clock.get() == null ? 0 : clock.get().nanos());
    private final List<BlockingQueue<String>> queues =
            List.of(new LinkedBlockingQueue<>(), new SynchronousQueue<>(), new LinkedTransferQueue<>());
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger consumed = new AtomicInteger();

    private HealthyJvm() {}

    public static void main(String[] arguments) throws Exception {
        HealthyJvm jvm = new HealthyJvm();
        CompletableFuture<Void> over = new CompletableFuture<>();
        thread("checks", () -> {
            try {
                jvm.check();
                over.complete(null);
            } catch (Throwable e) {
                over.completeExceptionally(e);
            }
        });
        try {
            over.join(); // as many do: the first thread waits for the end
            System.exit(0);
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void thread(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception e) {
                        e.printStackTrace();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void check() throws Exception {
        pools();
        waits();
        sockets();
        traffic();
        List<Symptom> told = new ArrayList<>();
        int looks = 0;
        try (ThreadReporter reporter = ThreadReporter.builder().inApp(NAME).build()) {
            // Classes are loaded by the first of everything, which would take long by a fast clock.
            reporter.dump();
            Awaitility.await().pollInSameThread().atMost(Duration.ofMinutes(1)).until(() -> answered.get() > 99);
            RealSights sights = new RealSights(name -> name.startsWith(NAME), FAST, 1);
            clock.set(sights);
            List<Condition> conditions = List.of(
                    new DeadlockCondition(Duration.ofSeconds(10), reason -> reporter.dump()),
                    new StuckThreadCondition(LIMIT, name -> name.startsWith(NAME), sections),
                    new WatchCondition(sections),
                    new SlowRequestCondition(sections, LIMIT),
                    new PoolExhaustionCondition(LIMIT),
                    new CpuCondition(99, 99, LIMIT),
                    new ThreadCountCondition(1000, 200, LIMIT),
                    new MemoryCondition(30, 90, LIMIT));
            while (told.isEmpty() && (sights.nanos() < WATCHED.toNanos() || looks <= 100)) {
                Sight sight = sights.look();
                looks++;
                for (Condition condition : conditions) {
                    told.addAll(condition.check(sight));
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        System.out.println(looks + " looks, " + answered + " answers, " + consumed + " consumed");
        assertThat(told).isEmpty();
        assertThat(looks).isGreaterThan(100);
        assertThat(answered.get()).isPositive();
        assertThat(consumed.get()).isPositive();
    }

    private void pools() throws Exception {
        ThreadPoolExecutor fixed = (ThreadPoolExecutor) Executors.newFixedThreadPool(50);
        Pools.register("fixed", fixed);
        for (int i = 0; i < 50; i++) {
            fixed.submit(() -> {}).get();
        }
        Executors.newCachedThreadPool().submit(() -> {}).get();
        Executors.newScheduledThreadPool(3).scheduleAtFixedRate(() -> {}, 1, 1_000_000, TimeUnit.MILLISECONDS);
        ForkJoinPool.commonPool().submit(() -> {}).get();
        new ForkJoinPool(3).submit(() -> {}).get();
        new Timer("timer", true).schedule(new Never(), 1_000_000);
        // Work that never ends is submitted to pools, too.
        ExecutorService consumers = Executors.newFixedThreadPool(9);
        for (BlockingQueue<String> queue : queues) {
            consumers.execute(() -> consume(queue));
        }
        thread("lead and follow", () -> {
            for (int i = 0; i < 4; i++) {
                thread("follower-" + i, this::follow);
            }
            follow();
        });
    }

    private static final class Never extends TimerTask {
        @Override
        public void run() {
            throw new IllegalStateException();
        }
    }

    private void consume(BlockingQueue<String> queue) {
        try {
            while (true) {
                queue.take();
                consumed.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void follow() throws InterruptedException {
        new LinkedBlockingQueue<String>().take();
    }

    private void waits() {
        ReentrantLock lock = new ReentrantLock();
        thread("latch", () -> new CountDownLatch(1).await());
        thread("condition", () -> {
            lock.lock();
            lock.newCondition().await();
        });
        thread("notified", () -> {
            Object monitor = new Object();
            synchronized (monitor) {
                monitor.wait();
            }
        });
        thread("signalled", () -> new Semaphore(0).acquire());
        thread("sleeper", () -> TimeUnit.DAYS.sleep(1));
        thread("joins", () -> Thread.currentThread().join());
        thread("delays", () -> new DelayQueue<>().take());
        thread("orders", () -> new PriorityBlockingQueue<String>().take());
        thread("references", () -> new ReferenceQueue<>().remove());
        thread("fills", () -> {
            ArrayBlockingQueue<String> full = new ArrayBlockingQueue<>(1);
            full.put("prefetched");
            full.put("and the next");
        });
        thread("polls", () -> {
            LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
            while (queue.poll(7, TimeUnit.MILLISECONDS) == null) {}
        });
        thread("ends", () -> {
            ExecutorService executor = Executors.newSingleThreadExecutor();
            executor.submit(() -> new CountDownLatch(1).await(1, TimeUnit.DAYS));
            executor.shutdown();
            executor.awaitTermination(1, TimeUnit.DAYS);
        });
        thread("files", () -> FileSystems.getDefault().newWatchService().take());
    }

    private void sockets() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        ServerSocket server = new ServerSocket(0, 9, here);
        thread("accepts", server::accept);
        thread("accepts, too", server::accept);
        ServerSocketChannel channel = ServerSocketChannel.open().bind(new InetSocketAddress(here, 0));
        thread("accepts channels", channel::accept);
        thread("accepts channels, too", channel::accept);
        thread("selects", () -> Selector.open().select());
        ServerSocket silent = new ServerSocket(0, 9, here);
        thread("reads events", () -> {
            try (Socket socket = new Socket(here, silent.getLocalPort())) {
                socket.getInputStream().read();
            }
        });
    }

    /** Requests that take a moment, and now and then something for the consumers. */
    private void traffic() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(20));
        Object shared = new Object();
        server.createContext("/", exchange -> {
            try (Watch request = sections.begin(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath())) {
                synchronized (shared) {
                    answered.incrementAndGet();
                }
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
                assertThat(request).isNotNull();
            }
        });
        server.start();
        HttpClient client = HttpClient.newHttpClient();
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/orders/1");
        for (int i = 0; i < 3; i++) {
            thread("client-" + i, () -> {
                while (true) {
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
                    for (BlockingQueue<String> queue : queues) {
                        queue.put("work");
                    }
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            });
        }
    }
}
