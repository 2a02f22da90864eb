package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.threadreporter.testing.SentryServer;
import io.github.threadreporter.testing.SentryServerClient;
import io.sentry.NoOpScopes;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CheckInsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration MINUTES = Duration.ofMinutes(5);
    private static final MonitorPlan NIGHTLY = MonitorPlan.crontab(
            "thread-captures", "0 3 * * *", ZoneId.of("Europe/Berlin"), MINUTES, Duration.ofMinutes(10));

    private final SentryServer server = SentryServer.start();
    private final SentryServerClient client = SentryServerClient.of(server);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void run_isTwoCheckInsOfWhichTheFirstMakesTheMonitor() throws IOException {
        CheckIns checkIns = new CheckIns(client::scopes, NIGHTLY);

        checkIns.end(checkIns.begin(), true, Duration.ofMillis(1_500));

        List<JsonNode> sent = received(2);
        assertThat(sent).extracting(c -> c.get("status").asText()).containsExactly("in_progress", "ok");
        assertThat(sent).extracting(c -> c.get("monitor_slug").asText()).containsOnly("thread-captures");
        assertThat(sent.get(0).get("check_in_id")).isEqualTo(sent.get(1).get("check_in_id"));
        assertThat(sent.get(1).get("duration").asDouble()).isEqualTo(1.5);
        assertThat(sent.get(0).get("monitor_config")).isEqualTo(MAPPER.readTree("""
                {"schedule": {"type": "crontab", "value": "0 3 * * *"},
                 "checkin_margin": 5, "max_runtime": 10, "timezone": "Europe/Berlin"}"""));
    }

    @Test
    void run_thatFailed_isAnErrorOfItsCheckIn() throws IOException {
        CheckIns checkIns = new CheckIns(client::scopes, NIGHTLY);

        checkIns.end(checkIns.begin(), false, Duration.ofSeconds(1));

        assertThat(received(2)).extracting(c -> c.get("status").asText()).containsExactly("in_progress", "error");
    }

    @Test
    void runThatHadNothingToDo_isWell() throws IOException {
        new CheckIns(client::scopes, MonitorPlan.every("every", Duration.ofMinutes(90), MINUTES, MINUTES)).ok();

        JsonNode sent = received(1).get(0);
        assertThat(sent.get("status").asText()).isEqualTo("ok");
        assertThat(sent.at("/monitor_config/schedule"))
                .isEqualTo(MAPPER.readTree("{\"type\": \"interval\", \"value\": 90, \"unit\": \"minute\"}"));
    }

    @Test
    void checkIn_leavesTheApplicationsLastEventAlone() {
        var before = client.scopes().getLastEventId();

        new CheckIns(client::scopes, NIGHTLY).begin();

        assertThat(client.scopes().getLastEventId()).isEqualTo(before);
    }

    @Test
    void withoutSentry_nothingHappens() {
        CheckIns checkIns = new CheckIns(NoOpScopes::getInstance, NIGHTLY);

        checkIns.end(checkIns.begin(), true, Duration.ZERO);

        assertThat(server.checkIns()).isEmpty();
    }

    @Test
    void plan_thatSentryWouldNotTake_isRefused() {
        assertThatThrownBy(() -> MonitorPlan.every("Nightly", MINUTES, MINUTES, MINUTES))
                .hasMessageContaining("Nightly");
        assertThatThrownBy(() -> MonitorPlan.every("a", Duration.ofSeconds(90), MINUTES, MINUTES))
                .hasMessageContaining("period: PT1M30S");
        assertThatThrownBy(() -> MonitorPlan.every("a", MINUTES, Duration.ZERO, MINUTES))
                .hasMessageContaining("margin");
        assertThatThrownBy(() -> new MonitorPlan("a", null, null, ZoneId.of("UTC"), MINUTES, MINUTES))
                .hasMessageContaining("either");
    }

    private List<JsonNode> received(int count) throws IOException {
        Awaitility.await().until(() -> server.checkIns().size() >= count);
        List<JsonNode> parsed = new ArrayList<>();
        for (String json : server.checkIns()) {
            parsed.add(MAPPER.readTree(json));
        }
        return parsed;
    }
}
