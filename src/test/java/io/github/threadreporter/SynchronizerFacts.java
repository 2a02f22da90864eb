package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.ThreadDump;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.StampedLock;

/**
 * Main class of a forked JVM: threads that wait at synchronizers whose figures are known; what is told of them is true, or
 * is not told. Argument: whether all of it has to be told.
 */
final class SynchronizerFacts {

    private SynchronizerFacts() {}

    public static void main(String[] arguments) throws Exception {
        boolean all = Boolean.parseBoolean(arguments[0]);
        StampedLock lock = new StampedLock();
        lock.readLock();
        Semaphore semaphore = new Semaphore(1);
        CountDownLatch latch = new CountDownLatch(3);
        CyclicBarrier barrier = new CyclicBarrier(4);
        run(lock::writeLock);
        run(() -> semaphore.acquireUninterruptibly(2));
        start(() -> {
            latch.await();
            return latch;
        });
        start(barrier::await);
        Map<String, Map<String, String>> truth = Map.of(
                "StampedLock", Map.of("readers", "1"),
                "Semaphore$NonfairSync", Map.of("permits", "1"),
                "CountDownLatch$Sync", Map.of("count", "3"),
                "CyclicBarrier", Map.of("parties", "4", "still to come", "3"));

        try (ThreadReporter reporter = ThreadReporter.builder().build()) {
            ThreadDump dump = reporter.dump();
            List<Resource> resources = dump.waits().resources();
            truth.forEach((type, facts) -> {
                List<Resource> found = resources.stream()
                        .filter(resource -> resource.ref().className().endsWith("." + type))
                        .toList();
                assertThat(found).as(type).hasSizeBetween(all ? 1 : 0, 1).allSatisfy(resource -> {
                    assertThat(facts).as(type).containsAllEntriesOf(resource.facts());
                    assertThat(resource.facts()).as(type).hasSizeBetween(all ? facts.size() : 0, facts.size());
                });
            });
        }
    }

    private interface Waiting {
        Object begin() throws Exception;
    }

    private static void run(Runnable waiting) {
        start(() -> {
            waiting.run();
            return waiting;
        });
    }

    private static void start(Waiting waiting) {
        Thread thread = new Thread(() -> {
            try {
                waiting.begin();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }
}
