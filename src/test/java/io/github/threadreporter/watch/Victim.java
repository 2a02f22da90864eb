package io.github.threadreporter.watch;

import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.Watch;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.testing.VirtualThreads;
import io.github.threadreporter.trigger.condition.Pools;
import io.sentry.Sentry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A JVM with a reporter that watches. Gets into one trouble, waits until it is noticed, gets out of it where that is
 * possible, waits until that is noticed, and ends. Arguments: the DSN, the trouble, options as {@code name=value}.
 */
public final class Victim {

    /** A look that has cost much is followed by none for up to a minute. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(150);

    private static final int BLOCK = 16 * 1024;

    private final ThreadReporter reporter;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean spinning = true;
    private static volatile long sink;

    private Victim(ThreadReporter reporter) {
        this.reporter = reporter;
    }

    public static void main(String[] args) throws Exception {
        Sentry.init(options -> {
            options.setDsn(args[0]);
            options.setEnableShutdownHook(false);
        });
        Map<String, String> options = new TreeMap<>();
        for (String option : List.of(args).subList(2, args.length)) {
            int equals = option.indexOf('=');
            options.put(option.substring(0, equals), option.substring(equals + 1));
        }
        ThreadReporter reporter = ThreadReporter.builder()
                .inApp(Victim.class.getPackageName())
                .options(options)
                .build();
        reporter.start();
        new Victim(reporter).suffer(args[1]);
        int givenUp = reporter.close(Duration.ofSeconds(30));
        System.out.println("given up " + givenUp + ", delivered "
                + reporter.status().delivered() + ", lost " + reporter.status().lost());
        Sentry.close();
        System.exit(0); // some troubles leave threads that never end
    }

    private void suffer(String trouble) throws Exception {
        enter(trouble);
        await("nobody has noticed it", true);
        if (!trouble.endsWith("deadlock")) {
            end.countDown();
            spinning = false;
            await("it does not end", false);
        }
    }

    private void enter(String trouble) throws Exception {
        switch (trouble) {
            case "deadlock" -> deadlock(Victim::platform);
            case "virtual-deadlock" -> deadlock(VirtualThreads.executor());
            case "lock" -> lock();
            case "future" -> platform(this::waitForFuture);
            case "spin" -> platform(this::spin);
            case "watch" -> platform(this::section);
            case "request" -> platform(this::request);
            case "threads" -> threads();
            case "pool" -> pool();
            case "rejections" -> platform(this::rejections);
            case "memory" -> platform(this::memory);
            default -> throw new IllegalArgumentException(trouble);
        }
    }

    private static void platform(Runnable work) {
        Thread thread = new Thread(work, "worker");
        thread.setDaemon(true);
        thread.start();
    }

    private static void deadlock(Executor executor) throws InterruptedException {
        Object order = new Object();
        Object stock = new Object();
        CountDownLatch both = new CountDownLatch(2);
        executor.execute(() -> lockBoth(order, stock, both));
        executor.execute(() -> lockBoth(stock, order, both));
        both.await();
    }

    private static void lockBoth(Object first, Object second, CountDownLatch both) {
        synchronized (first) {
            both.countDown();
            awaitAll(both);
            synchronized (second) {
                System.out.println("never");
            }
        }
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void lock() throws InterruptedException {
        Object stock = new Object();
        CountDownLatch held = new CountDownLatch(1);
        platform(() -> hold(stock, held));
        held.await();
        platform(() -> want(stock));
        platform(() -> want(stock));
    }

    private void hold(Object lock, CountDownLatch held) {
        synchronized (lock) {
            held.countDown();
            awaitAll(end);
        }
    }

    private static void want(Object lock) {
        synchronized (lock) {
            sink++;
        }
    }

    private void waitForFuture() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        platform(() -> {
            awaitAll(end);
            answer.complete("late");
        });
        sink = answer.join().length();
    }

    private void spin() {
        while (spinning) {
            sink++;
        }
    }

    private void section() {
        try (Watch checkout = reporter.watch("checkout", Duration.ofSeconds(2))) {
            awaitAll(end);
        }
    }

    private void request() {
        try (Watch request = reporter.requests().begin("GET", "/orders/7?token=hunter2")) {
            awaitAll(end);
        }
    }

    private void threads() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            threads.add(new Thread(() -> awaitAll(end), "extra-" + i));
        }
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void pool() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "pool-worker");
                    thread.setDaemon(true);
                    return thread;
                });
        Pools.register("orders", pool);
        for (int i = 0; i < 10; i++) {
            pool.execute(() -> awaitAll(end));
        }
    }

    /** More work than the pool takes, again and again. */
    private void rejections() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                Thread::new,
                Pools.counting("orders", new ThreadPoolExecutor.DiscardPolicy()));
        pool.execute(() -> awaitAll(end));
        while (spinning) {
            pool.execute(() -> sink++);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        pool.shutdown();
    }

    /** Most of the heap in use, then little of it. */
    private void memory() {
        byte[][] orders = new byte[(int) (Runtime.getRuntime().maxMemory() * 3 / 5 / BLOCK)][];
        for (int i = 0; i < orders.length; i++) {
            orders[i] = new byte[BLOCK];
        }
        collect(true); // what is in use is told after collections
        awaitAll(end);
        sink += orders.length;
        Arrays.fill(orders, null);
        collect(false);
    }

    /** JDK 17 leaves one out while native code holds an array, as it does where an event is being compressed. */
    private static void collect(boolean full) {
        long half = Runtime.getRuntime().maxMemory() / 2;
        do {
            System.gc();
        } while (full
                != ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                        .anyMatch(pool -> pool.getCollectionUsage().getUsed() > half));
    }

    private void await(String complaint, boolean open) throws InterruptedException {
        long start = System.nanoTime();
        while (reporter.status().openIncidents().isEmpty() == open) {
            if (System.nanoTime() - start > PATIENCE) {
                System.out.println(reporter.captureAll(new CaptureReason("manual", complaint)));
                throw new IllegalStateException(complaint);
            }
            Thread.sleep(50);
        }
    }
}
