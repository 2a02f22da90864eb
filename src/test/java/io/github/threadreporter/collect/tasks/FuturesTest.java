package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FuturesTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch busy = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(1, body -> new Thread(body, "prices-1"));

    @AfterEach
    void close() throws InterruptedException {
        end.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void occupyPool() throws InterruptedException {
        pool.execute(() -> {
            busy.countDown();
            await();
        });
        busy.await();
    }

    private <T> T wait(String name, Callable<T> body) throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    try {
                        body.call();
                    } catch (InterruptedException | ExecutionException | TimeoutException e) {
                        Thread.currentThread().interrupt();
                    } catch (Exception e) {
                        assertThat(e).isInstanceOf(RuntimeException.class); // it ends with the test
                    }
                },
                name);
        thread.start();
        threads.add(thread);
        TaskLooks.untilWaiting(thread);
        return null;
    }

    private static Task task(ThreadDump dump, Node node) {
        assertThat(node.kind()).isEqualTo(Node.Kind.TASK);
        return dump.tasks().stream()
                .filter(task -> task.id().equals(node.id()))
                .findFirst()
                .orElseThrow();
    }

    private static Node onlyHolder(Resource resource) {
        assertThat(resource.holders()).hasSize(1);
        assertThat(resource.isKnown()).as(resource.unknown()).isTrue();
        return resource.holders().get(0).node();
    }

    private static List<String> texts(Task task) {
        return task.variables().stream()
                .flatMap(frame -> frame.variables().stream())
                .map(Variable::value)
                .filter(value -> value instanceof Value.Text)
                .map(value -> ((Value.Text) value).text())
                .toList();
    }

    private static Node thread(ThreadDump dump, String name) {
        return Node.thread(TaskLooks.thread(dump, name).id());
    }

    @Test
    void chainOfAQueuedTask_leadsFromTheWaiterToThePool() throws InterruptedException {
        occupyPool();
        String order = "order-1";
        String currency = "EUR";
        String sink = "log";
        CompletableFuture<String> last = CompletableFuture.supplyAsync(() -> order + 1, pool)
                .thenApply(price -> price + currency)
                .thenCompose(price -> CompletableFuture.completedFuture(price))
                .whenComplete((price, error) -> sink.concat(price));
        wait("joiner", last::join);
        wait("timed", () -> last.get(1, TimeUnit.HOURS));

        ThreadDump dump = TaskLooks.look();

        Resource awaited = TaskLooks.awaited(dump, "joiner").orElseThrow();
        assertThat(awaited.kind()).isEqualTo(Resource.Kind.FUTURE);
        assertThat(TaskLooks.awaited(dump, "timed")).contains(awaited);
        Task chain = task(dump, onlyHolder(awaited));
        assertThat(chain.kind()).isEqualTo(TaskKind.FUTURE);
        assertThat(chain.state()).isEqualTo("incomplete");
        assertThat(chain.stack().frames()).hasSize(4).allSatisfy(frame -> {
            assertThat(frame.method()).startsWith("lambda$chainOfAQueuedTask");
            assertThat(frame.line()).isPositive();
        });
        assertThat(chain.stack().frames()).extracting(frame -> frame.line()).isSorted();
        assertThat(texts(chain)).containsExactly("order-1", "EUR", "log");
        Resource first = TaskLooks.awaited(dump, Node.task(chain.id())).orElseThrow();
        Task job = task(dump, onlyHolder(first));
        assertThat(job.kind()).isEqualTo(TaskKind.JOB);
        assertThat(job.state()).isEqualTo("queued");
        assertThat(texts(job)).containsExactly("order-1");
        Resource executor = TaskLooks.awaited(dump, Node.task(job.id())).orElseThrow();
        assertThat(executor.name()).isEqualTo("prices");
        assertThat(onlyHolder(executor)).isEqualTo(thread(dump, "prices-1"));
    }

    @Test
    void runningSupplier_isTheThreadThatRunsIt() throws InterruptedException {
        CompletableFuture<String> price = CompletableFuture.supplyAsync(
                () -> {
                    busy.countDown();
                    await();
                    return "1.00";
                },
                pool);
        busy.await();
        CompletableFuture<Integer> length = price.thenApply(String::length);
        wait("direct", price::join);
        wait("indirect", length::join);

        ThreadDump dump = TaskLooks.look();

        Resource direct = TaskLooks.awaited(dump, "direct").orElseThrow();
        assertThat(onlyHolder(direct)).isEqualTo(thread(dump, "prices-1"));
        Task chain = task(dump, onlyHolder(TaskLooks.awaited(dump, "indirect").orElseThrow()));
        assertThat(TaskLooks.awaited(dump, Node.task(chain.id()))).contains(direct);
        assertThat(chain.stack().frames())
                .extracting(frame -> frame.method().replaceAll("\\d+$", ""))
                .containsExactly("lambda$runningSupplier_isTheThreadThatRunsIt$", "length");
        assertThat(dump.tasks())
                .filteredOn(task -> task.state().equals("running")
                        && Node.thread(task.threadId()).equals(thread(dump, "prices-1")))
                .singleElement()
                .satisfies(job -> assertThat(job.name()).startsWith("FuturesTest.lambda$runningSupplier"));
    }

    @Test
    void stageThatIsRunning_isTheThreadThatRunsIt() throws InterruptedException {
        CompletableFuture<String> promise = new CompletableFuture<>();
        CompletableFuture<String> stage = promise.thenApplyAsync(
                text -> {
                    busy.countDown();
                    await();
                    return text;
                },
                pool);
        promise.complete("go");
        busy.await();
        wait("stage-waiter", stage::get);

        ThreadDump dump = TaskLooks.look();

        assertThat(onlyHolder(TaskLooks.awaited(dump, "stage-waiter").orElseThrow()))
                .isEqualTo(thread(dump, "prices-1"));
    }

    @Test
    void stageThatIsQueued_isThatTask() throws InterruptedException {
        occupyPool();
        String suffix = "!";
        CompletableFuture<String> stage =
                CompletableFuture.completedFuture("go").thenApplyAsync(text -> text + suffix, pool);
        wait("stage-waiter", stage::get);

        ThreadDump dump = TaskLooks.look();

        Task job = task(dump, onlyHolder(TaskLooks.awaited(dump, "stage-waiter").orElseThrow()));
        assertThat(job.state()).isEqualTo("queued");
        assertThat(job.name()).startsWith("FuturesTest.lambda$stageThatIsQueued");
        assertThat(texts(job)).containsExactly("!");
    }

    @Test
    void futureThatNobodyIsKnownToComplete_saysSo() throws InterruptedException {
        CompletableFuture<String> promise = new CompletableFuture<>();
        CompletableFuture<String> after = promise.thenApply(text -> text + "!");
        wait("promise", promise::join);
        wait("after", after::join);

        ThreadDump dump = TaskLooks.look();

        Resource awaited = TaskLooks.awaited(dump, "promise").orElseThrow();
        assertThat(awaited.holders()).isEmpty();
        assertThat(awaited.unknown()).isEqualTo("nobody is known to complete it");
        Task chain = task(dump, onlyHolder(TaskLooks.awaited(dump, "after").orElseThrow()));
        assertThat(TaskLooks.awaited(dump, Node.task(chain.id()))).contains(awaited);
        promise.complete("");
    }

    @Test
    void ofSeveral_allMustOrOneMay() throws InterruptedException {
        occupyPool();
        CompletableFuture<String> one = CompletableFuture.supplyAsync(() -> "1", pool);
        CompletableFuture<String> two = CompletableFuture.supplyAsync(() -> "2", pool);
        CompletableFuture<Void> all = CompletableFuture.allOf(one, two);
        CompletableFuture<Object> any = CompletableFuture.anyOf(one, two);
        CompletableFuture<String> both = one.thenCombine(two, (first, second) -> first + second);
        wait("all", all::join);
        wait("any", any::join);
        wait("both", both::join);

        ThreadDump dump = TaskLooks.look();

        for (String name : List.of("all", "any", "both")) {
            Resource awaited = TaskLooks.awaited(dump, name).orElseThrow();
            assertThat(awaited.need()).as(name).isEqualTo(name.equals("any") ? Need.ONE : Need.ALL);
            assertThat(awaited.isKnown()).as(awaited.unknown()).isTrue();
            assertThat(awaited.holders())
                    .as(name)
                    .hasSize(2)
                    .extracting(Holder::node)
                    .allSatisfy(node -> {
                        Task chain = task(dump, node);
                        Task job = task(
                                dump, onlyHolder(TaskLooks.awaited(dump, node).orElseThrow()));
                        assertThat(chain.kind()).isEqualTo(TaskKind.FUTURE);
                        assertThat(job.state()).isEqualTo("queued");
                    });
        }
    }

    @Test
    void branches_areChildren() throws InterruptedException {
        occupyPool();
        CompletableFuture<String> one = CompletableFuture.supplyAsync(() -> "1", pool);
        String left = "left";
        String right = "right";
        CompletableFuture<String> leftEnd = one.thenApply(text -> text + left).thenApply(text -> text + left);
        CompletableFuture<String> rightEnd = one.thenApply(text -> text + right);
        wait("left", leftEnd::join);
        wait("right", rightEnd::join);

        ThreadDump dump = TaskLooks.look();

        Task leftChain = task(dump, onlyHolder(TaskLooks.awaited(dump, "left").orElseThrow()));
        Task trunk = task(dump, Node.task(leftChain.parentId()));
        assertThat(leftChain.stack().frames()).hasSize(2);
        assertThat(trunk.stack().frames()).hasSize(1);
        assertThat(dump.tasks())
                .filteredOn(task -> trunk.id().equals(task.parentId()))
                .hasSize(2);
        assertThat(onlyHolder(TaskLooks.awaited(dump, "right").orElseThrow())).isEqualTo(Node.task(trunk.id()));
    }

    @Test
    void futureOfAFuture_waitsForTheInnerOne() throws InterruptedException {
        occupyPool();
        String inner = "inner";
        CompletableFuture<String> outer = CompletableFuture.completedFuture("x")
                .thenCompose(text -> CompletableFuture.supplyAsync(() -> inner, pool));
        wait("outer", outer::join);

        ThreadDump dump = TaskLooks.look();

        Task chain = task(dump, onlyHolder(TaskLooks.awaited(dump, "outer").orElseThrow()));
        assertThat(texts(chain)).containsExactly("inner");
    }

    @Test
    void futureWithATimeLimit_isNotCertainToHang() throws InterruptedException {
        occupyPool();
        CompletableFuture<String> limited =
                CompletableFuture.supplyAsync(() -> "1", pool).orTimeout(1, TimeUnit.HOURS);
        wait("limited", limited::join);

        ThreadDump dump = TaskLooks.look();

        assertThat(TaskLooks.awaited(dump, "limited").orElseThrow().unknown())
                .isEqualTo("it has a time limit of its own");
    }

    @Test
    void futureTask_isTheThreadThatRunsItOrTheTaskInTheQueue() throws InterruptedException {
        Future<String> running = pool.submit(() -> {
            busy.countDown();
            await();
            return "r";
        });
        busy.await();
        String captured = "q";
        Future<String> queued = pool.submit(() -> captured);
        FutureTask<String> orphan = new FutureTask<>(() -> "o");
        wait("of-running", running::get);
        wait("of-queued", () -> queued.get(1, TimeUnit.HOURS));
        wait("of-orphan", orphan::get);

        ThreadDump dump = TaskLooks.look();

        assertThat(onlyHolder(TaskLooks.awaited(dump, "of-running").orElseThrow()))
                .isEqualTo(thread(dump, "prices-1"));
        Task job = task(dump, onlyHolder(TaskLooks.awaited(dump, "of-queued").orElseThrow()));
        assertThat(texts(job)).containsExactly("q");
        assertThat(TaskLooks.awaited(dump, "of-orphan").orElseThrow().unknown()).isEqualTo("nobody is known to run it");
    }

    @Test
    void chainsThatChangeAllTheTime_doNoHarm() throws InterruptedException {
        List<Thread> churners = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread churner = new Thread(() -> {
                while (end.getCount() > 0) {
                    CompletableFuture<Integer> first = new CompletableFuture<>();
                    CompletableFuture<Integer> last = first;
                    for (int depth = 0; depth < 20; depth++) {
                        CompletableFuture<Integer> before = last;
                        last = before.thenApplyAsync(number -> number + 1, pool)
                                .thenCombine(before, Integer::sum)
                                .thenCompose(number -> CompletableFuture.supplyAsync(() -> number, pool));
                    }
                    first.complete(0);
                    last.join();
                }
            });
            churner.start();
            churners.add(churner);
        }
        try {
            for (int i = 0; i < 15; i++) {
                ThreadDump dump = TaskLooks.look();
                assertThat(dump.account().missing())
                        .noneMatch(missing -> missing.what().contains("some tasks"));
            }
        } finally {
            end.countDown();
            for (Thread churner : churners) {
                churner.join();
            }
        }
    }
}
