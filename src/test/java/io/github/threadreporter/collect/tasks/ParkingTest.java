package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Exchanger;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParkingTest {

    @FunctionalInterface
    private interface Body {
        void run() throws InterruptedException, BrokenBarrierException;
    }

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ends;

    @AfterEach
    void close() throws InterruptedException {
        ends = true;
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Starts a thread and lets it come to where it waits. */
    private void wait(String name, Body body) {
        Thread thread = new Thread(
                () -> {
                    try {
                        body.run();
                    } catch (InterruptedException | BrokenBarrierException e) {
                        Thread.currentThread().interrupt(); // the end of the test
                    }
                },
                name);
        thread.start();
        threads.add(thread);
        TaskLooks.untilWaiting(thread);
    }

    private static void sleep() throws InterruptedException {
        Thread.sleep(TimeUnit.HOURS.toMillis(1));
    }

    private static Resource awaited(ThreadDump dump, String thread) {
        return TaskLooks.awaited(dump, thread).orElseThrow(() -> new AssertionError(thread + " in " + dump.waits()));
    }

    private static Node thread(ThreadDump dump, String name) {
        return Node.thread(TaskLooks.thread(dump, name).id());
    }

    private static void holdsReads(Lock lock, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            lock.lock();
        }
        try {
            sleep();
        } finally {
            for (int i = 0; i < times; i++) {
                lock.unlock();
            }
        }
    }

    @Test
    void writer_waitsForAllReaders() {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        wait("reader-1", () -> holdsReads(lock.readLock(), 1));
        wait("reader-2", () -> holdsReads(lock.readLock(), 3));
        wait("reader-3", () -> holdsReads(lock.readLock(), 2));
        wait("writer", () -> lock.writeLock().lockInterruptibly());
        wait("late-reader", () -> lock.readLock().lockInterruptibly());

        ThreadDump dump = TaskLooks.look();

        Resource held = awaited(dump, "writer");
        assertThat(held.kind()).isEqualTo(Kind.READ_WRITE_LOCK);
        assertThat(held.need()).isEqualTo(Resource.Need.ALL);
        assertThat(held.isKnown()).as(held.unknown()).isTrue();
        assertThat(held.holders())
                .containsExactlyInAnyOrder(
                        new Holder(thread(dump, "reader-1"), "has a read lock"),
                        new Holder(thread(dump, "reader-2"), "has 3 read locks"),
                        new Holder(thread(dump, "reader-3"), "has 2 read locks"));
        assertThat(awaited(dump, "late-reader").holders())
                .containsExactly(new Holder(thread(dump, "writer"), "comes first and waits for the write lock"));
        assertThat(awaited(dump, "late-reader").isKnown()).isTrue();
    }

    @Test
    void readersAndWriters_waitForTheWriter() {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
        wait("owner", () -> holdsReads(lock.writeLock(), 2));
        wait("writer", () -> lock.writeLock().lockInterruptibly());
        wait("reader", () -> lock.readLock().lockInterruptibly());

        ThreadDump dump = TaskLooks.look();

        assertThat(awaited(dump, "writer").holders())
                .containsExactly(new Holder(thread(dump, "owner"), "has the write lock 2 times"));
        assertThat(awaited(dump, "reader")).isEqualTo(awaited(dump, "writer"));
    }

    @Test
    void upgrade_waitsForItself() {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        wait("upgrader", () -> {
            lock.readLock().lock();
            lock.writeLock().lockInterruptibly();
        });

        ThreadDump dump = TaskLooks.look();

        assertThat(awaited(dump, "upgrader").holders())
                .containsExactly(new Holder(thread(dump, "upgrader"), "has a read lock"));
    }

    private static void isUnknown(Resource resource, Kind kind, String why) {
        assertThat(resource.kind()).isEqualTo(kind);
        assertThat(resource.unknown()).isEqualTo(why);
        assertThat(resource.holders()).isEmpty();
    }

    @Test
    void synchronizers_sayWhatIsKnownAndWhatIsNot() {
        Semaphore semaphore = new Semaphore(2);
        wait("semaphore", () -> semaphore.acquire(3));
        CountDownLatch latch = new CountDownLatch(7);
        wait("latch", latch::await);
        CyclicBarrier barrier = new CyclicBarrier(5);
        wait("barrier-1", barrier::await);
        wait("barrier-2", barrier::await);
        Phaser phaser = new Phaser(4);
        wait("phaser", () -> {
            phaser.arrive();
            phaser.awaitAdvanceInterruptibly(0);
        });
        StampedLock stamped = new StampedLock();
        stamped.readLock();
        stamped.readLock();
        wait("stamped", stamped::writeLockInterruptibly);
        Exchanger<String> exchanger = new Exchanger<>();
        wait("exchanger", () -> exchanger.exchange(""));

        ThreadDump dump = TaskLooks.look();

        isUnknown(awaited(dump, "semaphore"), Kind.SEMAPHORE, "a semaphore does not know who took its permits");
        assertThat(awaited(dump, "semaphore").facts()).containsEntry("permits", "2");
        isUnknown(awaited(dump, "latch"), Kind.LATCH, "a latch does not know who is to count it down");
        assertThat(awaited(dump, "latch").facts()).containsEntry("count", "7");
        isUnknown(awaited(dump, "barrier-1"), Kind.LATCH, "a barrier does not know who is still to come");
        assertThat(awaited(dump, "barrier-1").facts())
                .containsEntry("parties", "5")
                .containsEntry("still to come", "3");
        assertThat(awaited(dump, "barrier-2")).isEqualTo(awaited(dump, "barrier-1"));
        isUnknown(awaited(dump, "phaser"), Kind.LATCH, "a phaser does not know who is still to arrive");
        assertThat(awaited(dump, "phaser").facts())
                .containsEntry("phase", "0")
                .containsEntry("parties", "4")
                .containsEntry("still to arrive", "3");
        isUnknown(awaited(dump, "stamped"), Kind.READ_WRITE_LOCK, "a StampedLock does not know who holds it");
        assertThat(awaited(dump, "stamped").facts()).containsEntry("readers", "2");
        isUnknown(awaited(dump, "exchanger"), Kind.OTHER, "another thread must come to exchange something");
    }

    @Test
    void condition_mustBeSignalled() {
        ReentrantLock lock = new ReentrantLock();
        var condition = lock.newCondition();
        wait("condition", () -> {
            lock.lock();
            try {
                condition.await();
            } finally {
                lock.unlock();
            }
        });

        isUnknown(awaited(TaskLooks.look(), "condition"), Kind.CONDITION, "somebody must signal it");
    }

    @Test
    void queues_areWhatTheirThreadsWaitFor() throws InterruptedException {
        BlockingQueue<String> full = new ArrayBlockingQueue<>(2);
        full.put("1");
        full.put("2");
        wait("put-array", () -> full.put("3"));
        BlockingQueue<String> linked = new LinkedBlockingQueue<>(1);
        linked.put("1");
        wait("put-linked", () -> linked.put("2"));
        wait("take-array", () -> new ArrayBlockingQueue<String>(3).take());
        wait("take-linked", () -> new LinkedBlockingQueue<String>().take());
        wait("take-deque", () -> new LinkedBlockingDeque<String>(4).take());
        wait("take-priority", () -> new PriorityBlockingQueue<String>().take());
        wait("take-delay", () -> new DelayQueue<>().take());
        wait("take-transfer", () -> new LinkedTransferQueue<String>().take());
        wait("take-synchronous", () -> new SynchronousQueue<String>().take());
        wait("put-synchronous", () -> new SynchronousQueue<String>(true).put(""));
        wait("poll-linked", () -> new LinkedBlockingQueue<String>().poll(1, TimeUnit.HOURS));

        ThreadDump dump = TaskLooks.look();

        isUnknown(awaited(dump, "put-array"), Kind.QUEUE, "somebody must take something out");
        assertThat(awaited(dump, "put-array").facts())
                .containsEntry("size", "2")
                .containsEntry("capacity", "2");
        isUnknown(awaited(dump, "put-linked"), Kind.QUEUE, "somebody must take something out");
        isUnknown(awaited(dump, "put-synchronous"), Kind.QUEUE, "somebody must take something out");
        for (String kind : List.of("array", "linked", "deque", "priority", "delay", "transfer", "synchronous")) {
            isUnknown(awaited(dump, "take-" + kind), Kind.QUEUE, "somebody must put something in");
        }
        assertThat(awaited(dump, "take-deque").facts())
                .containsEntry("size", "0")
                .containsEntry("capacity", "4");
        assertThat(awaited(dump, "take-array").ref().className()).isEqualTo(ArrayBlockingQueue.class.getName());
        assertThat(dump.waits().waits())
                .filteredOn(wait -> wait.who().equals(thread(dump, "poll-linked")))
                .singleElement()
                .satisfies(wait -> assertThat(wait.timed()).isTrue());
    }

    @Test
    void parkedOnAnything_isOther() {
        Object blocker = "anything";
        wait("parked", () -> {
            while (!ends) {
                LockSupport.park(blocker);
            }
        });

        isUnknown(awaited(TaskLooks.look(), "parked"), Kind.OTHER, "nobody is known to unpark it");
    }

    @Test
    void locksOfOneThread_areLeftToTheJvm() {
        ReentrantLock lock = new ReentrantLock();
        wait("lock-owner", () -> {
            lock.lock();
            sleep();
        });
        wait("lock-waiter", lock::lockInterruptibly);
        Object monitor = new Object();
        wait("monitor", () -> {
            synchronized (monitor) {
                monitor.wait();
            }
        });

        ThreadDump dump = TaskLooks.look();

        assertThat(TaskLooks.awaited(dump, "lock-waiter")).isEmpty();
        assertThat(TaskLooks.thread(dump, "lock-waiter").waitsFor().owner().id())
                .isEqualTo(TaskLooks.thread(dump, "lock-owner").id());
        assertThat(TaskLooks.awaited(dump, "monitor")).isEmpty();
    }

    @Test
    void locksThatChangeAllTheTime_doNoHarm() {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        BlockingQueue<Integer> queue = new LinkedBlockingQueue<>(3);
        Semaphore semaphore = new Semaphore(1);
        for (int i = 0; i < 6; i++) {
            boolean writes = i % 3 == 0;
            Thread thread = new Thread(
                    () -> {
                        while (!ends) {
                            Lock one = writes ? lock.writeLock() : lock.readLock();
                            one.lock();
                            try {
                                Thread.onSpinWait();
                            } finally {
                                one.unlock();
                            }
                            semaphore.acquireUninterruptibly();
                            semaphore.release();
                            if (writes) {
                                queue.offer(1);
                            } else {
                                queue.poll();
                            }
                        }
                    },
                    "churner-" + i);
            thread.start();
            threads.add(thread);
        }
        for (int i = 0; i < 15; i++) {
            ThreadDump dump = TaskLooks.look();
            assertThat(dump.account().missing())
                    .noneMatch(missing -> missing.what().contains("some tasks"));
        }
    }
}
