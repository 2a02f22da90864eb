package io.github.threadreporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.threadreporter.receiver.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which order of which customer each thread of the sample's deadlock was working on, in a JVM that has no options. */
class DeadlockVariablesIT {

    /** The trouble: Linus cancels, and what Grace got was faulty. The method that works on it, and the order there. */
    private static final List<Work> WORK =
            List.of(new Work("cancel", "order", "Linus", 2), new Work("discontinue", "faulty", "Grace", 3));

    private record Work(String method, String order, String customer, int quantity) {}

    private static final Pattern PAGE = Pattern.compile("captures +(http://\\S+)");

    @TempDir
    static Path folder;

    private static RunningScript script;
    private static URI page;

    @BeforeAll
    static void start() throws IOException {
        script = RunningScript.start(folder, Map.of(), "--port", "0", "--api-port", "0");
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(script.errors()).contains("Ctrl-C stops it."));
        Matcher address = PAGE.matcher(script.errors());
        assertThat(address.find()).as(script.said()).isTrue();
        page = URI.create(address.group(1));
    }

    @AfterAll
    static void stop() {
        if (script != null) {
            script.close();
        }
    }

    @Test
    void dump_tellsOrderCustomerAndQuantity() throws IOException {
        JsonNode document = document("captureAll");

        for (Work work : WORK) {
            Map<String, JsonNode> variables = variables(document, work.method());
            tellsOrderAndCustomer(variables, work);
            JsonNode order = object(document, variables.get(work.order()));
            assertThat(order.path("type").asText()).isEqualTo("com.acme.orders.Order");
            JsonNode request = object(document, member(order, "request"));
            assertThat(text(member(request, "customer"))).isEqualTo(work.customer());
            assertThat(member(request, "quantity").asInt()).isEqualTo(work.quantity());
        }
        assertThat(text(variables(document, "cancel").get("orderId")))
                .isNotEqualTo(text(variables(document, "discontinue").get("orderId")));
    }

    @Test
    void dump_masksTheTokenOfThePaymentProvider() throws IOException {
        List<JsonNode> tokens = new ArrayList<>();
        for (JsonNode object : document("captureAll").path("objects")) {
            for (JsonNode member : object.path("members")) {
                if (member.path("name").asText().equals("apiToken")) {
                    tokens.add(member.path("value"));
                }
            }
        }

        assertThat(tokens).isNotEmpty().allSatisfy(token -> assertThat(
                        token.path("masked").isTextual())
                .isTrue());
    }

    @Test
    void events_tellOrderAndCustomer() throws IOException {
        JsonNode document = document("captureEach");

        for (Work work : WORK) {
            tellsOrderAndCustomer(variables(document, work.method()), work);
        }
    }

    @Test
    void page_tellsOrderCustomerAndQuantity() throws IOException {
        try (Browser browser = Browser.open()) {
            JsonNode document = document("captureAll");
            for (Work work : WORK) {
                Place place = place(document, work.method());
                browser.go(page, "#/capture/" + document.path("id").asText() + "/thread/" + place.thread());
                browser.awaitText("#frame-" + place.depth() + " .vars", "customer");

                assertThat(browser.text("#frame-" + place.depth() + " .vars"))
                        .containsPattern("orderId\\s+\"order-\\d+\"")
                        .containsPattern("customer\\s+\"" + work.customer() + "\"")
                        .contains("quantity: " + work.quantity());
            }
            assertThat(browser.console()).isEmpty();
        }
    }

    private static void tellsOrderAndCustomer(Map<String, JsonNode> variables, Work work) {
        assertThat(variables).as(work.method()).containsKeys("this", work.order(), "orderId", "customer");
        assertThat(text(variables.get("orderId"))).matches("order-\\d+");
        assertThat(text(variables.get("customer"))).isEqualTo(work.customer());
    }

    private static JsonNode document(String shape) throws IOException {
        String id = script.lines().stream()
                .filter(line -> line.startsWith(shape + " "))
                .map(line -> line.replaceAll(".* id=(\\w+) .*", "$1"))
                .findFirst()
                .orElseThrow();
        try (InputStream answer = page.resolve("api/captures/" + id).toURL().openStream()) {
            return new JsonMapper().readTree(answer);
        }
    }

    private record Place(long thread, int depth, JsonNode variables) {}

    /** The one place where this method of the service waits for a lock. */
    private static Place place(JsonNode document, String method) {
        List<Place> found = new ArrayList<>();
        for (JsonNode thread : document.path("threads")) {
            JsonNode frames =
                    document.path("stacks").path(thread.path("stack").asInt(-1)).path("frames");
            for (int depth = 0; depth < frames.size(); depth++) {
                JsonNode frame = document.path("frames").path(frames.path(depth).asInt());
                boolean ours = frame.path("class").asText().startsWith("com.acme.orders.")
                        && frame.path("method").asText().equals(method);
                if (ours && thread.path("state").asText().equals("BLOCKED")) {
                    found.add(new Place(thread.path("id").asLong(), depth, thread.path("variables")));
                }
            }
        }
        assertThat(found).as(method).hasSize(1);
        return found.get(0);
    }

    private static Map<String, JsonNode> variables(JsonNode document, String method) {
        Place place = place(document, method);
        Map<String, JsonNode> variables = new HashMap<>();
        for (JsonNode entry : place.variables()) {
            if (entry.path("depth").asInt(-1) == place.depth()) {
                entry.path("variables")
                        .forEach(one -> variables.put(one.path("name").asText(), one.path("value")));
            }
        }
        return variables;
    }

    private static JsonNode object(JsonNode document, JsonNode value) {
        assertThat(value.path("object").isInt()).as(value.toString()).isTrue();
        return document.path("objects").path(value.path("object").asInt());
    }

    private static JsonNode member(JsonNode object, String name) {
        for (JsonNode member : object.path("members")) {
            if (member.path("name").asText().equals(name)) {
                return member.path("value");
            }
        }
        throw new AssertionError("no " + name + " in " + object);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.path("text").asText();
    }
}
