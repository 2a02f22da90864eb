package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** By reflection: the API is a preview of 25, and this is compiled for 17. */
@EnabledForJreRange(
        min = JRE.JAVA_25,
        disabledReason = "there are no scopes of this form, and no virtual threads on 17")
class ScopesTest {

    private static final String TYPE = "java.util.concurrent.StructuredTaskScope";

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Object call(Object scope, String method, Object... arguments) throws ReflectiveOperationException {
        Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {Callable.class};
        return Class.forName(TYPE).getMethod(method, types).invoke(scope, arguments);
    }

    private String block(String text) throws InterruptedException {
        end.await();
        return text;
    }

    private Void own(String order, boolean nested) throws ReflectiveOperationException {
        try (AutoCloseable scope =
                (AutoCloseable) Class.forName(TYPE).getMethod("open").invoke(null)) {
            for (int i = 0; i < 2; i++) {
                String part = order + "-" + i;
                Callable<Object> leaf = () -> block(part);
                Callable<Object> branch = () -> own(part, false);
                call(scope, "fork", nested && i == 0 ? branch : leaf);
            }
            call(scope, "join");
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return null;
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

        ThreadDump dump = TaskLooks.look();
        for (int tries = 0; tries < 1_000 && dump.tasks().size() < 4; tries++) {
            dump = TaskLooks.look(); // until the nested ones have begun
        }

        List<Task> tasks = dump.tasks().stream()
                .filter(task -> task.kind() == TaskKind.SUBTASK)
                .toList();
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
        Task branch = tasks.stream()
                .filter(task -> part(task).equals("order-0"))
                .findFirst()
                .orElseThrow();
        assertThat(TaskLooks.awaited(dump, Node.thread(branch.threadId()))
                        .orElseThrow()
                        .holders())
                .hasSize(2);
    }

    @Test
    void executorOfAThreadForEachTask_isNeverShortOfThreads() throws ReflectiveOperationException {
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
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
