package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Streams of Reactor: found by what runs, awaits or schedules them, with their operators and the code of the application. */
class ReactiveStreamsTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final PoolVictims victims = new PoolVictims();
    private final Disposable.Composite running = Disposables.composite();

    @AfterEach
    void end() {
        Hooks.resetOnOperatorDebug();
        victims.end();
        running.dispose();
    }

    private Scheduler single(String name) {
        Scheduler scheduler = Schedulers.newSingle(name, true);
        running.add(scheduler);
        return scheduler;
    }

    private static List<Task> streams(ThreadDump dump) {
        return dump.tasks().stream()
                .filter(task -> task.kind() == TaskKind.STREAM)
                .toList();
    }

    private static Task stream(ThreadDump dump, String name) {
        return streams(dump).stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no stream " + name + " in "
                        + streams(dump).stream().map(Task::name).toList()));
    }

    private static int lineOfThisTest(String method) {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getMethodName().equals(method))
                        .findFirst()
                        .orElseThrow()
                        .getLineNumber());
    }

    @Test
    void blockedThread_waitsForTheStreamWhichIsDueLater() {
        int order = 4711;
        Thread waiter = victims.start("blocked", () -> Mono.delay(LONG)
                .map(tick -> order + tick)
                .name("ship-order")
                .block());
        TaskLooks.untilWaiting(waiter);

        ThreadDump dump = TaskLooks.look();

        Task stream = stream(dump, "ship-order");
        assertThat(stream.facts().get("operators")).isEqualTo("delay, map, block");
        assertThat(stream.state()).startsWith("due in ");
        assertThat(stream.threadId()).isNull();
        Frame frame = stream.stack().frames().get(0);
        assertThat(frame.method()).startsWith("lambda$blockedThread_waitsForTheStreamWhichIsDueLater$");
        assertThat(frame.file()).isEqualTo("ReactiveStreamsTest.java");
        assertThat(frame.line()).isPositive();
        assertThat(stream.variablesAt(0).variables())
                .filteredOn(variable -> variable.name().equals("order"))
                .singleElement()
                .satisfies(variable -> assertThat(variable.value().toString()).contains("4711"));
        Resource end = TaskLooks.awaited(dump, "blocked").orElseThrow();
        assertThat(end.kind()).isEqualTo(Resource.Kind.FUTURE);
        assertThat(end.name()).isEqualTo("the end of ship-order");
        assertThat(end.isKnown()).isTrue();
        assertThat(end.holders()).extracting(Resource.Holder::node).containsExactly(Node.task(stream.id()));
    }

    @Test
    void runningStream_hasItsThreadAndTheCodeOfAllItsOperators() {
        CountDownLatch inMap = new CountDownLatch(1);
        running.add(Flux.range(1, 10)
                .filter(number -> number > 0)
                .publishOn(single("worker"))
                .checkpoint("numbers of orders")
                .map(number -> {
                    inMap.countDown();
                    victims.rest(number);
                    return number;
                })
                .subscribe(number -> {}));
        PoolVictims.until(() -> inMap.getCount() == 0);

        ThreadDump dump = TaskLooks.look();

        Task stream = stream(dump, "numbers of orders");
        assertThat(stream.state()).isEqualTo("running");
        assertThat(stream.threadId())
                .isEqualTo(dump.threads().stream()
                        .filter(thread -> thread.name().startsWith("worker-"))
                        .findFirst()
                        .orElseThrow()
                        .id());
        assertThat(stream.facts())
                .containsEntry("operators", "range, filter, publishOn, map, subscribe")
                .containsEntry("checkpoints", "numbers of orders")
                .containsEntry("requested", "unbounded")
                .containsEntry("buffered", "publishOn 9");
        assertThat(stream.stack().frames())
                .extracting(Frame::method)
                .hasSize(3)
                .allMatch(method -> method.startsWith("lambda$runningStream_"));
    }

    @Test
    void streamsInsideOfAStream_areItsChildren() {
        running.add(Flux.range(1, 3)
                .flatMap(order -> Mono.delay(LONG).map(tick -> order + tick).checkpoint("stock of an order"))
                .checkpoint("all orders")
                .subscribe());

        ThreadDump dump = TaskLooks.look();

        Task outer = stream(dump, "all orders");
        assertThat(outer.facts().get("operators")).isEqualTo("range, flatMap, subscribe");
        assertThat(streams(dump))
                .filteredOn(task -> outer.id().equals(task.parentId()))
                .hasSize(3)
                .allSatisfy(inner -> {
                    assertThat(inner.name()).isEqualTo("stock of an order");
                    assertThat(inner.facts().get("operators")).startsWith("delay, map");
                });
        Resource inside = TaskLooks.awaited(dump, Node.task(outer.id())).orElseThrow();
        assertThat(inside.need()).isEqualTo(Resource.Need.ONE);
        assertThat(inside.holders()).hasSize(3);
        assertThat(inside.isKnown()).isTrue();
    }

    @Test
    void queuedStream_waitsForTheThreadsOfItsScheduler() {
        Scheduler scheduler = single("busy");
        CountDownLatch busy = new CountDownLatch(1);
        scheduler.schedule(() -> {
            busy.countDown();
            victims.rest(null);
        });
        PoolVictims.until(() -> busy.getCount() == 0);
        Thread waiter = victims.start("asker", () -> Mono.fromCallable(() -> "stock")
                .subscribeOn(scheduler)
                .name("ask-stock")
                .block());
        TaskLooks.untilWaiting(waiter);

        ThreadDump dump = TaskLooks.look();

        Task stream = stream(dump, "ask-stock");
        assertThat(stream.state()).isEqualTo("queued");
        Resource pool = TaskLooks.awaited(dump, Node.task(stream.id())).orElseThrow();
        assertThat(pool.kind()).isEqualTo(Resource.Kind.EXECUTOR);
        assertThat(stream.pool()).isEqualTo(pool.ref());
        assertThat(PoolVictims.holders(dump, pool).keySet())
                .singleElement()
                .asString()
                .startsWith("busy-");
        assertThat(TaskLooks.awaited(dump, "asker").orElseThrow().holders())
                .extracting(Resource.Holder::node)
                .containsExactly(Node.task(stream.id()));
    }

    @Test
    void operatorDebug_givesTheLinesOfOperatorsWithoutCode() {
        Hooks.onOperatorDebug();
        Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();
        int line = lineOfThisTest("operatorDebug_givesTheLinesOfOperatorsWithoutCode") + 1;
        Flux<String> flux = sink.asFlux().delayElements(LONG).skip(1);
        Disposable disposable = flux.subscribe();
        running.add(disposable);

        ThreadDump dump = TaskLooks.look();

        Task stream = streams(dump).stream()
                .filter(task -> task.facts().get("operators").contains("skip"))
                .findFirst()
                .orElseThrow();
        assertThat(stream.stack().frames()).anySatisfy(frame -> {
            assertThat(frame.method()).isEqualTo("operatorDebug_givesTheLinesOfOperatorsWithoutCode");
            assertThat(frame.line()).isEqualTo(line);
        });
        assertThat(stream.createdAt().frames()).singleElement().satisfies(frame -> assertThat(frame.line())
                .isEqualTo(line));
        assertThat(disposable.isDisposed()).isFalse();
    }

    @Test
    void threadThatRunsTheStreamItBlocksOn_doesNotWaitForItself() {
        CountDownLatch inMap = new CountDownLatch(1);
        victims.start("runner", () -> Mono.just(1)
                .hide()
                .map(one -> {
                    inMap.countDown();
                    victims.rest(one);
                    return one;
                })
                .block());
        PoolVictims.until(() -> inMap.getCount() == 0);

        ThreadDump dump = TaskLooks.look();

        assertThat(TaskLooks.awaited(dump, "runner").map(Resource::kind))
                .isNotEqualTo(Optional.of(Resource.Kind.FUTURE));
        assertThat(streams(dump))
                .filteredOn(stream -> "hide, map, block".equals(stream.facts().get("operators")))
                .singleElement()
                .satisfies(stream -> {
                    assertThat(stream.threadId())
                            .isEqualTo(TaskLooks.thread(dump, "runner").id());
                    assertThat(stream.state()).isEqualTo("running");
                });
    }

    @Test
    void futureOfAStream_isHeldByTheStream() {
        CompletableFuture<Long> future =
                Mono.delay(LONG).checkpoint("slow reply").toFuture();
        Thread waiter = victims.start("getter", () -> future.get());
        TaskLooks.untilWaiting(waiter);

        ThreadDump dump = TaskLooks.look();

        Task stream = stream(dump, "slow reply");
        assertThat(dump.waits().resources())
                .filteredOn(resource -> resource.ref().equals(LiveObjects.ref(future)))
                .singleElement()
                .satisfies(resource -> {
                    assertThat(resource.kind()).isEqualTo(Resource.Kind.FUTURE);
                    assertThat(resource.holders())
                            .extracting(Resource.Holder::node)
                            .containsExactly(Node.task(stream.id()));
                });
        future.complete(1L);
    }

    @Test
    void streamThatNothingButAVariableLeadsTo_isFoundByIt() {
        Sinks.Many<String> sink = Sinks.many().multicast().onBackpressureBuffer();
        Disposable subscription =
                sink.asFlux().map(text -> text + "!").checkpoint("from a sink").subscribe();
        running.add(subscription);

        ThreadDump dump = TaskLooks.look();

        Task stream = stream(dump, "from a sink");
        assertThat(stream.state()).isEqualTo("waiting");
        assertThat(stream.threadId()).isNull();
        assertThat(stream.stack().frames()).hasSize(1);
        assertThat(subscription.isDisposed()).isFalse();
    }
}
