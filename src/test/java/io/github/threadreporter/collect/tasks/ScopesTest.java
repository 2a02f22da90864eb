package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.testing.VirtualThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** By reflection: the API is a preview of 25, and this is compiled for 17. */
@EnabledForJreRange(
        min = JRE.JAVA_25,
        disabledReason = "there are no scopes of this form, and no virtual threads on 17")
class ScopesTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private String block(String text) throws InterruptedException {
        end.await();
        return text;
    }

    private Object own(String order, boolean nested) throws ReflectiveOperationException {
        List<Callable<Object>> subtasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String part = order + "-" + i;
            Callable<Object> leaf = () -> block(part);
            Callable<Object> branch = () -> own(part, false);
            subtasks.add(nested && i == 0 ? branch : leaf);
        }
        VirtualThreads.forkAndJoin(subtasks);
        return order;
    }

    private static List<Task> subtasks(ThreadDump dump) {
        return dump.tasks().stream()
                .filter(task -> task.kind() == TaskKind.SUBTASK)
                .toList();
    }

    /** The one that has subtasks itself, once it waits for them. */
    private static Optional<Resource> awaitedByBranch(ThreadDump dump) {
        return subtasks(dump).stream()
                .filter(task -> task.threadId() != null && !task.variables().isEmpty())
                .filter(task -> part(task).equals("order-0"))
                .findFirst()
                .flatMap(branch -> TaskLooks.awaited(dump, Node.thread(branch.threadId())));
    }

    private static String part(Task task) {
        return task.variables().get(0).variables().stream()
                .filter(variable -> variable.name().equals("part"))
                .map(variable -> ((Value.Text) variable.value()).text())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void subtasks_areATreeAndOwnersWaitForThem() throws InterruptedException {
        Thread owner = new Thread(
                () -> {
                    try {
                        own("order", true);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "scope-owner");
        owner.start();
        threads.add(owner);
        TaskLooks.untilWaiting(owner);

        AtomicReference<ThreadDump> seen = new AtomicReference<>();
        Awaitility.await().until(() -> {
            seen.set(TaskLooks.look());
            return subtasks(seen.get()).size() == 4
                    && awaitedByBranch(seen.get()).isPresent();
        });

        ThreadDump dump = seen.get();
        List<Task> tasks = subtasks(dump);
        assertThat(tasks)
                .extracting(ScopesTest::part)
                .containsExactlyInAnyOrder("order-0", "order-1", "order-0-0", "order-0-1");
        for (Task task : tasks) {
            assertThat(task.state()).isEqualTo("running");
            assertThat(task.threadId()).isNotNull();
            assertThat(task.name()).startsWith("ScopesTest.lambda$own$");
            Task parent = tasks.stream()
                    .filter(other -> other.id().equals(task.parentId()))
                    .findFirst()
                    .orElse(null);
            if (part(task).length() > "order-0".length()) {
                assertThat(parent).isNotNull();
                assertThat(part(parent)).isEqualTo("order-0");
            } else {
                assertThat(parent).isNull();
                assertThat(task.facts()).containsEntry("owner", "scope-owner");
            }
        }
        Resource awaited = TaskLooks.awaited(dump, "scope-owner").orElseThrow();
        assertThat(awaited.need()).isEqualTo(Resource.Need.ALL);
        assertThat(awaited.isKnown()).as(awaited.unknown()).isTrue();
        assertThat(awaited.holders())
                .extracting(Holder::node)
                .containsExactlyInAnyOrderElementsOf(tasks.stream()
                        .filter(task -> task.parentId() == null)
                        .map(task -> Node.thread(task.threadId()))
                        .toList());
        assertThat(awaitedByBranch(dump).orElseThrow().holders()).hasSize(2);
    }

    @Test
    void executorOfAThreadForEachTask_isNeverShortOfThreads() throws ReflectiveOperationException {
        ExecutorService executor = VirtualThreads.executor();
        try {
            CountDownLatch begun = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                executor.submit(() -> {
                    begun.countDown();
                    return block("");
                });
            }
            begun.await();
            ThreadDump dump = TaskLooks.look();
            assertThat(dump.waits().resources())
                    .filteredOn(resource -> resource.ref().className().endsWith("ThreadPerTaskExecutor"))
                    .singleElement()
                    .satisfies(resource -> {
                        assertThat(resource.unknown()).isEqualTo("it starts a thread for each task");
                        assertThat(resource.facts()).containsEntry("threads", "3");
                    });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            end.countDown();
            executor.shutdown();
        }
    }
}
