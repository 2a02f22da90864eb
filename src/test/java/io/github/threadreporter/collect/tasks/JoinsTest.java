package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.ThreadDump;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JoinsTest {

    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void join_waitsForTheEndOfTheThread() throws InterruptedException {
        Thread target = start("join-target", end::await);
        Thread waiter = start("join-waiter", target::join);
        Thread timed = start("join-timed", () -> target.join(TimeUnit.HOURS.toMillis(1)));
        TaskLooks.untilWaiting(target);
        TaskLooks.untilWaiting(waiter);
        TaskLooks.untilWaiting(timed);
        try {
            ThreadDump dump = TaskLooks.look();

            Resource awaited = TaskLooks.awaited(dump, "join-waiter").orElseThrow();
            assertThat(awaited.kind()).isEqualTo(Resource.Kind.THREAD);
            assertThat(awaited.isKnown()).isTrue();
            assertThat(awaited.holders())
                    .extracting(Resource.Holder::node)
                    .containsExactly(
                            Node.thread(TaskLooks.thread(dump, "join-target").id()));
            assertThat(TaskLooks.awaited(dump, "join-timed")).contains(awaited);
            assertThat(dump.waits().waits())
                    .filteredOn(wait -> wait.what().equals(awaited.ref()))
                    .extracting(wait -> wait.timed())
                    .containsExactlyInAnyOrder(true, false);
            assertThat(TaskLooks.awaited(dump, "join-target").orElseThrow().kind())
                    .isEqualTo(Resource.Kind.LATCH);
        } finally {
            end.countDown();
            waiter.join();
        }
    }

    /** How a first thread waits for the end of the process: no deadlock. */
    @Test
    void threadThatJoinsItself_waitsForNobody() throws InterruptedException {
        Thread staying = start("join-staying", () -> {
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                return; // by the end of this test
            }
        });
        TaskLooks.untilWaiting(staying);
        try {
            assertThat(TaskLooks.awaited(TaskLooks.look(), "join-staying")).isEmpty();
        } finally {
            staying.interrupt();
            staying.join();
        }
    }

    @FunctionalInterface
    private interface Body {
        void run() throws InterruptedException;
    }

    private static Thread start(String name, Body body) {
        Thread thread = new Thread(
                () -> {
                    try {
                        body.run();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("nobody interrupts", e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
