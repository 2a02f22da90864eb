package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.testing.VirtualThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Main class of a forked JVM: threads that contend for locks of many kinds, always in the same order, and wait for
 * results of a pool that waits for none, so that there can be no deadlock; and captures of it that must see none. Takes
 * the number of captures.
 */
final class HealthyTraffic {

    private static final int THREADS = 24;
    private static final int LOCKS = 6;

    private final List<Object> monitors = new ArrayList<>();
    private final List<ReentrantLock> locks = new ArrayList<>();
    private final List<ReentrantReadWriteLock> readWrites = new ArrayList<>();
    private final Semaphore permits = new Semaphore(2);
    private final ExecutorService pool = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean over;

    private HealthyTraffic() {
        for (int i = 0; i < LOCKS; i++) {
            monitors.add(new Object());
            locks.add(new ReentrantLock(i % 2 == 0));
            readWrites.add(new ReentrantReadWriteLock(i % 2 == 0));
        }
    }

    public static void main(String[] arguments) throws Exception {
        new HealthyTraffic().check(Integer.parseInt(arguments[0]));
        System.exit(0);
    }

    private void check(int captures) throws Exception {
        for (int i = 0; i < THREADS; i++) {
            long seed = i;
            if (i % 3 == 0 && Boolean.getBoolean("locks.virtual")) {
                VirtualThreads.start("traffic-" + i, () -> drive(new Random(seed)));
            } else {
                Thread thread = new Thread(() -> drive(new Random(seed)), "traffic-" + i);
                thread.setDaemon(true);
                thread.start();
            }
        }
        int blocked = 0;
        try (ThreadReporter reporter = ThreadReporter.builder()
                .inApp("io.github.threadreporter.HealthyTraffic")
                .build()) {
            for (int i = 0; i < captures; i++) {
                ThreadDump dump = reporter.dump();
                assertThat(dump.analysis().deadlocks())
                        .as("capture %s: %s", i, story(dump))
                        .isEmpty();
                for (StackGroup group : dump.analysis().groups()) {
                    blocked += group.role() == Role.BLOCKED || group.role() == Role.CULPRIT ? group.size() : 0;
                }
            }
        }
        over = true;
        assertThat(blocked).as("threads that waited, in all captures").isGreaterThan(captures);
    }

    /** What is known of those who are said to be in a deadlock. */
    private static String story(ThreadDump dump) {
        StringBuilder story = new StringBuilder();
        for (Deadlock deadlock : dump.analysis().deadlocks()) {
            for (CapturedThread thread : dump.threads()) {
                if (deadlock.threadIds().contains(thread.id())) {
                    Wait wait = dump.waits().waits().stream()
                            .filter(other -> other.who().equals(Node.thread(thread.id())))
                            .findFirst()
                            .orElse(null);
                    story.append("\n")
                            .append(thread.id())
                            .append(' ')
                            .append(thread.kind())
                            .append(' ');
                    story.append(thread.state()).append(", the JVM tells ").append(thread.waitsFor());
                    story.append(", collectors tell ").append(wait);
                    for (Resource resource : dump.waits().resources()) {
                        if (wait != null && resource.ref().equals(wait.what())) {
                            story.append(" of ").append(resource);
                        }
                    }
                    story.append(", holds ").append(thread.held()).append(", stands at ");
                    thread.stack().frames().forEach(frame -> story.append(frame.shortText())
                            .append(" < "));
                }
            }
        }
        return story.toString();
    }

    private void drive(Random random) {
        while (!over) {
            take(0, random);
        }
    }

    /** Takes some of the locks from one upwards, and holds them while it takes the next. */
    private void take(int from, Random random) {
        int next = from + random.nextInt(3);
        if (next >= LOCKS) {
            work(random);
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                synchronized (monitors.get(next)) {
                    take(next + 1, random);
                }
            }
            case 1 -> {
                locks.get(next).lock();
                try {
                    take(next + 1, random);
                } finally {
                    locks.get(next).unlock();
                }
            }
            case 2 -> {
                if (tryLock(locks.get(next))) {
                    try {
                        take(next + 1, random);
                    } finally {
                        locks.get(next).unlock();
                    }
                }
            }
            case 3 -> {
                readWrites.get(next).readLock().lock();
                try {
                    take(next + 1, random);
                } finally {
                    readWrites.get(next).readLock().unlock();
                }
            }
            default -> {
                readWrites.get(next).writeLock().lock();
                try {
                    take(next + 1, random);
                } finally {
                    readWrites.get(next).writeLock().unlock();
                }
            }
        }
    }

    private static boolean tryLock(ReentrantLock lock) {
        try {
            return lock.tryLock(5, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the innermost kind: the workers of the pool wait for nobody. */
    private void work(Random random) {
        switch (random.nextInt(4)) {
            case 0 ->
                CompletableFuture.supplyAsync(() -> spin(1_000), pool)
                        .thenApply(result -> result + 1)
                        .join();
            case 1 -> {
                permits.acquireUninterruptibly();
                try {
                    spin(1_000);
                } finally {
                    permits.release();
                }
            }
            default -> spin(10_000);
        }
    }

    private static long spin(int rounds) {
        long sum = 0;
        for (int i = 0; i < rounds; i++) {
            sum += i;
            Thread.onSpinWait();
        }
        return sum;
    }
}
