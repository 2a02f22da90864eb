package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Streams that move on all the time while they are looked at, long ones, and many. */
class ChangingStreamsTest {

    private static final int LOOKS = 20;

    private final PoolVictims victims = new PoolVictims();
    private final Disposable.Composite running = Disposables.composite();

    @AfterEach
    void end() {
        victims.end();
        running.dispose();
    }

    private static void checkNothingFailed(ThreadDump dump) {
        assertThat(dump.account().missing()).noneMatch(missing -> missing.why().contains("could not go on"));
    }

    private static List<Task> named(ThreadDump dump, String name) {
        return dump.tasks().stream()
                .filter(task -> task.kind() == TaskKind.STREAM && task.name().equals(name))
                .toList();
    }

    @Test
    void movingStreams_areWalkedWithoutAnErrorAndHideNothingOfAStillOne() {
        for (int i = 0; i < 4; i++) {
            running.add(Flux.interval(Duration.ofMillis(1))
                    .onBackpressureDrop()
                    .flatMap(tick -> Mono.delay(Duration.ofMillis(1)).map(delayed -> tick + delayed))
                    .publishOn(Schedulers.boundedElastic())
                    .window(3)
                    .concatMap(Flux::collectList)
                    .retry(2)
                    .subscribe());
        }
        TaskLooks.untilWaiting(victims.start("still", () -> Mono.delay(Duration.ofHours(1))
                .map(tick -> "still " + tick)
                .checkpoint("still")
                .block()));
        Awaitility.await().until(() -> TaskLooks.awaited(TaskLooks.look(), "still").stream()
                .anyMatch(end -> end.holders().size() == 1)); // its timer may be waited for before

        for (int look = 0; look < LOOKS; look++) {
            ThreadDump dump = TaskLooks.look();

            checkNothingFailed(dump);
            assertThat(named(dump, "still")).singleElement().satisfies(stream -> {
                assertThat(stream.facts()).containsEntry("operators", "delay, map, block");
                assertThat(TaskLooks.awaited(dump, "still").orElseThrow().holders())
                        .hasSize(1);
            });
        }
    }

    @Test
    void streamOfVeryManyOperators_isCutAndSaysSo() {
        Mono<Long> mono = Mono.delay(Duration.ofHours(1));
        for (int i = 0; i < 700; i++) {
            mono = mono.map(tick -> tick + 1);
        }
        Mono<Long> built = mono;
        TaskLooks.untilWaiting(
                victims.start("long", () -> built.checkpoint("long").block()));

        ThreadDump dump = TaskLooks.look();

        checkNothingFailed(dump);
        assertThat(dump.tasks())
                .filteredOn(
                        task -> task.kind() == TaskKind.STREAM && task.facts().containsKey("cut"))
                .isNotEmpty()
                .allSatisfy(
                        task -> assertThat(task.facts()).containsEntry("cut", "operators beyond 512 are not shown"));
    }

    @Test
    void moreStreamsThanThereIsRoomFor_areCounted() {
        int count = 400;
        running.add(Flux.range(0, count)
                .flatMap(order -> Mono.delay(Duration.ofHours(1)).map(tick -> order + tick), count)
                .checkpoint("many")
                .subscribe());
        CaptureLimits limits = CaptureLimits.builder()
                .tasks(100)
                .taskMillis(60_000)
                .variablePauseMillis(60_000)
                .variableMillis(60_000)
                .classFileMillis(60_000)
                .build();

        ThreadDump dump = TaskLooks.look(limits, TaskCollectors.all());

        assertThat(dump.tasks()).hasSize(100);
        assertThat(dump.account().cuts())
                .filteredOn(cut -> cut.what().equals("tasks"))
                .extracting(Cut::count)
                .singleElement()
                .satisfies(left -> assertThat(left).isGreaterThanOrEqualTo(count - 100L));
    }
}
