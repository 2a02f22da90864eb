package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same for streams of RxJava 3, which have no names and no checkpoints. */
class RxStreamsTest {

    private final PoolVictims victims = new PoolVictims();
    private final CompositeDisposable running = new CompositeDisposable();

    @AfterEach
    void end() {
        victims.end();
        running.dispose();
    }

    private static List<Task> streams(ThreadDump dump, String operators) {
        return dump.tasks().stream()
                .filter(task -> task.kind() == TaskKind.STREAM
                        && operators.equals(task.facts().get("operators")))
                .toList();
    }

    @Test
    void blockedThread_waitsForTheStream() {
        Thread waiter = victims.start("blocked", () -> Single.timer(1, TimeUnit.HOURS)
                .map(tick -> "order " + tick)
                .blockingGet());
        TaskLooks.untilWaiting(waiter);

        ThreadDump dump = TaskLooks.look();

        Task stream = streams(dump, "timer, map, blockingGet").get(0);
        assertThat(stream.state()).startsWith("due in ");
        assertThat(stream.name()).startsWith("RxStreamsTest.lambda$blockedThread_waitsForTheStream$");
        Frame frame = stream.stack().frames().get(0);
        assertThat(frame.file()).isEqualTo("RxStreamsTest.java");
        assertThat(frame.line()).isPositive();
        Resource end = TaskLooks.awaited(dump, "blocked").orElseThrow();
        assertThat(end.kind()).isEqualTo(Resource.Kind.FUTURE);
        assertThat(end.holders()).extracting(Resource.Holder::node).containsExactly(Node.task(stream.id()));
    }

    @Test
    void runningStream_hasItsThread() {
        CountDownLatch inMap = new CountDownLatch(1);
        running.add(Flowable.range(1, 10)
                .observeOn(Schedulers.single())
                .map(number -> {
                    inMap.countDown();
                    victims.rest(number);
                    return number;
                })
                .onErrorReturnItem(0)
                .subscribe(number -> {}));
        PoolVictims.until(() -> inMap.getCount() == 0);

        ThreadDump dump = TaskLooks.look();

        Task stream =
                streams(dump, "range, observeOn, map, onErrorReturn, subscribe").get(0);
        assertThat(stream.state()).isEqualTo("running");
        assertThat(stream.threadId())
                .isEqualTo(dump.threads().stream()
                        .filter(thread -> thread.name().startsWith("RxSingleScheduler-"))
                        .findFirst()
                        .orElseThrow()
                        .id());
        Schedulers.shutdown();
        Schedulers.start();
    }

    @Test
    void streamsInsideOfAStream_areItsChildren() {
        running.add(Observable.just(1, 2, 3)
                .flatMap(order -> Observable.timer(1, TimeUnit.HOURS).map(tick -> order + tick))
                .subscribe());

        ThreadDump dump = TaskLooks.look();

        List<Task> inner = streams(dump, "timer, map, flatMap");
        assertThat(inner).hasSize(3);
        String parent = inner.get(0).parentId();
        assertThat(parent).isNotNull();
        assertThat(inner).allSatisfy(task -> assertThat(task.parentId()).isEqualTo(parent));
    }
}
