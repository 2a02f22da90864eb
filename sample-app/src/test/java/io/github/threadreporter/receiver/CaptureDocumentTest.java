package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Envelopes.CAPTURE;
import static io.github.threadreporter.receiver.Envelopes.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One capture, in the form of a dump, from whatever its sender delivered. */
class CaptureDocumentTest {

    private Receiver receiver;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start(0);
        client = new Client(receiver);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void attachedDump_isGivenAsItIs() throws IOException {
        byte[] document = Envelopes.resource("deadlock.json");
        client.capture(EVENT, CAPTURE, document);

        ObjectNode answer = (ObjectNode) client.json("/api/captures/" + CAPTURE);

        JsonNode event = answer.path("events").path(0);
        assertThat(event.path("id").asText()).isEqualTo(EVENT);
        assertThat(event.path("level").asText()).isEqualTo("warning");
        assertThat(event.path("tags").path("capture.reason").asText()).isEqualTo("manual");
        assertThat(answer.path("attachments").path(0).path("href").asText())
                .isEqualTo("api/attachments/" + EVENT + "/threads.json.gz");
        answer.remove(java.util.List.of("events", "attachments", "kind", "revision"));
        assertThat(answer).isEqualTo(new JsonMapper().readTree(document));
    }

    @Test
    void attachedDump_describesItsLineInTheList() {
        client.capture(EVENT, CAPTURE, Envelopes.resource("deadlock.json"));

        JsonNode line = client.json("/api/captures").path("captures").path(0);

        assertThat(line.path("title").asText()).startsWith("Deadlock: order-worker-3 waits for");
        assertThat(line.path("takenAt").asText()).isEqualTo("2026-01-31T12:00:00.123Z");
        assertThat(line.path("reason").asText()).isEqualTo("deadlock");
        assertThat(line.path("threads").asInt()).isEqualTo(37);
        assertThat(line.path("deadlocks").asInt()).isEqualTo(1);
        assertThat(line.path("process").asText()).isEqualTo("orders-1/4711/2026-01-31T11:00:00Z");
    }

    @Test
    void attachedDump_cannotStandInForWhatTheReceiverKnows() {
        client.capture(
                EVENT,
                CAPTURE,
                "{\"format\":\"thread-reporter/1\",\"events\":[1,{\"a\":[]}],\"kind\":{},\"threads\":[]}"
                        .getBytes(StandardCharsets.UTF_8));

        JsonNode answer = client.json("/api/captures/" + CAPTURE);

        assertThat(answer.path("events")).hasSize(1);
        assertThat(answer.path("kind").asText()).isEqualTo("capture");
    }

    @Test
    void unreadableDump_isReplacedByWhatTheEventsSay() {
        for (String broken :
                new String[] {"{\"format\":\"thread-reporter/1\",\"threads\":[{]}", "[]", "{}", "{} x", ""}) {
            client.capture(EVENT, CAPTURE, broken.getBytes(StandardCharsets.UTF_8));

            JsonNode answer = client.json("/api/captures/" + CAPTURE);

            assertThat(answer.path("headline").asText()).isEqualTo("a capture");
            assertThat(answer.path("missing").path(0).path("what").asText()).isEqualTo("the complete dump");
        }
    }

    @Test
    void dumpLargerThanTheLimit_isNotShownAndNotLost() throws IOException {
        ReceiverLimits small = new ReceiverLimits(1 << 20, 1 << 20, 100, 1000, 1 << 20, 10);
        try (Receiver limited = Receiver.start(0, small)) {
            Client other = new Client(limited);
            other.capture(EVENT, CAPTURE, Envelopes.resource("deadlock.json"));

            assertThat(other.json("/api/captures/" + CAPTURE).path("threads")).isEmpty();
            assertThat(other.get("/api/attachments/" + EVENT + "/threads.json.gz")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void wholeShape_threadsFramesSourceLocksAndVariables() {
        client.post(
                Envelopes.of(EVENT).event(new String(Envelopes.resource("whole-event.json"), StandardCharsets.UTF_8)));

        JsonNode document = client.json("/api/captures/" + CAPTURE);

        assertThat(document.path("culprit").asInt()).isEqualTo(33);
        assertThat(document.path("threads")).hasSize(2);
        JsonNode thread = document.path("threads").path(0);
        assertThat(thread.path("state").asText()).isEqualTo("BLOCKED");
        JsonNode wait = thread.path("waitsFor");
        assertThat(wait.path("class").asText()).isEqualTo("com.acme.Stock");
        assertThat(wait.path("id").asText()).isEqualTo("1f2e3d");
        assertThat(wait.path("how").asText()).isEqualTo("entering");
        assertThat(wait.path("owner").path("id").asInt()).isEqualTo(37);
        assertThat(wait.path("owner").path("name").asText()).isEqualTo("order-worker-7");
        JsonNode held = thread.path("holds").path(0);
        assertThat(held.path("class").asText()).isEqualTo("com.acme.Order");
        assertThat(held.path("depth").asInt()).isEqualTo(1);
        JsonNode newest = frame(document, thread, 0);
        assertThat(newest.path("method").asText()).isEqualTo("reserve");
        assertThat(newest.path("source").path("line").asText()).isEqualTo("synchronized (shelf) {");
        assertThat(newest.path("source").path("before")).hasSize(2);
        assertThat(thread.path("variables")).hasSize(1);
        assertThat(thread.path("variables").path(0).path("depth").asInt()).isZero();
        assertThat(thread.path("mdc").path("orderId").asText()).isEqualTo("4711");
    }

    @Test
    void variables_haveTheFormOfADump() throws IOException {
        client.post(
                Envelopes.of(EVENT).event(new String(Envelopes.resource("whole-event.json"), StandardCharsets.UTF_8)));

        JsonNode document = client.json("/api/captures/" + CAPTURE);

        assertThat(document.path("threads").path(0).path("variables").path(0).path("variables"))
                .isEqualTo(json("""
                        [{"name":"order","value":{"object":1}},
                         {"name":"this","value":{"object":2}},
                         {"name":"tags","value":{"object":3}},
                         {"name":"big","value":{"text":"9007199254740993"}},
                         {"name":"wanted","value":12}]"""));
        assertThat(document.path("objects")).isEqualTo(json("""
                        [{"shape":"items","total":5000,"members":[
                           {"name":"0","value":{"text":"tea-500g"}},{"name":"1","value":2}]},
                         {"type":"com.acme.Order","id":"77aa01","shape":"fields","total":9,"members":[
                           {"name":"id","value":{"text":"order-17"}},
                           {"name":"customer","value":{"text":"Ada"}},
                           {"name":"card","value":{"masked":""}},
                           {"name":"lines","value":{"object":0}},
                           {"name":"note","value":{"text":"Leave it at ","cut":512}},
                           {"name":"service","value":{"type":"com.acme.OrderService","id":"10ff"}}]},
                         {"type":"com.acme.Stock","id":"1f2e3d","shape":"fields","total":2},
                         {"shape":"entries","members":[
                           {"name":"a","value":true},{"name":"b","value":null}]}]"""));
    }

    @Test
    void variablesOfAForeignEvent_areBoundedAndTakenAsTheyAre() {
        String deep = "[".repeat(200) + "1" + "]".repeat(200);
        client.post(Envelopes.of(EVENT).event("""
                {"event_id":"%s","threads":{"values":[{"id":1,"name":"a","stacktrace":{"frames":[{"function":"f","vars":{
                  "deep":%s,"…":"[1 of 2]","count":"[12 of 5,000]","list":["[3 of 4]"],"html":"<img src=x>",
                  "many":1e400,"odd":"… +1,23 chars","whole":1.5}}]}}]}}""".formatted(EVENT, deep)));

        JsonNode document = client.json("/api/captures/" + EVENT);

        JsonNode variables =
                document.path("threads").path(0).path("variables").path(0).path("variables");
        assertThat(variables)
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("deep", "…", "count", "list", "html", "many", "odd", "whole");
        assertThat(variables.path(2).path("value").path("text").asText()).isEqualTo("[12 of 5,000]");
        assertThat(variables.path(6).path("value").path("text").asText()).isEqualTo("… +1,23 chars");
        assertThat(document.path("objects").size()).isLessThan(40);
        assertThat(document.toString()).contains("\"unread\":\"deeper than the receiver reads\"");
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }

    @Test
    void eachShape_oneThreadAnEvent() {
        for (int i = 1; i <= 3; i++) {
            client.post(Envelopes.of(Envelopes.id(i)).event(each(i)));
        }

        JsonNode document = client.json("/api/captures/" + CAPTURE);

        assertThat(document.path("events")).hasSize(3);
        assertThat(document.path("threads"))
                .extracting(thread -> thread.path("name").asText())
                .containsExactly("worker-1", "worker-2", "worker-3");
        JsonNode thread = document.path("threads").path(1);
        assertThat(thread.path("kind").asText()).isEqualTo("virtual");
        assertThat(thread.path("cpuNanos").asLong()).isEqualTo(2_000_000);
        assertThat(thread.path("extra").path("members").asInt()).isEqualTo(5);
        assertThat(thread.path("mdc").path("orderId").asText()).isEqualTo("2");
        assertThat(thread.path("scope").path("tags").path("shop").asText()).isEqualTo("eu");
        assertThat(thread.path("scope").path("tags").has("capture.id")).isFalse();
        assertThat(thread.path("scope").path("traceId").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(document.path("stacks")).hasSize(1);
        assertThat(document.path("threads"))
                .as("owners, known from other events")
                .extracting(
                        each -> each.path("waitsFor").path("owner").path("name").asText())
                .containsExactly("worker-2", "worker-3", "worker-1");
    }

    private static JsonNode frame(JsonNode document, JsonNode thread, int depth) {
        JsonNode stack = document.path("stacks").path(thread.path("stack").asInt());
        return document.path("frames").path(stack.path("frames").path(depth).asInt());
    }

    private static String each(int i) {
        return """
                {"event_id":"%s","timestamp":"2026-01-31T12:00:0%d.5Z","logentry":{"message":"traceback from %%s","params":["worker-%d"],
                 "formatted":"traceback from worker-%d"},
                 "tags":{"capture.id":"%s","capture.reason":"manual","thread.name":"worker-%d","shop":"eu"},
                 "threads":{"values":[{"id":%d,"name":"worker-%d","state":"BLOCKED",
                   "held_locks":{"0x%d":{"type":8,"address":"0x%d","package_name":"com.acme","class_name":"Stock","thread_id":%d}},
                   "stacktrace":{"frames":[
                   {"module":"java.lang.Thread","function":"run","filename":"Thread.java","lineno":840}]}}]},
                 "extra":{"thread":{"id":%d,"name":"worker-%d","kind":"virtual","cpuNanos":%d,"members":5}},
                 "contexts":{"MDC":{"orderId":"%d"},"trace":{"trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331"}}}
                """.formatted(Envelopes.id(i), i, i, i, CAPTURE, i, i, i, i, i, 1 + i % 3, i, i, i * 1_000_000L, i);
    }
}
