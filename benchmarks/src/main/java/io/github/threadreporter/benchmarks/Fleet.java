package io.github.threadreporter.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Threads to look at. All of them wait and none works, so that what is measured is the looking. */
final class Fleet implements AutoCloseable {

    /** What the threads are. */
    enum Kind {
        /** Platform threads, 60 frames deep, each at a place of its own: nothing folds. */
        DISTINCT,
        /** The same, 40 frames deep. */
        FORTY,
        /** Platform threads, 60 frames deep, all at the same place, as those of an idle pool are. */
        EQUAL,
        /** Virtual threads, 20 frames deep, in three shapes: in a latch, in a lock and asleep. */
        VIRTUAL
    }

    private static final int PLATFORM_FRAMES = 60;
    private static final int VIRTUAL_FRAMES = 20;
    private static final long START_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final long LOOK_NANOS = 100_000;

    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Thread> sleepers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch locked = new CountDownLatch(1);
    private final Thread holder = new Thread(this::holdLock, "fleet-holder");

    private Fleet() {}

    /** Starts a fleet such as {@code distinct-500} and returns when all of its threads wait. */
    static Fleet start(String name) {
        int dash = name.lastIndexOf('-');
        Kind kind = Kind.valueOf(name.substring(0, dash).toUpperCase(Locale.ROOT));
        int size = Integer.parseInt(name.substring(dash + 1));
        Fleet fleet = new Fleet();
        fleet.startThreads(kind, size);
        return fleet;
    }

    /** Whether this JVM can have it. */
    static boolean possible(String name) {
        return !name.startsWith("virtual-") || Runtime.version().feature() >= 21;
    }

    int size() {
        return threads.size();
    }

    private void startThreads(Kind kind, int size) {
        holder.setDaemon(true);
        holder.start();
        awaitUninterrupted(locked);
        for (int i = 0; i < size; i++) {
            threads.add(start(kind, i));
        }
        long deadline = System.nanoTime() + START_NANOS;
        for (Thread thread : threads) {
            while (!waits(thread)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(thread + " is still " + thread.getState());
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private Thread start(Kind kind, int number) {
        return switch (kind) {
            case DISTINCT -> platform(PLATFORM_FRAMES, number, scattered(number));
            case FORTY -> platform(40, number, scattered(number));
            case EQUAL -> platform(PLATFORM_FRAMES, number, 0);
            case VIRTUAL ->
                virtual(() -> Walk.to(
                        VIRTUAL_FRAMES,
                        number % 3,
                        switch (number % 3) {
                            case 0 -> this::inLatch;
                            case 1 -> this::inLock;
                            default -> this::asleep;
                        }));
        };
    }

    private Thread platform(int frames, int number, long course) {
        Thread thread = new Thread(() -> Walk.to(frames, course, this::inLatch), "order-worker-" + (number + 1));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Thread virtual(Runnable work) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this JVM has no virtual threads", e);
        }
    }

    /** Neighbours take wholly different courses. */
    private static long scattered(int number) {
        long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private void inLatch() {
        awaitUninterrupted(latch);
    }

    private void inLock() {
        lock.lock();
        try {
            inLatch(); // open by the time that the lock is free
        } finally {
            lock.unlock();
        }
    }

    private void asleep() {
        sleepers.add(Thread.currentThread());
        try {
            Thread.sleep(TimeUnit.DAYS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the fleet is closed
        }
    }

    private void holdLock() {
        lock.lock();
        try {
            locked.countDown();
            inLatch();
        } finally {
            lock.unlock();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the fleet is closed
        }
    }

    @Override
    public void close() {
        latch.countDown();
        sleepers.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            holder.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a fleet was ending", e);
        }
    }
}
