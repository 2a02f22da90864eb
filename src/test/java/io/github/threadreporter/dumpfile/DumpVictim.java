package io.github.threadreporter.dumpfile;

import io.github.threadreporter.testing.VirtualThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A program in every kind of trouble, of which the golden files in {@code src/test/resources/dumps} were taken: it prints
 * {@value #READY} when all its threads stand where they belong, and waits until its input ends.
 */
public final class DumpVictim {

    static final String READY = "ready";

    /** How deep the thread {@code deep} stands in {@link #dive}. */
    static final int DEPTH = 540;

    private static final Object FIRST = new Object();
    private static final StringBuilder SECOND = new StringBuilder();
    private static final ReentrantLock ONE = new ReentrantLock();
    private static final ReentrantLock TWO = new ReentrantLock();
    private static final ReentrantLock BUSY = new ReentrantLock();
    private static final Object HALL = new Object();
    private static final List<Thread> STARTED = new ArrayList<>();
    private static volatile boolean spinning = true;

    private interface Work {
        void run() throws InterruptedException, IOException;
    }

    private DumpVictim() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch monitors = new CountDownLatch(2);
        CountDownLatch locks = new CountDownLatch(2);
        start("dead-1", false, () -> grab(FIRST, SECOND, monitors));
        start("dead-2", false, () -> grab(SECOND, FIRST, monitors));
        start("lock dead 1", false, () -> grab(ONE, TWO, locks));
        start("lock dead 2", false, () -> grab(TWO, ONE, locks));
        start("monitor owner", true, DumpVictim::occupy);
        start("lock owner", true, DumpVictim::lockAndSleep);
        awaitState("monitor owner", Thread.State.TIMED_WAITING);
        awaitState("lock owner", Thread.State.TIMED_WAITING);
        start("blocked", true, DumpVictim::enterHall);
        start("class blocked", true, DumpVictim::enterClass);
        start("parked", true, BUSY::lock);
        start("waiter", true, () -> waitOn(new Object(), 0));
        start("timed waiter", true, () -> waitOn(new int[0], 3_600_000));
        start("quotes \" and \" #99 daemon prio=1", true, () -> Thread.sleep(3_600_000));
        start("two\nlines", true, () -> Thread.sleep(3_600_000));
        start("Grüße 線程 😀", true, () -> Thread.sleep(3_600_000));
        start("deep", true, () -> dive(DEPTH));
        start("native", true, DumpVictim::accept);
        start("spinning", true, DumpVictim::spin);
        start("lambda", true, () -> List.of(1).forEach(ignored -> LockSupport.park()));
        if (args.length > 0) {
            virtualThreads();
        }
        for (String name : List.of("dead-1", "dead-2", "blocked", "class blocked")) {
            awaitState(name, Thread.State.BLOCKED);
        }
        for (Thread thread : STARTED) {
            while (thread.getState() == Thread.State.NEW
                    || thread.getState() == Thread.State.RUNNABLE
                            && !List.of("native", "spinning").contains(thread.getName())) {
                Thread.onSpinWait();
            }
        }
        Thread.sleep(500); // until those that run have got where they run
        System.out.println(READY);
        System.in.read();
        spinning = false;
        System.exit(0);
    }

    private static void virtualThreads() throws ReflectiveOperationException, InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch held = new CountDownLatch(1);
        VirtualThreads.start("virtual holder", () -> {
            lock.lock();
            held.countDown();
            LockSupport.park();
        });
        held.await();
        STARTED.add(VirtualThreads.start("virtual parked", lock::lock));
        STARTED.add(VirtualThreads.start("virtual blocked", DumpVictim::enterHall));
        VirtualThreads.start("virtual spinning", DumpVictim::spin);
        ExecutorService executor = VirtualThreads.executor();
        for (int i = 0; i < 3; i++) {
            executor.execute(() -> {
                synchronized (executor) {
                    LockSupport.park();
                }
            });
        }
    }

    private static void start(String name, boolean daemon, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException | IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                name);
        thread.setDaemon(daemon);
        thread.setPriority(name.equals("waiter") ? 7 : 5);
        STARTED.add(thread);
        thread.start();
    }

    private static void awaitState(String name, Thread.State state) {
        Thread thread = STARTED.stream()
                .filter(started -> started.getName().equals(name))
                .findFirst()
                .orElseThrow();
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }

    private static void grab(Object mine, Object yours, CountDownLatch met) throws InterruptedException {
        synchronized (mine) {
            met.countDown();
            met.await();
            synchronized (yours) {
                throw new AssertionError("no deadlock");
            }
        }
    }

    private static void grab(ReentrantLock mine, ReentrantLock yours, CountDownLatch met) throws InterruptedException {
        mine.lock();
        met.countDown();
        met.await();
        yours.lock();
        throw new AssertionError("no deadlock");
    }

    private static void occupy() throws InterruptedException {
        synchronized (HALL) {
            synchronized (DumpVictim.class) {
                Thread.sleep(3_600_000);
            }
        }
    }

    private static void lockAndSleep() throws InterruptedException {
        BUSY.lock();
        Thread.sleep(3_600_000);
    }

    private static void enterHall() {
        synchronized (HALL) {
            throw new AssertionError("the hall is occupied");
        }
    }

    private static synchronized void enterClass() {
        throw new AssertionError("the class is occupied");
    }

    private static void waitOn(Object object, long millis) throws InterruptedException {
        synchronized (object) {
            object.wait(millis);
        }
    }

    private static void dive(int depth) {
        if (depth == 0) {
            LockSupport.park();
        } else {
            dive(depth - 1);
        }
    }

    private static void accept() {
        try (ServerSocket socket = new ServerSocket(0)) {
            socket.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void spin() {
        while (spinning) {
            Thread.onSpinWait();
        }
    }
}
