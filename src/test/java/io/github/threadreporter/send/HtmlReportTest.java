package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Dumps;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" class=\"capture-data\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern INDEX =
            Pattern.compile("<script type=\"application/json\" id=\"captures-inside\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void data_isTheJsonFormOfTheDump() throws IOException {
        StringWriter json = new StringWriter();
        JsonDump.write(Dumps.withVariables(), json);

        List<String> data = all(DATA, report(Dumps.withVariables()));

        assertThat(data).hasSize(1);
        assertThat(MAPPER.readTree(data.get(0))).isEqualTo(MAPPER.readTree(json.toString()));
    }

    @Test
    void captures_areListedNewestFirst_withTheirDataInTheSameOrder() throws IOException {
        ThreadDump first = later(Dumps.deadlocked(), "a", 0);
        ThreadDump second = later(Dumps.withVariables(), "b", 5);
        ThreadDump third = later(Dumps.deadlocked(), "c", 10);

        String page = report(second, third, first);

        List<String> data = all(DATA, page);
        JsonNode index = MAPPER.readTree(all(INDEX, page).get(0));
        assertThat(index.get("captures").findValuesAsText("id")).containsExactly("c", "b", "a");
        assertThat(data).hasSize(3);
        for (int i = 0; i < 3; i++) {
            JsonNode capture = MAPPER.readTree(data.get(i));
            JsonNode line = index.get("captures").get(i);
            assertThat(line.get("id")).isEqualTo(capture.get("id"));
            assertThat(line.get("takenAt")).isEqualTo(capture.get("takenAt"));
            assertThat(line.get("documentBytes").asInt()).isEqualTo(data.get(i).length());
        }
    }

    @Test
    void lineOfACapture_tellsWhatTheListShows() throws IOException {
        JsonNode line = MAPPER.readTree(all(INDEX, report(Dumps.deadlocked())).get(0))
                .get("captures")
                .get(0);

        assertThat(line.get("title").asText()).startsWith("Deadlock: order-worker-3 waits for");
        assertThat(line.get("threads").asInt()).isEqualTo(5);
        assertThat(line.get("deadlocks").asInt()).isEqualTo(1);
        assertThat(line.get("reason").asText()).isEqualTo("manual");
        assertThat(line.get("process").asText()).isEqualTo("orders-1/4711/2026-01-31T11:00:00Z");
    }

    @Test
    void title_saysHeadlineAndProcess() throws IOException {
        assertThat(report(Dumps.deadlocked()))
                .contains(
                        "<title>Deadlock: order-worker-3 waits for com.acme.orders.Stock@1f2e3d held by order-worker-7"
                                + " · com.acme.orders.Main pid 4711 on orders-1</title>");
    }

    @Test
    void captureInWhichNothingStandsOut_isNamedByItsProcess() throws IOException {
        assertThat(report(Dumps.of()))
                .contains(
                        "<title>Threads of com.acme.orders.Main pid 4711 on orders-1</title>",
                        "<h1>Threads of com.acme.orders.Main pid 4711 on orders-1</h1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><img src=x onerror=alert(1)>",
                "</SCRIPT >",
                "<!-- <script>",
                "]]>",
                "\u2028\u2029\u0000\u001f",
                "\\u003c/script>",
                "</title></h1>&lt;"
            })
    void hostileText_staysInTheData_andIsReadBackAsItIs(String evil) throws IOException {
        CapturedThread thread = CapturedThread.builder(7, evil)
                .stack(Dumps.stack(Dumps.sourced(evil, evil, 3)))
                .build();
        ThreadDump dump =
                Dumps.of(thread).withAnalysis(new Analysis(List.of(), List.of(), 7L, Headline.of("%s", evil)));

        String page = report(dump);

        List<String> data = all(DATA, page);
        assertThat(data.get(0)).doesNotContain("<", "\u2028", "\u2029");
        assertThat(MAPPER.readTree(data.get(0)).at("/threads/0/name").asText()).isEqualTo(evil);
        assertThat(MAPPER.readTree(all(INDEX, page).get(0))
                        .at("/captures/0/title")
                        .asText())
                .isEqualTo(evil);
        assertThat(outside(page)).isEqualTo(outside(report(Dumps.of(thread).withAnalysis(Analysis.NONE))));
    }

    /** Every tag of the page, in order. */
    private static List<String> outside(String page) {
        return all(Pattern.compile("(<[a-zA-Z/!][^>]*>)"), page);
    }

    @Test
    void largeDump_isNeverHeldAsOneText() throws IOException {
        List<CapturedThread> threads = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            threads.add(CapturedThread.builder(i + 1, "job-" + i)
                    .stack(Dumps.stack(Dumps.frame("com.acme.Job" + i, "run", i)))
                    .build());
        }
        LongestWrite out = new LongestWrite();

        HtmlReport.write(List.of(Dumps.of(threads.toArray(CapturedThread[]::new))), out);

        assertThat(out.total).isGreaterThan(4_000_000);
        assertThat(out.longest).isLessThan(200_000);
    }

    @Test
    void noCapture_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> report()).withMessage("captures: there is none");
    }

    @Test
    void twoOfOneId_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(Dumps.deadlocked(), Dumps.withVariables()))
                .withMessage("captures: two have the id " + Dumps.ID);
    }

    private static ThreadDump later(ThreadDump dump, String id, int seconds) {
        CaptureInfo info = dump.info();
        return new ThreadDump(
                new CaptureInfo(
                        id, info.reason(), info.takenAt().plus(Duration.ofSeconds(seconds)), info.jvm(), info.times()),
                dump.threads(),
                dump.analysis(),
                dump.account());
    }

    private static String report(ThreadDump... captures) throws IOException {
        StringWriter page = new StringWriter();
        HtmlReport.write(List.of(captures), page);
        return page.toString();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();
    }

    /** Forgets what it is given, but not how much it was. */
    private static final class LongestWrite extends Writer {
        private long total;
        private int longest;

        @Override
        public void write(char[] text, int from, int length) {
            total += length;
            longest = Math.max(longest, length);
        }

        @Override
        public void write(String text, int from, int length) {
            total += length;
            longest = Math.max(longest, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
