package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.VirtualThreads;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Main class of a forked JVM: threads that each hold a lock of their own and then want that of another, so that who
 * waits for whom is known; compares what {@link ThreadReporter#dump} says of each such graph. Takes a seed and the
 * number of graphs.
 */
final class RandomLocks {

    private static final int THREADS = 12;
    private static final int NOBODY = -1;

    private final List<HeldForGood> locks = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int[] wants = new int[THREADS];
    private final CountDownLatch allHold = new CountDownLatch(THREADS);
    private final CountDownLatch aboutToWait = new CountDownLatch(THREADS);
    private final CountDownLatch over = new CountDownLatch(1);

    /** A lock of one of several kinds, that is taken and kept while something else is done. */
    @FunctionalInterface
    private interface HeldForGood {
        void hold(Runnable meanwhile);
    }

    private RandomLocks() {}

    public static void main(String[] arguments) throws Exception {
        Random random = new Random(Long.parseLong(arguments[0]));
        int graphs = Integer.parseInt(arguments[1]);
        int deadlocks = 0;
        try (ThreadReporter reporter = ThreadReporter.builder()
                .inApp("io.github.threadreporter.RandomLocks")
                .build()) {
            for (int graph = 0; graph < graphs; graph++) {
                deadlocks += new RandomLocks().check("graph-" + graph + "-", random, reporter);
            }
        }
        assertThat(deadlocks).as("deadlocks in %s graphs", graphs).isPositive();
        System.exit(0); // threads in a deadlock never end
    }

    private int check(String prefix, Random random, ThreadReporter reporter) throws Exception {
        for (int i = 0; i < THREADS; i++) {
            locks.add(lock(random));
            int other = random.nextInt(THREADS);
            wants[i] = other == i || random.nextInt(6) == 0 ? NOBODY : other;
        }
        for (int i = 0; i < THREADS; i++) {
            start(prefix + i, i, random.nextInt(3) == 0);
        }
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < THREADS; i++) {
            if (comesBack(i)) {
                expected.add(prefix + i);
            }
        }
        ThreadDump dump = dumpOfAllWaiting(reporter);

        Set<Long> ours = new HashSet<>();
        dump.analysis().deadlocks().forEach(deadlock -> ours.addAll(deadlock.threadIds()));
        Set<String> found = new TreeSet<>();
        for (CapturedThread thread : dump.threads()) {
            if (ours.contains(thread.id()) && thread.name().startsWith(prefix)) {
                found.add(thread.name());
            }
        }
        assertThat(found).as("%s wants %s", prefix, Arrays.toString(wants)).isEqualTo(expected);
        long[] theirs = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
        if (theirs != null) {
            for (long id : theirs) {
                assertThat(ours).as("%s, or whom it waits for", id).contains(inCycle(id, ours, dump.byId()));
            }
        }
        checkCyclesAndRoles(dump, prefix, ours);
        over.countDown();
        return expected.size();
    }

    /**
     * The thread, or the first in a cycle that it waits for: the JVM counts those who wait behind a cycle in, if it meets
     * them before it meets the cycle.
     */
    private static long inCycle(long id, Set<Long> deadlocked, Map<Long, CapturedThread> byId) {
        long at = id;
        for (int step = 0; step < THREADS && !deadlocked.contains(at); step++) {
            LockWait wait = byId.get(at).waitsFor();
            at = wait == null || wait.owner() == null ? at : wait.owner().id();
        }
        return at;
    }

    /** Each of a cycle waits for the next; who waits behind one is blocked. */
    private void checkCyclesAndRoles(ThreadDump dump, String prefix, Set<Long> deadlocked) {
        for (Deadlock deadlock : dump.analysis().deadlocks()) {
            assertThat(deadlock.others()).isEmpty();
            List<CapturedThread> cycle = deadlock.threadIds().stream()
                    .map(dump.byId()::get)
                    .filter(thread -> thread.name().startsWith(prefix))
                    .toList();
            for (int i = 0; i < cycle.size(); i++) {
                int number = Integer.parseInt(cycle.get(i).name().substring(prefix.length()));
                assertThat(cycle.get((i + 1) % cycle.size()).name()).isEqualTo(prefix + wants[number]);
            }
        }
        for (StackGroup group : dump.analysis().groups()) {
            for (CapturedThread thread : group.threads()) {
                if (thread.name().startsWith(prefix) && group.role() != Role.CULPRIT) {
                    int number = Integer.parseInt(thread.name().substring(prefix.length()));
                    assertThat(group.role())
                            .as(thread.name())
                            .isEqualTo(
                                    deadlocked.contains(thread.id())
                                            ? Role.DEADLOCKED
                                            : wants[number] == NOBODY ? Role.WAITING : Role.BLOCKED);
                }
            }
        }
    }

    /** The truth: whether following the wants leads back. */
    private boolean comesBack(int start) {
        int at = wants[start];
        for (int step = 0; step < THREADS && at != NOBODY && at != start; step++) {
            at = wants[at];
        }
        return at == start;
    }

    private void start(String name, int number, boolean virtual) throws ReflectiveOperationException {
        Runnable work = () -> locks.get(number).hold(() -> {
            allHold.countDown();
            await(allHold);
            aboutToWait.countDown();
            if (wants[number] == NOBODY) {
                await(over);
            } else {
                locks.get(wants[number]).hold(() -> {});
            }
        });
        if (virtual && Boolean.getBoolean("locks.virtual")) {
            threads.add(VirtualThreads.start(name, work));
        } else {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** Nobody can be let go any more once all wait: whoever holds a lock keeps it until this graph has been looked at. */
    private ThreadDump dumpOfAllWaiting(ThreadReporter reporter) throws InterruptedException {
        aboutToWait.await();
        for (Thread thread : threads) {
            while (!isWaiting(thread.getState())) {
                Thread.sleep(1);
            }
        }
        return reporter.dump();
    }

    private static boolean isWaiting(Thread.State state) {
        return state == Thread.State.BLOCKED || state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    private static HeldForGood lock(Random random) {
        ReentrantLock lock = new ReentrantLock(random.nextBoolean());
        return switch (random.nextInt(5)) {
            case 0 -> meanwhile -> holdMonitor(lock, meanwhile);
            case 1 -> meanwhile -> holdLock(lock, meanwhile);
            case 2 -> meanwhile -> holdTimed(lock, meanwhile);
            case 3 -> {
                ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
                yield meanwhile -> holdWrite(readWrite, meanwhile);
            }
            default -> {
                Object monitor = new Object();
                yield meanwhile -> holdMonitor(monitor, meanwhile);
            }
        };
    }

    private static void holdMonitor(Object monitor, Runnable meanwhile) {
        synchronized (monitor) {
            meanwhile.run();
        }
    }

    private static void holdLock(ReentrantLock lock, Runnable meanwhile) {
        lock.lock();
        try {
            meanwhile.run();
        } finally {
            lock.unlock();
        }
    }

    private static void holdTimed(ReentrantLock lock, Runnable meanwhile) {
        try {
            if (!lock.tryLock(1, TimeUnit.HOURS)) {
                throw new IllegalStateException("this takes no hour");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        try {
            meanwhile.run();
        } finally {
            lock.unlock();
        }
    }

    private static void holdWrite(ReentrantReadWriteLock lock, Runnable meanwhile) {
        lock.writeLock().lock();
        try {
            meanwhile.run();
        } finally {
            lock.writeLock().unlock();
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
