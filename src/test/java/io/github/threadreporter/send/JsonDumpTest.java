package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.TaskDumps;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonDumpTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void deadlockedDump_isInTheDocumentedForm() throws IOException {
        assertThat(json(Dumps.deadlocked())).isEqualTo(MAPPER.readTree("""
                {"format": "thread-reporter/1",
                 "id": "0123456789abcdef0123456789abcdef",
                 "reason": {"kind": "manual"},
                 "takenAt": "2026-01-31T12:00:00Z",
                 "headline": "Deadlock: order-worker-3 waits for com.acme.orders.Stock@1f2e3d held by order-worker-7",
                 "headlineTemplate": "Deadlock: %s waits for %s held by %s",
                 "headlineParams": ["order-worker-3", "com.acme.orders.Stock@1f2e3d", "order-worker-7"],
                 "culprit": 33,
                 "jvm": {"name": "OpenJDK 64-Bit Server VM", "version": "17.0.15+6", "feature": 17, "pid": 4711,
                         "host": "orders-1", "mainClass": "com.acme.orders.Main", "startedAt": "2026-01-31T11:00:00Z"},
                 "times": {"pauseMicros": 8000, "pauseIsUpperBound": false, "collectMicros": 21000},
                 "deadlocks": [{"cycle": [33, 37]}],
                 "frames": [
                   {"class": "com.acme.orders.Stock", "method": "reserve", "file": "Stock.java", "line": 88,
                    "inApp": true, "source": {"before": ["a", "b", "c", "d", "e"],
                    "line": "        reserve(); // line 88", "after": ["f", "g", "h", "i", "j"]}},
                   {"class": "com.acme.orders.OrderService", "method": "place", "file": "OrderService.java", "line": 41,
                    "inApp": true, "source": {"before": ["a", "b", "c", "d", "e"],
                    "line": "        place(); // line 41", "after": ["f", "g", "h", "i", "j"]}},
                   {"class": "java.util.concurrent.ThreadPoolExecutor", "method": "runWorker",
                    "file": "ThreadPoolExecutor.java", "line": 1136, "inApp": false},
                   {"class": "java.lang.Thread", "method": "run", "file": "Thread.java", "line": 840, "inApp": false},
                   {"class": "com.acme.orders.Order", "method": "cancel", "file": "Order.java", "line": 19,
                    "inApp": true, "source": {"before": ["a", "b", "c", "d", "e"],
                    "line": "        cancel(); // line 19", "after": ["f", "g", "h", "i", "j"]}},
                   {"class": "jdk.internal.misc.Unsafe", "method": "park", "file": "Unsafe.java", "native": true,
                    "inApp": false},
                   {"class": "java.util.concurrent.locks.LockSupport", "method": "park", "file": "LockSupport.java",
                    "line": 211, "inApp": false}],
                 "stacks": [{"frames": [0, 1, 2, 3]}, {"frames": [4, 1, 2, 3]}, {"frames": [5, 6, 3]}],
                 "threads": [
                   {"id": 33, "name": "order-worker-3", "kind": "platform", "state": "BLOCKED", "daemon": false,
                    "priority": 5, "group": "main", "stack": 0,
                    "waitsFor": {"class": "com.acme.orders.Stock", "id": "1f2e3d", "how": "entering",
                                 "owner": {"id": 37, "name": "order-worker-7"}},
                    "holds": [{"class": "com.acme.orders.Order", "id": "77aa01", "depth": 1}],
                    "cpuNanos": 1200000, "allocatedBytes": 4096,
                    "mdc": {"customer": "acme", "orderId": "4711"},
                    "scope": {"tags": {"shop": "eu"}, "user": {"id": "7"}, "transaction": "POST /orders",
                              "traceId": "0af7651916cd43dd8448eb211c80319c", "spanId": "b7ad6b7169203331"}},
                   {"id": 37, "name": "order-worker-7", "kind": "platform", "state": "BLOCKED", "daemon": false,
                    "priority": 5, "group": "main", "stack": 1,
                    "waitsFor": {"class": "com.acme.orders.Order", "id": "77aa01", "how": "entering",
                                 "owner": {"id": 33, "name": "order-worker-3"}},
                    "holds": [{"class": "com.acme.orders.Stock", "id": "1f2e3d", "depth": 1}]},
                   {"id": 38, "name": "order-worker-8", "kind": "platform", "state": "BLOCKED", "daemon": false,
                    "priority": 5, "group": "main", "stack": 0,
                    "waitsFor": {"class": "com.acme.orders.Stock", "id": "1f2e3d", "how": "entering",
                                 "owner": {"id": 37, "name": "order-worker-7"}}},
                   {"id": 51, "name": "http-1", "kind": "platform", "state": "WAITING", "daemon": true, "priority": 5,
                    "stack": 2},
                   {"id": 52, "name": "http-2", "kind": "platform", "state": "WAITING", "daemon": true, "priority": 5,
                    "stack": 2}],
                 "groups": [{"role": "culprit", "threads": [33]}, {"role": "deadlocked", "threads": [37]},
                            {"role": "blocked", "threads": [38]}, {"role": "idle", "threads": [51, 52]}]}
                """));
    }

    @Test
    void story_isInTheDocumentedForm() throws IOException {
        JsonNode json = json(Dumps.deadlocked().withStory(Dumps.story()));

        assertThat(json.get("incident")).isEqualTo(MAPPER.readTree("""
                {"id": "0123456789abcdef0123456789abcdef", "kind": "stuck-thread", "state": "continuing",
                 "openedAt": "2026-01-31T11:57:55Z", "lastedMicros": 125000000, "event": 3,
                 "withheld": {"cpu": 8, "log": 4}}"""));
        assertThat(json.get("history")).isEqualTo(MAPPER.readTree("""
                {"since": "2026-01-31T11:58:30Z", "looks": 88, "moments": [
                  {"at": "2026-01-31T11:59:00Z", "states": {"RUNNABLE": 5}},
                  {"at": "2026-01-31T11:59:19Z", "states": {"BLOCKED": 2, "RUNNABLE": 3}, "cpuPercent": 150,
                   "gcPercent": 8, "changes": [
                     "order-worker-3 came to Stock.reserve(Stock.java:88), and stands there", "12 threads started"]},
                  {"at": "2026-01-31T11:59:59Z", "states": {"BLOCKED": 3}, "cpuPercent": 0, "gcPercent": 0,
                   "changes": ["1 thread ended"]}]}"""));
        assertThat(json.at("/threads/0/stoodMicros").asLong()).isEqualTo(41_250_000);
        assertThat(json.at("/threads/0/waitedMicros").asLong()).isEqualTo(40_250_000);
        assertThat(json.at("/threads/2").has("stoodMicros")).isFalse();
        assertThat(json.at("/threads/2").has("waitedMicros")).isFalse();
    }

    @Test
    void history_keepsItsNewestMomentsWhereThereIsLittleRoom() throws IOException {
        StringWriter text = new StringWriter();
        JsonDump.write(
                Dumps.deadlocked().withStory(Dumps.story()),
                text,
                (chars, percent) -> percent > 10 || chars < 1_135,
                "limit=1");
        JsonNode json = MAPPER.readTree(text.toString());

        assertThat(json.at("/history/moments").findValuesAsText("at"))
                .containsExactly("2026-01-31T11:59:19Z", "2026-01-31T11:59:59Z");
        assertThat(json.get("cuts")).isEqualTo(MAPPER.readTree("""
                [{"what": "moments of the history", "count": 1, "limit": "limit=1"}]"""));
    }

    @Test
    void variables_referToObjectsThatAreWrittenOnce() throws IOException {
        JsonNode json = json(Dumps.withVariables());

        assertThat(json.at("/times/variablesMicros").asInt()).isEqualTo(9000);
        assertThat(json.at("/threads/0/variables")).isEqualTo(MAPPER.readTree("""
                [{"depth": 0, "variables": [
                   {"name": "this", "kind": "receiver", "value": {"object": 0}},
                   {"name": "orderId", "kind": "parameter", "value": "order-17"},
                   {"name": "previous", "kind": "local", "value": null}]},
                 {"depth": 1, "missing": "only parameters", "variables": [
                   {"name": "order", "kind": "parameter", "value": {"object": 2}},
                   {"name": "note", "kind": "parameter",
                    "value": {"text": "gift", "type": "java.lang.String", "cut": 4092}},
                   {"name": "tax", "kind": "local", "value": {"unread": "no time left"}}]}]"""));
        assertThat(json.at("/threads/2/variables")).isEqualTo(MAPPER.readTree("""
                [{"depth": 0, "variables": [
                   {"name": "this", "kind": "receiver", "value": {"object": 0}},
                   {"name": "orderId", "kind": "parameter", "value": "order-18"}]}]"""));
        assertThat(json.get("objects")).isEqualTo(MAPPER.readTree("""
                [{"type": "com.acme.orders.Stock", "id": "1f2e3d", "shape": "fields", "members": [
                   {"name": "shelves", "value": {"object": 1}}, {"name": "open", "value": true}]},
                 {"type": "java.util.HashMap", "id": "5a01", "shape": "entries", "total": 5000, "members": [
                   {"name": "bolts", "value": 12}, {"name": "nuts", "value": 0.5}]},
                 {"type": "com.acme.orders.Order", "id": "77aa01", "shape": "fields", "members": [
                   {"name": "id", "value": "order-17"}, {"name": "stock", "value": {"object": 0}},
                   {"name": "token", "value": {"masked": "name"}},
                   {"name": "parent", "value": {"type": "com.acme.orders.Order", "id": "77aa02"}},
                   {"name": "state", "value": {"text": "PLACED", "type": "com.acme.orders.State"}}]}]"""));
        assertThat(json.at("/threads/1").has("variables")).isFalse();
    }

    @Test
    void tasks_referToStacksAndObjectsOfTheDump() throws IOException {
        JsonNode json = json(TaskDumps.exhausted());

        assertThat(json.get("tasks")).hasSize(7);
        assertThat(json.at("/tasks/0")).isEqualTo(MAPPER.readTree("""
                {"id": "java.util.concurrent.FutureTask@bb01", "kind": "job", "name": "PriceJob.call",
                 "state": "queued", "stack": 1,
                 "pool": {"class": "java.util.concurrent.ThreadPoolExecutor", "id": "aa01"},
                 "variables": [{"depth": 0, "variables": [
                    {"name": "orderId", "kind": "local", "value": "order-1"}]}]}"""));
        assertThat(json.at("/tasks/3/stack").asInt()).isEqualTo(1);
        assertThat(json.at("/tasks/4/thread").asLong()).isEqualTo(61);
        assertThat(json.at("/tasks/6")).isEqualTo(MAPPER.readTree("""
                {"id": "com.acme.orders.Ship$send$1@c2", "kind": "coroutine", "name": "sending",
                 "state": "suspended", "stack": 3, "parent": "com.acme.orders.Ship$1@c1", "createdAt": 4,
                 "variables": [
                    {"depth": 0, "variables": [{"name": "parcel", "kind": "local", "value": "parcel-9"}]},
                    {"depth": 1, "variables": [{"name": "tries", "kind": "local", "value": "3"}]}]}"""));
        assertThat(json.at("/tasks/5/facts").toString())
                .isEqualTo("{\"dispatcher\":\"Dispatchers.IO\",\"job\":\"Active\"}");
    }

    @Test
    void waits_nameThreadsByNumberAndTasksByText() throws IOException {
        JsonNode json = json(TaskDumps.exhausted());

        assertThat(json.at("/resources/0")).isEqualTo(MAPPER.readTree("""
                {"class": "java.util.concurrent.ThreadPoolExecutor", "id": "aa01", "kind": "executor",
                 "name": "orders", "holders": [{"who": 61, "heldMicros": 41000000}, {"who": 62}], "need": "one",
                 "facts": {"threads": "2 of 2", "active": "2", "queued": "4"}}"""));
        assertThat(json.at("/resources/1")).isEqualTo(MAPPER.readTree("""
                {"class": "java.util.concurrent.FutureTask", "id": "bb01", "kind": "future",
                 "holders": [{"who": "java.util.concurrent.FutureTask@bb01", "how": "completes it"}],
                 "need": "all"}"""));
        assertThat(json.at("/resources/3/unknown").asText()).isEqualTo("nobody knows who sends it");
        assertThat(json.at("/waits/0")).isEqualTo(MAPPER.readTree("""
                {"who": "java.util.concurrent.FutureTask@bb01",
                 "what": {"class": "java.util.concurrent.ThreadPoolExecutor", "id": "aa01"},
                 "waitedMicros": 1500000}"""));
        assertThat(json.at("/waits/5")).isEqualTo(MAPPER.readTree("""
                {"who": 62, "what": {"class": "java.util.concurrent.FutureTask", "id": "bb02"}, "timed": true}"""));
        assertThat(json.get("deadlocks")).isEqualTo(MAPPER.readTree("""
                [{"cycle": [61, "java.util.concurrent.FutureTask@bb01"],
                  "others": [62, "java.util.concurrent.FutureTask@bb02"]}]"""));
        assertThat(json.get("chain")).isEqualTo(MAPPER.readTree("""
                [61, "java.util.concurrent.FutureTask@bb01", 62]"""));
    }

    @Test
    void everythingElse_isWrittenWhereItIsKnown() throws IOException {
        Frame frame = new Frame(
                "com.acme.Order",
                "run",
                null,
                -1,
                "com.acme",
                false,
                new SourceContext(List.of(), "run();", List.of()));
        CapturedThread thread = CapturedThread.builder(7, "")
                .kind(ThreadKind.VIRTUAL)
                .stack(new StackTrace(List.of(frame), 12))
                .held(List.of(new HeldLock(new LockRef("com.acme.Lock", "1"), HeldLock.UNKNOWN_DEPTH)))
                .carrierId(3L)
                .context(new ThreadContext(Map.of(), ThreadContext.EMPTY.scope(), Map.of("com.acme.Tenant", "eu")))
                .build();
        ThreadDump dump = Dumps.of(thread)
                .withAccount(new Account(
                        List.of(new Missing("virtual threads", "closed", "--add-exports x"), new Missing("a", "b", "")),
                        List.of(new Cut("frames", 12, "framesPerStack=512")),
                        Map.of("value", 1, "name", 3)));
        CaptureInfo info = dump.info();
        ThreadDump detailed = new ThreadDump(
                new CaptureInfo(
                        info.id(),
                        new CaptureReason("cpu", "over 90 %", null, Map.of("shop", "eu", "log.event_id", "0f")),
                        info.takenAt(),
                        info.jvm(),
                        info.times()),
                dump.threads(),
                dump.analysis(),
                dump.account());

        JsonNode json = json(detailed);

        assertThat(json.get("reason")).isEqualTo(MAPPER.readTree("""
                {"kind": "cpu", "detail": "over 90 %", "tags": {"log.event_id": "0f", "shop": "eu"}}"""));
        assertThat(json.get("frames")).isEqualTo(MAPPER.readTree("""
                [{"class": "com.acme.Order", "method": "run", "module": "com.acme", "inApp": false,
                  "source": {"line": "run();"}}]"""));
        assertThat(json.get("stacks")).isEqualTo(MAPPER.readTree("[{\"frames\": [0], \"cut\": 12}]"));
        assertThat(json.get("threads")).isEqualTo(MAPPER.readTree("""
                [{"id": 7, "kind": "virtual", "state": "RUNNABLE", "daemon": false, "priority": 5, "stack": 0,
                  "holds": [{"class": "com.acme.Lock", "id": "1"}], "carrier": 3,
                  "scopedValues": {"com.acme.Tenant": "eu"}}]"""));
        assertThat(json.get("missing")).isEqualTo(MAPPER.readTree("""
                [{"what": "virtual threads", "why": "closed", "remedy": "--add-exports x"},
                 {"what": "a", "why": "b"}]"""));
        assertThat(json.get("cuts")).isEqualTo(MAPPER.readTree("""
                [{"what": "frames", "count": 12, "limit": "framesPerStack=512"}]"""));
        assertThat(json.get("masked").toString()).isEqualTo("{\"name\":3,\"value\":1}");
        assertThat(json.has("headline")).isFalse();
        assertThat(json.has("groups")).isFalse();
    }

    private static JsonNode json(ThreadDump dump) throws IOException {
        StringWriter text = new StringWriter();
        JsonDump.write(dump, text);
        return MAPPER.readTree(text.toString());
    }
}
