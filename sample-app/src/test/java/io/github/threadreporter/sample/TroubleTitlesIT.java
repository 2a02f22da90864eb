package io.github.threadreporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.acme.orders.work.VirtualThreads;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each trouble of the sample arrives as an event whose title tells the cause. */
class TroubleTitlesIT {

    private static final Pattern PAGE = Pattern.compile("captures +(http://\\S+)");
    private static final Pattern EVENT = Pattern.compile("captureAll id=\\w+ events=(\\w+)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    deadlock         | Deadlock of 2 threads: order-worker-\\d+ waits for com.acme.orders\\S+ held by order-worker-\\d+
                    virtual-deadlock | Deadlock of 2 threads: order-fiber-\\d waits for com.acme.orders\\S+ held by order-fiber-\\d
                    mixed-deadlock   | Deadlock of 2 threads: order-worker-\\d+ waits for com.acme.orders.Order@\\w+ held by order-fiber-1
                    pool-exhaustion  | All 4 connections of orders are lent: \\d+ threads wait, .* held .*by order-worker-\\d+ at Payments.*
                    stuck-futures    | 3 threads wait at Deliveries.arrange.Deliveries.java:\\d+. for futures that nobody is known to complete
                    """)
    void title_tellsTheCause(String trouble, String title) throws IOException {
        assumeThat(trouble.matches("(virtual|mixed)-.*")
                        && VirtualThreads.ifAvailable().isEmpty())
                .as("needs virtual threads")
                .isFalse();
        try (RunningScript script =
                RunningScript.start(folder, Map.of(), "--port", "0", "--api-port", "0", "--trouble", trouble)) {
            await().atMost(Duration.ofMinutes(3))
                    .untilAsserted(() -> assertThat(script.errors()).contains("Ctrl-C stops it."));

            String page = found(PAGE, script.errors());
            String event = found(EVENT, String.join("\n", script.lines()));

            assertThat(title(page, event)).as(script.said()).matches(title);
        }
    }

    private static String title(String page, String event) throws IOException {
        try (InputStream answer =
                URI.create(page + "api/events/" + event).toURL().openStream()) {
            JsonNode json = new JsonMapper().readTree(answer);
            return json.path("message").path("formatted").asText();
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
