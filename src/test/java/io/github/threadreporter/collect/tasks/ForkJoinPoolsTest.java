package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForkJoinPoolsTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private final ForkJoinPool pool = new ForkJoinPool(2);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }

    private void occupy(int count) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            pool.execute(() -> {
                begun.countDown();
                await();
            });
        }
        begun.await();
    }

    private void wait(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.start();
        threads.add(thread);
        TaskLooks.untilWaiting(thread);
    }

    private Resource pool(ThreadDump dump) {
        return dump.waits().resources().stream()
                .filter(resource -> resource.ref().className().equals(ForkJoinPool.class.getName())
                        && resource.ref().equals(LiveObjects.ref(pool)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Task> queued(ThreadDump dump, Resource pool) {
        return dump.tasks().stream()
                .filter(task -> pool.ref().equals(task.pool()) && task.state().equals("queued"))
                .toList();
    }

    private static final class Sum extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;
        private final int number;

        Sum(int number) {
            this.number = number;
        }

        @Override
        protected Integer compute() {
            return number;
        }
    }

    @Test
    void queuedTasks_areInTheQueuesOfThePool() throws InterruptedException {
        occupy(2);
        String order = "order-9";
        pool.execute(() -> order.isEmpty());
        Sum sum = new Sum(4711);
        pool.execute(sum);
        CompletableFuture<String> future = CompletableFuture.supplyAsync(() -> order + "!", pool);
        wait("sum-waiter", sum::join);
        wait("future-waiter", future::join);

        ThreadDump dump = TaskLooks.look();

        Resource described = pool(dump);
        assertThat(described.name()).startsWith("ForkJoinPool-");
        assertThat(described.isKnown()).as(described.unknown()).isTrue();
        assertThat(described.need()).isEqualTo(Resource.Need.ONE);
        assertThat(described.holders()).hasSize(2).extracting(Holder::how).containsOnly("runs a task");
        assertThat(described.facts())
                .containsEntry("parallelism", "2")
                .containsEntry("active", "2")
                .containsEntry("queued", "3");
        List<Task> queued = queued(dump, described);
        assertThat(queued).hasSize(3).allSatisfy(task -> assertThat(TaskLooks.awaited(dump, Node.task(task.id())))
                .contains(described));
        assertThat(queued)
                .filteredOn(task -> task.name().equals("ForkJoinPoolsTest$Sum.compute"))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.variables()
                                    .get(0)
                                    .variables()
                                    .get(0)
                                    .value()
                                    .toString())
                            .contains("4711");
                    assertThat(TaskLooks.awaited(dump, "sum-waiter")
                                    .orElseThrow()
                                    .holders())
                            .extracting(Holder::node)
                            .containsExactly(Node.task(task.id()));
                });
        assertThat(TaskLooks.awaited(dump, "future-waiter").orElseThrow().holders())
                .extracting(Holder::node)
                .allSatisfy(node -> assertThat(queued)
                        .filteredOn(task -> node.equals(Node.task(task.id())))
                        .singleElement()
                        .satisfies(task -> assertThat(task.variables()
                                        .get(0)
                                        .variables()
                                        .get(0)
                                        .value())
                                .isEqualTo(new Value.Text("java.lang.String", "order-9", 0))));
        assertThat(dump.tasks())
                .filteredOn(task ->
                        described.ref().equals(task.pool()) && task.state().equals("running"))
                .hasSize(2)
                .allSatisfy(task -> assertThat(task.name()).startsWith("ForkJoinPoolsTest.lambda$occupy"));
    }

    @Test
    void poolThatCanGoOn_saysSo() throws InterruptedException {
        occupy(1);

        ThreadDump dump = TaskLooks.look();

        assertThat(pool(dump).unknown()).isIn("a thread of it is idle", "it can start another thread");
    }

    @Test
    void runningTask_isHeldByItsThread() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        ForkJoinTask<?> task = pool.submit(() -> {
            begun.countDown();
            await();
        });
        begun.await();
        wait("task-waiter", task::join);

        ThreadDump dump = TaskLooks.look();

        Resource awaited = TaskLooks.awaited(dump, "task-waiter").orElseThrow();
        assertThat(awaited.holders()).singleElement().satisfies(holder -> assertThat(
                        pool(dump).holders().stream().map(Holder::node))
                .contains(holder.node()));
    }

    @Test
    void poolThatIsBusy_doesNoHarm() {
        Thread feeder = new Thread(() -> {
            while (end.getCount() > 0) {
                List<ForkJoinTask<Integer>> all = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    all.add(pool.submit(new Sum(i)));
                }
                all.forEach(ForkJoinTask::join);
            }
        });
        feeder.start();
        threads.add(feeder);
        for (int i = 0; i < 15; i++) {
            ThreadDump dump = TaskLooks.look();
            assertThat(dump.account().missing())
                    .noneMatch(missing -> missing.what().contains("some tasks"));
        }
    }
}
