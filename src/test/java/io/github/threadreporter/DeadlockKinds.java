package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * Main class of a forked JVM: a deadlock that the JVM does not find by itself, or the same threads with one wait that will
 * end, and what a capture of it says. Arguments: which one, {@code stuck} or {@code healthy}. Prints the sentence of the
 * capture.
 */
final class DeadlockKinds {

    private final boolean stuck;
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final Phaser parties;
    private final Phaser past;

    /** The names of threads that never go on. */
    private final List<String> expected = new ArrayList<>();

    private DeadlockKinds(boolean stuck, int threads) {
        this.stuck = stuck;
        this.parties = new Phaser(threads + 1);
        this.past = new Phaser(threads + 1);
    }

    public static void main(String[] arguments) {
        boolean stuck = arguments[1].equals("stuck");
        switch (arguments[0]) {
            case "futures" -> new DeadlockKinds(stuck, 2).check(DeadlockKinds::futures);
            case "writer" -> new DeadlockKinds(stuck, 4).check(DeadlockKinds::writer);
            case "upgrade" -> new DeadlockKinds(stuck, 2).check(DeadlockKinds::upgrade);
            case "pool" -> new DeadlockKinds(stuck, stuck ? 2 : 3).check(DeadlockKinds::pool);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0); // threads in a deadlock never end
    }

    private void check(Consumer<DeadlockKinds> making) {
        making.accept(this);
        untilAllWait();
        try (ThreadReporter reporter = ThreadReporter.builder()
                .inApp("io.github.threadreporter.DeadlockKinds")
                .limits(CaptureLimits.builder()
                        .taskMillis(60_000)
                        .variablePauseMillis(60_000)
                        .variableMillis(60_000)
                        .build())
                .build()) {
            ThreadDump dump = reporter.dump();
            System.out.println(dump.analysis().headline().text());
            assertThat(dump.waits().waits()).as("who waits for whom").isNotEmpty();
            List<Deadlock> deadlocks = dump.analysis().deadlocks();
            assertThat(deadlocks).as("%s", dump.waits()).hasSize(stuck ? 1 : 0);
            if (stuck) {
                assertThat(deadlocks.get(0).threadIds())
                        .as("%s", dump.waits())
                        .containsExactlyInAnyOrderElementsOf(ids(dump));
            }
        }
    }

    /** Of those that never go on. */
    private List<Long> ids(ThreadDump dump) {
        Map<String, Long> byName = new HashMap<>();
        for (CapturedThread thread : dump.threads()) {
            byName.put(thread.name(), thread.id());
        }
        return expected.stream().map(byName::get).toList();
    }

    /** Each of two prices is worked out from the other. */
    private void futures() {
        expected.addAll(List.of("prices-1", "prices-2"));
        CompletableFuture<CompletableFuture<String>> second = new CompletableFuture<>();
        ExecutorService prices = Executors.newFixedThreadPool(2, named("prices-"));
        CompletableFuture<String> first = CompletableFuture.supplyAsync(
                () -> {
                    meet();
                    return second.join().join();
                },
                prices);
        second.complete(CompletableFuture.supplyAsync(
                () -> {
                    meet();
                    return stuck ? first.join() : awaitEnd();
                },
                prices));
        meet(); // from here on both know of each other
    }

    /** One who reads wants a lock of one who wants to write, while another one reads who is in nobody's way. */
    private void writer() {
        expected.addAll(List.of("reader", "writer"));
        ReentrantReadWriteLock shelf = new ReentrantReadWriteLock();
        Lock order = new ReentrantLock();
        Lock nothing = new ReentrantLock();
        start(
                "reader",
                () -> hold(shelf.readLock(), () -> {
                    meet();
                    hold(order, () -> {});
                }));
        start(
                "other-reader",
                () -> hold(shelf.readLock(), () -> {
                    meet();
                    awaitEnd();
                }));
        start(
                "owner",
                () -> hold(stuck ? nothing : order, () -> {
                    meet();
                    awaitEnd();
                }));
        start(
                "writer",
                () -> hold(stuck ? order : nothing, () -> {
                    meet();
                    hold(shelf.writeLock(), () -> {});
                }));
        meet();
    }

    /** One who reads wants to write; or another one does. */
    private void upgrade() {
        expected.add("reader");
        ReentrantReadWriteLock shelf = new ReentrantReadWriteLock();
        start(
                "reader",
                () -> hold(shelf.readLock(), () -> {
                    meet();
                    write(shelf, stuck);
                }));
        start("other", () -> {
            meet();
            write(shelf, !stuck);
        });
        meet();
    }

    private void write(ReentrantReadWriteLock lock, boolean really) {
        if (really) {
            hold(lock.writeLock(), () -> {});
        } else {
            awaitEnd();
        }
    }

    /** Both workers wait for parts of their orders, which are queued behind them; or two of three do. */
    private void pool() {
        expected.addAll(List.of("orders-1", "orders-2"));
        int workers = stuck ? 2 : 3;
        ThreadPoolExecutor orders = new ThreadPoolExecutor(
                workers, workers, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>(), named("orders-"));
        for (int i = 0; i < 2; i++) {
            orders.execute(() -> {
                meet();
                get(orders.submit(() -> "a part"));
            });
        }
        if (!stuck) {
            orders.execute(() -> {
                meet();
                awaitEnd();
            });
        }
        meet();
    }

    private void start(String name, Runnable work) {
        thread(name, work).start();
    }

    private ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> thread(prefix + number.incrementAndGet(), work);
    }

    private Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    /** Each thread has what it is to have, and the next thing that it waits for is the last one. */
    private void meet() {
        parties.arriveAndAwaitAdvance();
        past.arrive();
    }

    private void untilAllWait() {
        past.awaitAdvance(0);
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                assertThat(thread.isAlive()).as("%s", thread).isTrue();
                Thread.onSpinWait();
            }
        }
    }

    private static void hold(Lock lock, Runnable meanwhile) {
        lock.lock();
        try {
            meanwhile.run();
        } finally {
            lock.unlock();
        }
    }

    private static void get(Future<String> part) {
        try {
            part.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private String awaitEnd() {
        try {
            end.await();
            return "the end";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
