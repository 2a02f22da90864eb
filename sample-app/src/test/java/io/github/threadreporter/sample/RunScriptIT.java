package io.github.threadreporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.threadreporter.testing.schema.EventSchema;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

class RunScriptIT {

    private static final Pattern LINE = Pattern.compile(
            "(?<shape>captureAll|captureEach) id=(?<id>[0-9a-f]{32}) events=(?<events>[0-9a-f]{32}(,[0-9a-f]{32})*)"
                    + " threads=(?<threads>\\d+) paused=\\d+\\.\\dms delivered=(?<delivered>\\d+)/(?<expected>\\d+)");
    private static final Pattern PAGE = Pattern.compile("captures +(http://\\S+)");
    private static final Pattern CAPTURE_ALL = Pattern.compile("POST (http://\\S+/captures/all)");

    @TempDir
    Path folder;

    @Test
    void once_deliversBothShapes_outOfADeadlock() throws Exception {
        List<Matcher> lines = once("--once");

        assertThat(lines).extracting(line -> line.group("shape")).containsExactly("captureAll", "captureEach");
        assertThat(lines).extracting(line -> line.group("id")).doesNotHaveDuplicates();
        assertThat(lines.get(0).group("events")).doesNotContain(",");
        assertThat(lines.get(1).group("events")).contains(",");
    }

    @Test
    void once_deliversBothShapes_outOfAnExhaustedPool() throws Exception {
        once("--once", "--trouble", "pool-exhaustion", "--trouble", "stuck-downstream");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void once_deliversBothShapes_ofManyVirtualThreads() throws Exception {
        List<Matcher> lines = once("--once", "--trouble", "parked-virtual-threads");

        assertThat(lines).allSatisfy(line -> assertThat(Integer.parseInt(line.group("threads")))
                .isGreaterThan(20_000));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void once_saysWhatItNeeds_whereThereAreNoVirtualThreads() throws Exception {
        try (RunningScript script = run("--once", "--trouble", "parked-virtual-threads")) {
            assertThat(script.awaitEnd()).as(script.said()).isEqualTo(1);
            assertThat(script.errors()).contains("virtual threads need JDK 21 or later");
            assertThat(script.lines()).isEmpty();
        }
    }

    @Test
    void once_fails_whenNothingArrives() throws Exception {
        Map<String, String> nobodyListens =
                Map.of("SENTRY_DSN", "http://0123456789abcdef0123456789abcdef@127.0.0.1:1/1");
        try (RunningScript script = RunningScript.start(folder, nobodyListens, "--once", "--trouble", "none")) {
            assertThat(script.awaitEnd()).as(script.said()).isEqualTo(1);
            assertThat(script.lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                    .contains("delivered=0/")
                    .contains("problems="));
        }
    }

    @Test
    void run_showsCapturesUntilItIsStopped() throws Exception {
        try (RunningScript script = run("--port", "0", "--api-port", "0")) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(script.errors()).contains("Ctrl-C stops it."));
            assertThat(script.lines()).as(script.said()).hasSize(2);

            String page = found(PAGE, script.errors());
            assertThat(send("GET", page).statusCode()).isEqualTo(200);
            assertThat(send("GET", page + "api/captures").body())
                    .contains(script.lines().stream()
                            .map(line -> line.replaceAll(".* id=(\\w+) .*", "$1"))
                            .toList());
            for (JsonNode event :
                    EventSchema.parse(send("GET", page + "api/events").body()).get("events")) {
                EventSchema.assertValid(
                        send("GET", page + "api/events/" + event.get("id").asText())
                                .body());
            }
            assertThat(send("POST", found(CAPTURE_ALL, script.errors())).body()).contains("delivered=1/1");

            script.terminate();
            assertThat(script.awaitEnd()).as(script.said()).isEqualTo(128 + 15);
        }
    }

    @Test
    void run_explainsItself() throws Exception {
        try (RunningScript script = run("--help")) {
            assertThat(script.awaitEnd()).as(script.said()).isZero();
            assertThat(script.lines()).containsAll(Arrays.asList(Arguments.USAGE.split("\n")));
        }
    }

    @Test
    void run_refusesWhatItDoesNotKnow() throws Exception {
        try (RunningScript script = run("--twice")) {
            assertThat(script.awaitEnd()).as(script.said()).isEqualTo(2);
            assertThat(script.errors()).contains("unknown argument: --twice");
        }
    }

    private List<Matcher> once(String... arguments) throws Exception {
        try (RunningScript script = run(arguments)) {
            assertThat(script.awaitEnd()).as(script.said()).isZero();
            List<Matcher> lines = script.lines().stream().map(LINE::matcher).toList();
            assertThat(lines).as(script.said()).hasSize(2).allMatch(Matcher::matches);
            assertThat(lines).allSatisfy(line -> assertThat(line.group("delivered"))
                    .isEqualTo(line.group("expected"))
                    .isNotEqualTo("0"));
            return lines;
        }
    }

    private RunningScript run(String... arguments) throws Exception {
        return RunningScript.start(folder, Map.of(), arguments);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static HttpResponse<String> send(String method, String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }
}
