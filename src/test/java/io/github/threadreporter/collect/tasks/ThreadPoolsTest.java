package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadPoolsTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<ExecutorService> executors = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        end.countDown();
        for (ExecutorService executor : executors) {
            executor.shutdownNow();
            assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private <E extends ExecutorService> E started(E executor) {
        executors.add(executor);
        return executor;
    }

    private ThreadPoolExecutor pool(int core, int maximum, BlockingQueue<Runnable> queue, String name) {
        return started(new ThreadPoolExecutor(core, maximum, 1, TimeUnit.HOURS, queue, named(name)));
    }

    private static ThreadFactory named(String name) {
        int[] count = new int[1];
        return body -> new Thread(body, name + "-" + ++count[0]);
    }

    private void block() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Occupies as many threads of the pool. */
    private void occupy(ExecutorService executor, int threads) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            String order = "running-" + i;
            executor.execute(() -> {
                begun.countDown();
                block();
                Thread.currentThread().setName(order);
            });
        }
        begun.await();
    }

    private static Resource pool(ThreadDump dump, String name) {
        return dump.waits().resources().stream()
                .filter(resource -> resource.kind() == Resource.Kind.EXECUTOR
                        && resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no pool " + name + " in " + dump.waits()));
    }

    private static List<Task> tasks(ThreadDump dump, Resource pool, String state) {
        return dump.tasks().stream()
                .filter(task -> pool.ref().equals(task.pool()) && task.state().equals(state))
                .toList();
    }

    private static List<String> texts(Task task) {
        return task.variables().stream()
                .flatMap(frame -> frame.variables().stream())
                .map(Variable::value)
                .filter(value -> value instanceof Value.Text)
                .map(value -> ((Value.Text) value).text())
                .toList();
    }

    private static List<String> queuedTexts(ThreadDump dump, String pool) {
        return tasks(dump, pool(dump, pool), "queued").stream()
                .flatMap(task -> texts(task).stream())
                .toList();
    }

    @Test
    void fiftyQueuedOrders_showFiftyOrderIds() throws InterruptedException {
        ThreadPoolExecutor pool = pool(2, 2, new LinkedBlockingQueue<>(), "orders");
        occupy(pool, 2);
        for (int i = 0; i < 50; i++) {
            String orderId = "order-" + i;
            pool.submit(() -> orderId.isEmpty());
        }

        ThreadDump dump = TaskLooks.look();

        Resource orders = pool(dump, "orders");
        assertThat(orders.holders())
                .extracting(Holder::node)
                .containsExactlyInAnyOrder(
                        Node.thread(TaskLooks.thread(dump, "orders-1").id()),
                        Node.thread(TaskLooks.thread(dump, "orders-2").id()));
        assertThat(orders.need()).isEqualTo(Resource.Need.ONE);
        assertThat(orders.isKnown()).isTrue();
        assertThat(orders.facts())
                .containsEntry("threads", "2")
                .containsEntry("active", "2")
                .containsEntry("queued", "50")
                .containsEntry("core", "2")
                .containsEntry("completed", "0");
        List<Task> queued = tasks(dump, orders, "queued");
        assertThat(queued).hasSize(50).allSatisfy(task -> {
            assertThat(task.kind()).isEqualTo(TaskKind.JOB);
            assertThat(task.name()).startsWith("ThreadPoolsTest.lambda$fiftyQueuedOrders");
            assertThat(task.stack().frames().get(0).file()).isEqualTo("ThreadPoolsTest.java");
            assertThat(task.stack().frames().get(0).line()).isPositive();
            assertThat(TaskLooks.awaited(dump, Node.task(task.id()))).contains(orders);
        });
        assertThat(queuedTexts(dump, "orders"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "order-" + i).toList());
        List<Task> running = tasks(dump, orders, "running");
        assertThat(running).hasSize(2);
        assertThat(running)
                .extracting(Task::threadId)
                .containsExactlyInAnyOrder(
                        TaskLooks.thread(dump, "orders-1").id(),
                        TaskLooks.thread(dump, "orders-2").id());
        assertThat(running).flatExtracting(ThreadPoolsTest::texts).containsExactlyInAnyOrder("running-0", "running-1");
        assertThat(running).allSatisfy(task -> assertThat(TaskLooks.awaited(dump, Node.task(task.id())))
                .isEmpty());
    }

    private record Parcel(String id) implements Runnable, Comparable<Parcel> {

        @Override
        public void run() {
            Thread.onSpinWait();
        }

        @Override
        public int compareTo(Parcel other) {
            return id.compareTo(other.id);
        }
    }

    @Test
    void eachKindOfQueue_isReadInItsOrder() throws InterruptedException {
        List<BlockingQueue<Runnable>> queues = List.of(
                new LinkedBlockingQueue<>(7),
                new LinkedBlockingDeque<>(),
                new ArrayBlockingQueue<>(5),
                new PriorityBlockingQueue<>(),
                new LinkedTransferQueue<>());
        int at = 0;
        for (BlockingQueue<Runnable> queue : queues) {
            ThreadPoolExecutor pool = pool(1, 1, queue, "kind" + (char) ('a' + at++));
            occupy(pool, 1);
            for (int i = 0; i < 3; i++) {
                pool.execute(new Parcel("parcel-" + i));
            }
        }

        ThreadDump dump = TaskLooks.look();

        for (char kind = 'a'; kind < 'a' + queues.size(); kind++) {
            Resource pool = pool(dump, "kind" + kind);
            List<Task> queued = tasks(dump, pool, "queued");
            assertThat(queued).extracting(Task::name).containsOnly("ThreadPoolsTest$Parcel.run");
            assertThat(queued)
                    .extracting(task ->
                            task.variables().get(0).variables().get(0).value().toString())
                    .satisfiesExactly(
                            text -> assertThat(text).contains("parcel-0"),
                            text -> assertThat(text).contains("parcel-1"),
                            text -> assertThat(text).contains("parcel-2"));
        }
        assertThat(pool(dump, "kinda").facts()).containsEntry("queue capacity", "7");
        assertThat(pool(dump, "kindc").facts()).containsEntry("queue capacity", "5");
    }

    @Test
    void poolThatCanGoOn_saysSo() throws InterruptedException {
        ThreadPoolExecutor idle = pool(2, 2, new LinkedBlockingQueue<>(), "idle");
        idle.prestartAllCoreThreads();
        ThreadPoolExecutor small = pool(3, 3, new LinkedBlockingQueue<>(), "small");
        occupy(small, 2);
        ThreadPoolExecutor growing = pool(1, 2, new ArrayBlockingQueue<>(5), "growing");
        occupy(growing, 1);
        ThreadPoolExecutor endless = pool(1, 2, new LinkedBlockingQueue<>(), "endless");
        occupy(endless, 1);
        TaskLooks.untilWaiting(TaskLooks.live("idle-1"));
        TaskLooks.untilWaiting(TaskLooks.live("idle-2"));

        ThreadDump dump = TaskLooks.look();

        assertThat(pool(dump, "idle").unknown()).isEqualTo("a thread of it is idle");
        assertThat(pool(dump, "idle").holders()).extracting(Holder::how).containsOnly("is idle");
        assertThat(pool(dump, "small").unknown()).isEqualTo("it can start another thread");
        assertThat(pool(dump, "growing").unknown()).isEqualTo("it can start another thread when its queue is full");
        assertThat(pool(dump, "endless").unknown()).isEmpty();
    }

    @Test
    void scheduler_showsWhatIsDueWhen() throws InterruptedException {
        ScheduledThreadPoolExecutor scheduler = started(new ScheduledThreadPoolExecutor(1, named("clock")));
        occupy(scheduler, 1);
        scheduler.schedule(new Parcel("late"), 3, TimeUnit.HOURS);
        scheduler.scheduleAtFixedRate(new Parcel("often"), 2, 7, TimeUnit.HOURS);
        scheduler.scheduleWithFixedDelay(new Parcel("delayed"), 1, 9, TimeUnit.HOURS);
        scheduler.execute(new Parcel("now"));

        ThreadDump dump = TaskLooks.look();

        Resource clock = pool(dump, "clock");
        List<Task> queued = tasks(dump, clock, "queued");
        assertThat(queued).hasSize(1);
        assertThat(queued.get(0).facts().get("due")).startsWith("since ");
        assertThat(TaskLooks.awaited(dump, Node.task(queued.get(0).id()))).contains(clock);
        List<Task> scheduled = tasks(dump, clock, "scheduled");
        assertThat(scheduled).extracting(Task::kind).containsOnly(TaskKind.SCHEDULED);
        assertThat(scheduled)
                .extracting(task -> task.facts().get("repeats"))
                .containsExactly("32400.0 s after each end", "every 25200.0 s", null);
        assertThat(scheduled).extracting(task -> task.facts().get("due")).allMatch(due -> due.startsWith("in "));
        assertThat(scheduled).allSatisfy(task -> assertThat(TaskLooks.awaited(dump, Node.task(task.id())))
                .isEmpty());
        assertThat(tasks(dump, clock, "running")).hasSize(1);
    }

    private record Weighing(String id) implements Callable<String> {
        @Override
        public String call() {
            return id;
        }
    }

    /** As tracing libraries put it around every task. */
    private record Traced(Runnable delegate) implements Runnable {
        @Override
        public void run() {
            delegate.run();
        }
    }

    @Test
    void whatIsAroundATask_isBelowItOnTheStack() throws InterruptedException {
        ExecutorService pool = started(Executors.newSingleThreadExecutor(named("around")));
        occupy(pool, 1);
        pool.execute(new Traced(new Parcel("inner")));
        new ExecutorCompletionService<String>(pool).submit(new Weighing("completion"));

        ThreadDump dump = TaskLooks.look();

        List<Task> queued = tasks(dump, pool(dump, "around"), "queued");
        assertThat(queued.get(0).stack().frames())
                .extracting(frame -> frame.shortText().replaceAll("\\(.*", ""))
                .containsExactly("ThreadPoolsTest$Parcel.run", "ThreadPoolsTest$Traced.run");
        assertThat(queued.get(1).name()).isEqualTo("ThreadPoolsTest$Weighing.call");
    }

    @Test
    void poolWithoutThreads_isFoundInALocalVariable() throws InterruptedException {
        ThreadPoolExecutor pool = pool(1, 1, new LinkedBlockingQueue<>(), "unborn");
        pool.getQueue().add(new Parcel("waits for the first thread"));
        Thread holder = new Thread(() -> {
            block();
            pool.getActiveCount();
        });
        holder.start();
        TaskLooks.untilWaiting(holder);

        ThreadDump dump = TaskLooks.look();

        assertThat(dump.tasks())
                .filteredOn(task -> task.name().equals("ThreadPoolsTest$Parcel.run"))
                .singleElement()
                .satisfies(task -> assertThat(task.state()).isEqualTo("queued"));
    }

    @Test
    void moreTasksThanTheLimit_areCounted() throws InterruptedException {
        ThreadPoolExecutor pool = pool(1, 1, new LinkedBlockingQueue<>(), "many");
        occupy(pool, 1);
        for (int i = 0; i < 1_000; i++) {
            pool.execute(new Parcel("p" + i));
        }
        CaptureLimits limits = CaptureLimits.builder()
                .taskMillis(60_000)
                .variablePauseMillis(60_000)
                .tasks(100)
                .build();

        ThreadDump dump = TaskLooks.look(limits, List.of(new ThreadPools()));

        assertThat(dump.tasks()).hasSize(100);
        assertThat(dump.account().cuts())
                .filteredOn(cut -> cut.what().equals("tasks"))
                .singleElement()
                .satisfies(cut -> {
                    assertThat(cut.limit()).isEqualTo("tasks=100");
                    // Other pools of this JVM may have some, too.
                    assertThat(cut.count()).isGreaterThanOrEqualTo(1_001L - 100);
                });
    }

    @Test
    void poolsThatChangeAllTheTime_doNoHarm() throws InterruptedException {
        List<BlockingQueue<Runnable>> queues = List.of(
                new LinkedBlockingQueue<>(),
                new LinkedBlockingDeque<>(),
                new ArrayBlockingQueue<>(64),
                new LinkedTransferQueue<>());
        List<Thread> feeders = new ArrayList<>();
        for (BlockingQueue<Runnable> queue : queues) {
            ThreadPoolExecutor pool = started(new ThreadPoolExecutor(
                    1, 2, 1, TimeUnit.MILLISECONDS, queue, named("busy"), new ThreadPoolExecutor.CallerRunsPolicy()));
            pool.allowCoreThreadTimeOut(true);
            Thread feeder = new Thread(() -> {
                for (int i = 0; end.getCount() > 0; i++) {
                    String id = "busy-" + i;
                    pool.execute(() -> Thread.onSpinWait());
                    pool.submit(() -> id);
                    if (pool.getQueue().size() > 1_000) {
                        pool.getQueue().clear();
                    }
                }
            });
            feeder.start();
            feeders.add(feeder);
        }
        try {
            for (int i = 0; i < 10; i++) {
                ThreadDump dump = TaskLooks.look();
                assertThat(dump.account().missing())
                        .noneMatch(missing -> missing.what().contains("some tasks"));
                assertThat(dump.tasks())
                        .filteredOn(task -> task.kind() == TaskKind.JOB)
                        .allSatisfy(task -> assertThat(task.stack().frames()).isNotEmpty());
            }
        } finally {
            end.countDown();
            for (Thread feeder : feeders) {
                feeder.join();
            }
        }
    }
}
