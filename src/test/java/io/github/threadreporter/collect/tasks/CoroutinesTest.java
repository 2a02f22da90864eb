package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.collect.tasks.coroutines.Coroutines;
import io.github.threadreporter.collect.tasks.coroutines.Orders;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoroutinesTest {

    private static final String PACKAGE = "io.github.threadreporter.collect.tasks.coroutines.";

    private final Orders orders = new Orders();

    @AfterEach
    void close() {
        orders.close();
    }

    /** Looks until the coroutines have come to where they are to be. The scope is in a field of {@code here}. */
    private ThreadDump look(Predicate<ThreadDump> arrived) {
        Orders here = orders;
        AtomicReference<ThreadDump> seen = new AtomicReference<>();
        Awaitility.await().untilAsserted(() -> {
            ThreadDump dump = TaskLooks.look(TaskLooks.LIMITS, TaskCollectors.all());
            assertThat(arrived.test(dump)).as(() -> states(dump).toString()).isTrue();
            seen.set(dump);
        });
        Objects.requireNonNull(here);
        return seen.get();
    }

    private static List<String> states(ThreadDump dump) {
        return dump.tasks().stream()
                .map(task -> task.name() + " " + task.state())
                .toList();
    }

    private static Predicate<ThreadDump> are(String state, String... names) {
        return dump -> {
            for (String name : names) {
                if (dump.tasks().stream()
                        .noneMatch(
                                task -> task.name().equals(name) && task.state().equals(state))) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Task task(ThreadDump dump, String name) {
        return dump.tasks().stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no coroutine " + name));
    }

    private static List<String> frames(Task task) {
        return task.stack().frames().stream()
                .map(frame -> frame.className().replace(PACKAGE, "") + "." + frame.method())
                .toList();
    }

    /** What stands in the source at the lines of its frames. */
    private static List<String> lines(Task task) {
        List<String> source;
        try {
            source = Files.readAllLines(Path.of("src/test/kotlin/" + PACKAGE.replace('.', '/') + "Victims.kt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return task.stack().frames().stream()
                .map(frame ->
                        source.get(frame.line() - 1).replaceFirst("^.*= ", "").strip())
                .toList();
    }

    private static Map<String, Object> variables(Task task, int depth) {
        FrameVariables at = task.variablesAt(depth);
        assertThat(at).as("variables of frame %s of %s", depth, task).isNotNull();
        Map<String, Object> values = new HashMap<>();
        for (Variable variable : at.variables()) {
            if (variable.value() instanceof Value.Plain plain) {
                values.put(variable.name(), plain.value());
            } else if (variable.value() instanceof Value.Text text) {
                values.put(variable.name(), text.text());
            }
        }
        return values;
    }

    private static Resource awaited(ThreadDump dump, String name) {
        return TaskLooks.awaited(dump, Node.task(task(dump, name).id()))
                .orElseThrow(() -> new AssertionError(name + " waits for nothing"));
    }

    private static List<Node> holders(Resource resource) {
        return resource.holders().stream().map(Resource.Holder::node).toList();
    }

    @Test
    void suspended_haveFramesWithLinesAndNamedVariables() {
        orders.placeThree();

        ThreadDump dump = look(are("suspended", "order-1", "order-2", "order-3"));

        for (int i = 1; i <= 3; i++) {
            Task task = task(dump, "order-" + i);
            assertThat(task.kind()).isEqualTo(TaskKind.COROUTINE);
            assertThat(frames(task))
                    .containsExactly("Orders.reserve", "Orders.place", "Orders$placeThree$1.invokeSuspend");
            assertThat(lines(task))
                    .containsExactly("open.await()", "reserve(quantity + 1L)", "place(\"id-$i\", i * 10)");
            assertThat(variables(task, 0)).containsEntry("amount", i * 10 + 1L).containsEntry("weight", i * 5 + 0.5);
            assertThat(variables(task, 1))
                    .containsEntry("orderId", "id-" + i)
                    .containsEntry("quantity", i * 10L)
                    .containsEntry("note", "note of id-" + i);
            assertThat(Objects.requireNonNull(task.variablesAt(0)).variables())
                    .as("what the compiler has cleared")
                    .contains(new Variable(
                            "text", Variable.Kind.LOCAL, new Value.Unread("", "null, or not needed any more")));
            assertThat(variables(task, 2)).containsEntry("i", (long) i);
            assertThat(task.facts()).containsEntry("dispatcher", "Dispatchers.Default");
            assertThat(task.pool()).isNotNull();
        }
    }

    @Test
    void tree_isThatOfTheJobs() {
        orders.family();

        ThreadDump dump = look(are("suspended", "parent", "left", "right").and(are("waits for children", "child")));

        Task parent = task(dump, "parent");
        Task child = task(dump, "child");
        assertThat(parent.parentId()).isNull();
        assertThat(child.parentId()).isEqualTo(parent.id());
        assertThat(List.of(task(dump, "left"), task(dump, "right")))
                .extracting(Task::parentId)
                .containsOnly(child.id());
        assertThat(awaited(dump, "parent").kind()).isEqualTo(Resource.Kind.FUTURE);
        assertThat(holders(awaited(dump, "parent"))).containsExactly(Node.task(child.id()));
        assertThat(awaited(dump, "parent").isKnown()).isTrue();
        assertThat(holders(awaited(dump, "child")))
                .containsExactlyInAnyOrder(
                        Node.task(task(dump, "left").id()),
                        Node.task(task(dump, "right").id()));
        assertThat(awaited(dump, "left").isKnown()).isFalse();
        assertThat(frames(child))
                .containsExactly("Orders$inOtherContext$2.invokeSuspend", "Orders$family$1$child$1.invokeSuspend");
        assertThat(child.facts()).containsEntry("dispatcher", "Dispatchers.IO");
        assertThat(variables(task(dump, "left"), 0)).containsEntry("key", "deep");
    }

    @Test
    void mutexAndSemaphore_areWaitedForWithoutKnowingWhoHasThem() {
        orders.locks();
        look(are("suspended", "locker", "permit"));
        orders.waitForLocks();

        ThreadDump dump = look(are("suspended", "wants-lock", "wants-permit"));

        assertThat(awaited(dump, "wants-lock").kind()).isEqualTo(Resource.Kind.LOCK);
        assertThat(awaited(dump, "wants-lock").isKnown()).isFalse();
        assertThat(awaited(dump, "wants-lock").facts()).containsEntry("owner", "the owner");
        assertThat(awaited(dump, "wants-permit").kind()).isEqualTo(Resource.Kind.SEMAPHORE);
        assertThat(awaited(dump, "wants-permit").isKnown()).isFalse();
    }

    @Test
    void mutex_lockedByACoroutine_isHeldByIt() {
        orders.lockByJob();

        ThreadDump dump = look(are("suspended", "first", "second"));

        assertThat(holders(awaited(dump, "first")))
                .containsExactly(Node.task(task(dump, "second").id()));
        assertThat(holders(awaited(dump, "second")))
                .containsExactly(Node.task(task(dump, "first").id()));
        assertThat(awaited(dump, "first").isKnown()).isTrue();
    }

    @Test
    void channels_areWaitedFor() {
        orders.channels();

        ThreadDump dump = look(are("suspended", "receiver", "sender"));

        assertThat(task(dump, "receiver").facts()).containsEntry("waits to", "receive");
        assertThat(task(dump, "sender").facts()).containsEntry("waits to", "send");
        assertThat(awaited(dump, "receiver").kind()).isEqualTo(Resource.Kind.QUEUE);
        assertThat(awaited(dump, "sender").facts())
                .containsEntry("capacity", "1")
                .containsEntry("sent and not received", "2");
        assertThat(awaited(dump, "sender").isKnown()).isFalse();
    }

    @Test
    void delayed_tellWhenTheyGoOn() {
        orders.timed();

        ThreadDump dump = look(are("suspended", "sleeper", "patient")
                .and(seen -> task(seen, "sleeper").facts().containsKey("resumes in")));

        assertThat(task(dump, "sleeper").facts()).containsKey("resumes in");
        assertThat(TaskLooks.awaited(dump, Node.task(task(dump, "sleeper").id())))
                .isEmpty();
        assertThat(variables(task(dump, "sleeper"), 0)).containsEntry("since", "morning");
        assertThat(task(dump, "patient").facts()).containsKey("times out in");
        assertThat(dump.waits().waits())
                .filteredOn(wait ->
                        wait.who().equals(Node.task(task(dump, "patient").id())))
                .extracting(wait -> wait.timed())
                .containsExactly(true);
    }

    @Test
    void flow_showsEveryStageOfIt() {
        orders.flows();

        Task task = task(look(are("suspended", "collector")), "collector");

        assertThat(frames(task))
                .startsWith("Orders$flows$1$3.emit")
                .contains("Orders$flows$1$1.invokeSuspend", "kotlinx.coroutines.flow.AbstractFlow.collect")
                .endsWith("Orders$flows$1.invokeSuspend");
        assertThat(variables(task, 0)).containsEntry("length", 5L);
    }

    @Test
    void select_tellsOfItsClauses() {
        orders.selecting();

        Task task = task(look(are("suspended", "selector")), "selector");

        assertThat(task.facts()).containsEntry("selects", "CompletableDeferredImpl, BufferedChannel");
    }

    @Test
    void lazy_isNotStarted() {
        orders.notStarted();

        Task task = task(look(are("not started", "lazy")), "lazy");

        assertThat(task.facts()).containsEntry("job", "LazyStandaloneCoroutine, new");
    }

    @Test
    void queuedInAnExecutor_waitForItsThread() {
        orders.queued();

        ThreadDump dump = look(are("queued", "resumed", "unstarted").and(are("running", "occupant")));

        // In debug mode the library adds the name of the coroutine.
        long thread = dump.threads().stream()
                .filter(each -> each.name().startsWith("victims-single"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(task(dump, "occupant").threadId()).isEqualTo(thread);
        for (String queued : List.of("resumed", "unstarted")) {
            assertThat(awaited(dump, queued).kind()).isEqualTo(Resource.Kind.EXECUTOR);
            assertThat(holders(awaited(dump, queued))).containsExactly(Node.thread(thread));
        }
        assertThat(variables(task(dump, "resumed"), 0)).containsEntry("held", "what it kept");
        assertThat(frames(task(dump, "unstarted"))).containsExactly("Orders$queued$3.invokeSuspend");
        assertThat(dump.tasks())
                .as("not told a second time by the pool")
                .filteredOn(task -> task.kind() == TaskKind.JOB
                        && task.state().equals("queued")
                        && Objects.equals(task.pool(), task(dump, "resumed").pool()))
                .isEmpty();
    }

    @Test
    void queuedOnAView_waitForTheThreadThatWorksForIt() {
        orders.queuedOnView();

        ThreadDump dump = look(are("queued", "view-queued").and(are("running", "view-occupant")));

        Resource view = awaited(dump, "view-queued");
        assertThat(view.kind()).isEqualTo(Resource.Kind.DISPATCHER);
        assertThat(view.name()).isEqualTo("view");
        assertThat(view.isKnown()).isTrue();
        assertThat(holders(view))
                .containsExactly(Node.thread(
                        Objects.requireNonNull(task(dump, "view-occupant").threadId())));
    }

    @Test
    void queuedOnTheDefault_waitForOneOfItsThreads() throws InterruptedException {
        int cores = orders.occupyDefault();

        ThreadDump dump = look(are("queued", "no-room"));

        Resource pool = awaited(dump, "no-room");
        assertThat(pool.name()).isEqualTo("Dispatchers.Default");
        assertThat(pool.need()).isEqualTo(Resource.Need.ONE);
        assertThat(pool.isKnown()).isTrue();
        assertThat(pool.holders()).hasSize(cores);
        assertThat(dump.tasks())
                .filteredOn(task -> task.name().equals("room"))
                .extracting(task -> Node.thread(Objects.requireNonNull(task.threadId())))
                .containsExactlyInAnyOrderElementsOf(holders(pool));
    }

    @Test
    void running_goesOnFromTheStackOfItsThreadInTheFramesOfItsCallers() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        orders.running(running);
        running.await();

        ThreadDump dump = look(are("running", "runner"));

        Task task = task(dump, "runner");
        assertThat(frames(task))
                .containsSubsequence(
                        "Orders.occupy",
                        "Orders.resumedAndBusy",
                        "Orders$resumedAndBusy$1.invokeSuspend",
                        "Orders$running$1.invokeSuspend")
                .endsWith("Orders$running$1.invokeSuspend");
        assertThat(task.threadId()).isNotNull();
        assertThat(variables(task, task.stack().frames().size() - 1)).containsEntry("caller", "kept by the caller");
    }

    @Test
    void runBlocking_makesItsThreadWaitForTheCoroutine() {
        Thread thread = new Thread(orders::blocking);
        thread.setDaemon(true);
        thread.start();

        Node node = Node.thread(id(thread));
        ThreadDump dump = look(are("suspended", "blocking")
                .and(seen -> TaskLooks.awaited(seen, node).isPresent())); // it is parked a little later

        Resource awaited = TaskLooks.awaited(dump, node).orElseThrow();
        assertThat(holders(awaited))
                .containsExactly(Node.task(task(dump, "blocking").id()));
        assertThat(awaited.isKnown()).isTrue();
        assertThat(variables(task(dump, "blocking"), 0)).containsEntry("inside", "of runBlocking");
    }

    @SuppressWarnings("deprecation") // tests are compiled for 17
    private static long id(Thread thread) {
        return thread.getId();
    }

    @Test
    void limitOfTasks_isKeptAndWhatItCutsIsCounted() {
        orders.many(500);
        look(dump -> Collections.frequency(states(dump), "many waits for children") == 1
                && states(dump).stream()
                                .filter(state -> state.endsWith(" suspended"))
                                .count()
                        == 500);

        Orders here = orders;
        ThreadDump dump =
                TaskLooks.look(TaskLooks.limits().tasks(100).variableThreads(10).build(), List.of(new Coroutines()));
        Objects.requireNonNull(here);

        assertThat(dump.tasks()).hasSize(100);
        assertThat(dump.tasks()).filteredOn(task -> !task.variables().isEmpty()).hasSize(10);
        assertThat(dump.account().cuts())
                .extracting(cut -> cut.what() + " " + cut.count() + " " + cut.limit())
                .contains("tasks 401 tasks=100")
                .anyMatch(cut -> cut.startsWith("variables of coroutines"));
    }

    /** Whatever is found while everything changes, it is found without an error and in bounded time. */
    @Test
    void changingAllTheTime_isLookedAt() {
        orders.churn();

        for (int i = 0; i < 200; i++) {
            Orders here = orders;
            ThreadDump dump = TaskLooks.look(TaskLooks.LIMITS, TaskCollectors.all());
            Objects.requireNonNull(here);
            assertThat(dump.account().missing()).isEmpty();
            assertThat(dump.waits().waits()).allMatch(wait -> dump.waits().resources().stream()
                    .anyMatch(resource -> resource.ref().equals(wait.what())));
        }
    }
}
