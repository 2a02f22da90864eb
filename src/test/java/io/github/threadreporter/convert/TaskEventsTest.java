package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.HangingDumps;
import io.sentry.SentryLevel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks, and who waits for whom, in events. */
class TaskEventsTest {

    private static final int BYTES = CaptureLimits.DEFAULTS.eventBytes();

    @Test
    void tasks_standBesideTheThreadsAndThoseOfTheChainBehindTheCulprit() {
        JsonNode event = whole(HangingDumps.hanging());
        assertThat(event.at("/threads/values").findValuesAsText("name"))
                .containsExactly(
                        "http-1",
                        "payments-1 and 1 more",
                        "coroutine \"load order 42\", suspended",
                        "DefaultDispatcher-worker-1",
                        "refresh-1",
                        "job \"Refresh.run\" and 1 more, queued",
                        "coroutine \"serve order 42\", suspended",
                        "coroutine \"pack order 43\", running",
                        "future \"thenApply Cart.total\", pending",
                        "future \"supplyAsync Cart.items\", pending",
                        "scheduled job \"Report.send\", due in 12 s");
        assertThat(event.findValues("current")).hasSize(1);
        JsonNode load = event.at("/threads/values/2");
        assertThat(load.get("id").asLong()).isEqualTo(1_000_001);
        assertThat(load.get("state").asText()).isEqualTo("WAITING");
        JsonNode frame = load.at("/stacktrace/frames/1");
        assertThat(frame.get("function").asText()).isEqualTo("load");
        assertThat(frame.get("lineno").asInt()).isEqualTo(58);
        assertThat(frame.get("context_line").asText()).contains("load();");
        assertThat(frame.at("/vars/orderId").asText()).isEqualTo("order-42");
    }

    @Test
    void stateOfATask_isTheNearestThatServersShow() {
        JsonNode event = whole(HangingDumps.hanging());
        assertThat(stateOf(event, "job \"Refresh.run\"")).isEqualTo("NEW");
        assertThat(stateOf(event, "scheduled job")).isEqualTo("TIMED_WAITING");
        assertThat(stateOf(event, "coroutine \"pack")).as("that of its thread").isEqualTo("RUNNABLE");
    }

    @Test
    void waits_areToldInWordsFromTheCulpritToWhereTheTroubleComesFrom() {
        JsonNode waits = whole(HangingDumps.hanging()).at("/contexts/waits");
        assertThat(waits.get("waits for").asText())
                .isEqualTo("future java.util.concurrent.CompletableFuture@f1, for 41 s, with a time limit, to be"
                        + " completed by coroutine \"load order 42\"");
        assertThat(texts(waits.get("who would have to act"))).containsExactly("coroutine \"load order 42\"");
        assertThat(texts(waits.get("chain")))
                .containsExactly(
                        "http-1 (id 41) waits for future java.util.concurrent.CompletableFuture@f1, for 41 s, with a"
                                + " time limit, to be completed by coroutine \"load order 42\"",
                        "coroutine \"load order 42\" waits for connection pool orders, for 40 s, lent to any one of 2:"
                                + " payments-1 (id 42) (for 40 s, taken in OrderRepository.save(OrderRepository.java:44)),"
                                + " payments-2 (id 43) (for 12 s)",
                        "payments-1 (id 42) is RUNNABLE at PaymentClient.charge(PaymentClient.java:31)");
    }

    @Test
    void whoIsUnknown_isSaidToBe() {
        ConvertedEvent event = eventOf(HangingDumps.hanging(), "traceback from refresh-1");
        JsonNode waits = ServerRules.assertKept(event, BYTES).at("/contexts/waits");
        assertThat(waits.get("waits for").asText())
                .isEqualTo("semaphore java.util.concurrent.Semaphore$NonfairSync@5e, cannot tell: a semaphore does not"
                        + " know who took its permits");
        assertThat(texts(waits.get("who would have to act")))
                .containsExactly("cannot tell: a semaphore does not know who took its permits");
    }

    @Test
    void pools_areToldWithSizesUsersAndContents() {
        JsonNode pools = whole(HangingDumps.hanging()).at("/contexts/pools");
        assertThat(pools).hasSize(2);
        assertThat(pools.at("/pool 01/name").asText()).isEqualTo("connection pool orders");
        assertThat(pools.at("/pool 01/size").asText()).isEqualTo("2 of at most 2");
        assertThat(texts(pools.at("/pool 01/in use by")))
                .containsExactly(
                        "payments-1 (id 42): for 40 s, taken in OrderRepository.save(OrderRepository.java:44)",
                        "payments-2 (id 43): for 12 s");
        assertThat(pools.at("/pool 02/name").asText()).isEqualTo("executor refresh");
        assertThat(pools.at("/pool 02/waiting").asInt()).isEqualTo(3);
        assertThat(texts(pools.at("/pool 02/contents")))
                .containsExactly("job \"Refresh.run\", queued (2)", "scheduled job \"Report.send\", due in 12 s");
    }

    @Test
    void eventOfOneThread_tellsOnlyOfThePoolsThatConcernIt() {
        assertThat(json("traceback from refresh-1")
                        .at("/contexts/pools/pool 01/name")
                        .asText())
                .isEqualTo("executor refresh");
        assertThat(json("traceback from http-1").at("/contexts/pools").isMissingNode())
                .isTrue();
        assertThat(json("traceback from coroutine \"load order 42\"")
                        .at("/contexts/pools/pool 01/name")
                        .asText())
                .isEqualTo("connection pool orders");
    }

    @Test
    void deadlock_namesThreadsAndTasksInItsOrder() {
        JsonNode event = whole(HangingDumps.poolDeadlock());
        assertThat(texts(event.at("/contexts/locks/deadlock 1")))
                .containsExactly(
                        "orders-1 waits for future java.util.concurrent.FutureTask@a1, for 1 min 15 s, to be completed"
                                + " by job \"Reserve.call\"",
                        "job \"Reserve.call\" waits for executor orders, served by any one of 2: orders-1 (id 61),"
                                + " orders-2 (id 62)",
                        "orders-2 waits for future java.util.concurrent.FutureTask@a2, to be completed by job"
                                + " \"Reserve.call\"",
                        "job \"Reserve.call\" waits for executor orders, served by any one of 2: orders-1 (id 61),"
                                + " orders-2 (id 62)");
        assertThat(event.get("level").asText()).isEqualTo("error");
        assertThat(event.at("/threads/values").findValuesAsText("name"))
                .as("none is folded")
                .containsExactly(
                        "orders-1", "orders-2", "job \"Reserve.call\", queued", "job \"Reserve.call\", queued");
    }

    @Test
    void extra_tellsWhatIsKnownOfATask() {
        JsonNode extra = json("traceback from coroutine \"load order 42\"").at("/extra/task");
        assertThat(extra.get("id").asText()).isEqualTo("com.acme.orders.Load@c1");
        assertThat(extra.get("kind").asText()).isEqualTo("coroutine");
        assertThat(extra.get("state").asText()).isEqualTo("suspended");
        assertThat(extra.get("at").asText()).isEqualTo("com.acme.orders.Orders.load(Orders.java:58)");
        assertThat(extra.get("waits for").asText()).startsWith("connection pool orders, for 40 s, lent to");
        assertThat(extra.get("parent").asText()).isEqualTo("coroutine \"serve order 42\"");
        assertThat(texts(extra.get("created at"))).containsExactly("OrderEndpoint.get(OrderEndpoint.java:20)");
        assertThat(extra.at("/facts/dispatcher").asText()).isEqualTo("Dispatchers.IO");
        JsonNode running = json("traceback from coroutine \"pack order 43\"").at("/extra/task");
        assertThat(running.get("run by").asText()).isEqualTo("DefaultDispatcher-worker-1 (id 45)");
        JsonNode carrier = json("traceback from DefaultDispatcher-worker-1").at("/extra/thread");
        assertThat(texts(carrier.get("runs"))).containsExactly("coroutine \"pack order 43\"");
    }

    @Test
    void eventOfATask_isAboutItAlone() {
        ConvertedEvent converted = eventOf(HangingDumps.hanging(), "traceback from job \"Refresh.run\" and 1 more");
        JsonNode event = ServerRules.assertKept(converted, BYTES);
        assertThat(event.at("/threads/values")).hasSize(1);
        assertThat(event.at("/message/message").asText()).isEqualTo("traceback from %s");
        assertThat(event.at("/transaction").asText()).isEqualTo("com.acme.orders.Refresh.run");
        assertThat(event.at("/tags/task.name").asText()).isEqualTo("Refresh.run");
        assertThat(event.at("/tags/task.kind").asText()).isEqualTo("job");
        assertThat(event.at("/tags/task.state").asText()).isEqualTo("queued");
        assertThat(event.at("/tags/thread.name").isMissingNode()).isTrue();
        assertThat(event.at("/extra/task/variables of others/Refresh.run").asText())
                .isEqualTo("orderId=order-62");
        assertThat(converted.threadIds()).isEmpty();
        assertThat(converted.taskIds()).containsExactly("com.acme.orders.Refresh@a1", "com.acme.orders.Refresh@a2");
        assertThat(converted.event().getLevel()).isEqualTo(SentryLevel.INFO);
        assertThat(eventOf(HangingDumps.hanging(), "traceback from coroutine \"load order 42\"")
                        .event()
                        .getFingerprints())
                .containsExactly("task", "coroutine", "load order *", "{{ default }}");
    }

    @Test
    void each_tellsOfThreadsFirstAndSumsUpTasksAboveTheLimit() {
        List<String> all = messages(CaptureLimits.DEFAULTS);
        assertThat(all).hasSize(11).last().isEqualTo("traceback from scheduled job \"Report.send\"");
        assertThat(all.subList(0, 4)).noneMatch(message -> message.contains("\""));
        assertThat(messages(CaptureLimits.builder().events(6).build()))
                .hasSize(7)
                .last()
                .isEqualTo("traceback from 5 more groups of threads and tasks");
        assertThat(messages(CaptureLimits.builder().events(2).build()))
                .hasSize(3)
                .last()
                .isEqualTo("traceback from 9 more groups of threads and tasks");
    }

    @Test
    void fiftyQueuedOrders_showFiftyOrderIds() {
        List<Task> tasks = new ArrayList<>();
        StackTrace stack = Dumps.stack(Dumps.frame("java.util.concurrent.FutureTask", "run", 5));
        for (int i = 0; i < 50; i++) {
            FrameVariables captured = new FrameVariables(
                    0,
                    List.of(new Variable(
                            "orderId", Variable.Kind.LOCAL, new Value.Text("java.lang.String", "order-" + i, 0))),
                    "");
            tasks.add(Task.of("com.acme.orders.Desk$$Lambda@" + i, TaskKind.JOB, "OrderDesk.place", "queued")
                    .withStack(stack)
                    .withVariables(List.of(captured)));
        }
        String event = whole(Dumps.of().withTasks(tasks)).toString();
        for (int i = 0; i < 50; i++) {
            assertThat(event).containsPattern("order-" + i + "\\b");
        }
    }

    @Test
    void hundredThousandTasks_areAFewEntriesOrAreCounted() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            StackTrace stack = Dumps.stack(Dumps.sourced("com.acme.C" + i % 5_000, "run", 1));
            tasks.add(Task.of("t" + i, TaskKind.COROUTINE, "load " + i, "suspended")
                    .withStack(stack));
        }
        ThreadDump dump = Dumps.deadlocked().withTasks(tasks);
        ConvertedEvent event = new EventConverter(CaptureLimits.DEFAULTS).whole(dump);
        JsonNode json = ServerRules.assertKept(event, BYTES);
        assertThat(event.threadIds()).as("idle threads gave way").containsExactly(33L, 37L, 38L);
        int shown = event.taskIds().size();
        assertThat(shown).isGreaterThan(20_000);
        assertThat(event.cuts()).contains(new Cut("tasks", 100_000 - shown, "eventBytes=921600"));
        assertThat(json.at("/extra/tasks left out/0").asText()).startsWith("20 suspended at C");
        assertThat(json.at("/contexts/capture/tasks/total").asInt()).isEqualTo(100_000);
        assertThat(json.at("/contexts/capture/tasks/by kind/coroutine").asInt()).isEqualTo(100_000);
        assertThat(json.at("/contexts/capture/tasks/by state/suspended").asInt())
                .isEqualTo(100_000);
    }

    @Test
    void numberOfATask_isThatOfNoThread() {
        CapturedThread high = CapturedThread.builder(1_000_001, "high").build();
        CapturedThread damaged =
                CapturedThread.builder(1_000_000_000_000_001L, "damaged").build();
        List<Task> tasks = List.of(Task.of("a", TaskKind.JOB, "a", "queued"));
        assertThat(new DumpView(Dumps.of(high).withTasks(tasks)).tasks().get(0).id())
                .isEqualTo(10_000_001);
        assertThat(new DumpView(Dumps.of(high, damaged).withTasks(tasks))
                        .tasks()
                        .get(0)
                        .id())
                .isEqualTo(1_000_000_000_000_002L);
    }

    private static JsonNode whole(ThreadDump dump) {
        return ServerRules.assertKept(new EventConverter(CaptureLimits.DEFAULTS).whole(dump), BYTES);
    }

    private static JsonNode json(String message) {
        return ServerRules.assertKept(eventOf(HangingDumps.hanging(), message), BYTES);
    }

    private static ConvertedEvent eventOf(ThreadDump dump, String message) {
        EventSeries events = new EventConverter(CaptureLimits.DEFAULTS).each(dump);
        while (events.hasNext()) {
            ConvertedEvent event = events.next();
            if (event.event().getMessage().getFormatted().equals(message)) {
                return event;
            }
        }
        throw new AssertionError("no event says " + message);
    }

    private static List<String> messages(CaptureLimits limits) {
        List<String> messages = new ArrayList<>();
        new EventConverter(limits)
                .each(HangingDumps.hanging())
                .forEachRemaining(
                        event -> messages.add(event.event().getMessage().getFormatted()));
        return messages;
    }

    private static String stateOf(JsonNode event, String name) {
        for (JsonNode thread : event.at("/threads/values")) {
            if (thread.get("name").asText().startsWith(name)) {
                return thread.get("state").asText();
            }
        }
        throw new AssertionError("no entry named " + name);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
