package io.github.threadreporter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.orders.work.VirtualThreads;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.threadreporter.receiver.Receiver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample with one configuration file: each of its troubles arrives as one incident with a beginning and an end. */
class IncidentsIT {

    private static final Path OPTIONS = Path.of("incidents.properties").toAbsolutePath();

    private static final String DEADLOCK = "Deadlock of 2 threads: order-\\w+-\\d+ waits for com.acme.orders.*";

    @TempDir
    Path folder;

    @Test
    void everyTrouble_isOneIncident() throws IOException, InterruptedException, SQLException {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put(
                "\\d+ threads .*wait up to \\d+ m?s for com.acme.orders.stock.Shelf.* held by order-worker-\\d+ .*",
                "over");
        // A watcher that shares the processors with others looks less often, and may see first who holds the
        // connections.
        titles.put(
                "(All 4 connections of orders are lent: \\d+ threads .*wait( up to \\d+ m?s)?, .* at Payments"
                        + "|4 threads wait up to \\d+ m?s at Payments.send.* GET .*/balances).*",
                "over");
        titles.put("3 threads wait up to \\d+ m?s at Payments.send.Payments.java:\\d+. for .*", "over");
        titles.put(
                "3 threads wait up to \\d+ m?s at Deliveries.arrange.* for futures that nobody is known to complete",
                "over");
        titles.put(DEADLOCK, "ended-with-process");
        int deadlocks = VirtualThreads.ifAvailable().isPresent() ? 3 : 1;

        try (Receiver receiver = Receiver.start(0)) {
            String said;
            try (RunningScript script = RunningScript.start(
                    folder,
                    Map.of("SENTRY_DSN", receiver.dsn()),
                    "--config",
                    OPTIONS.toString(),
                    "--once",
                    "--port",
                    "0",
                    "--api-port",
                    "0")) {
                assertThat(script.awaitEnd()).as(script.said()).isZero();
                said = script.said();
            }
            Map<String, List<JsonNode>> incidents = incidents(receiver);

            assertThat(incidents).as(said).hasSize(titles.size() - 1 + deadlocks);
            List<String> unseen = new ArrayList<>(titles.keySet());
            for (List<JsonNode> events : incidents.values()) {
                String title = events.get(0).path("title").asText();
                String pattern = titles.keySet().stream()
                        .filter(title::matches)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("unexpected: " + title + "\n" + said));
                unseen.remove(pattern);
                assertThat(events)
                        .extracting(event ->
                                event.path("tags").path("incident.state").asText())
                        .as(title)
                        .startsWith("opened")
                        .endsWith(titles.get(pattern))
                        .hasSize(2);
                assertThat(events.get(1).path("title").asText()).endsWith(title);
                assertThat(read(receiver, events.get(0).path("href").asText())
                                .path("contexts")
                                .path("history")
                                .path("looks")
                                .asInt())
                        .as("what went before: %s", title)
                        .isPositive();
            }
            assertThat(unseen).as(said).isEmpty();
        }
    }

    /** Events by incident, each in their order. */
    private static Map<String, List<JsonNode>> incidents(Receiver receiver) throws IOException {
        Map<String, List<JsonNode>> incidents = new TreeMap<>();
        for (JsonNode capture : read(receiver, "api/captures").path("captures")) {
            for (JsonNode event : read(
                            receiver, "api/captures/" + capture.path("id").asText())
                    .path("events")) {
                String id = event.path("tags").path("incident.id").asText("none");
                incidents.computeIfAbsent(id, unseen -> new ArrayList<>()).add(event);
            }
        }
        incidents
                .values()
                .forEach(events -> events.sort(
                        Comparator.comparing(event -> event.path("timestamp").asText())));
        return incidents;
    }

    private static JsonNode read(Receiver receiver, String path) throws IOException {
        try (InputStream answer = receiver.pageAddress().resolve(path).toURL().openStream()) {
            return new JsonMapper().readTree(answer);
        }
    }
}
