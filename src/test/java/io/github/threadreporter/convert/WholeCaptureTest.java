package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Story;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.model.Variable.Kind;
import io.github.threadreporter.testing.Dumps;
import io.sentry.SentryLevel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WholeCaptureTest {

    private static final CaptureLimits LIMITS = CaptureLimits.DEFAULTS;
    private final EventConverter converter = new EventConverter(LIMITS);

    @Test
    void culprit_isFirstAndTheOnlyCurrentThread() {
        JsonNode threads = whole(Dumps.deadlocked()).at("/threads/values");
        assertThat(threads.get(0).get("id").asLong()).isEqualTo(33);
        assertThat(threads.get(0).get("current").asBoolean()).isTrue();
        for (int i = 1; i < threads.size(); i++) {
            assertThat(threads.get(i).has("current")).isFalse();
        }
    }

    @Test
    void culpritFurtherDown_isMovedToTheFrontAndDeadlocksBehindIt() {
        ThreadDump dump = Dumps.deadlocked();
        List<StackGroup> groups = dump.analysis().groups();
        ThreadDump shuffled = dump.withAnalysis(new Analysis(
                List.of(groups.get(3), groups.get(1), groups.get(0), groups.get(2)),
                dump.analysis().deadlocks(),
                33L,
                dump.analysis().headline()));
        JsonNode threads = whole(shuffled).at("/threads/values");
        assertThat(threads.findValuesAsText("id")).containsExactly("33", "37", "38", "51");
    }

    @Test
    void noCulprit_leavesNoThreadCurrentAndGroupsByTrigger() {
        ThreadDump dump = grouped(Dumps.of(idle(1, "main"), idle(2, "timer")));
        JsonNode event = whole(dump);
        assertThat(event.findValues("current")).isEmpty();
        assertThat(event.get("fingerprint")).extracting(JsonNode::asText).containsExactly("thread-capture", "manual");
        assertThat(event.at("/message/message").asText()).isEqualTo("Thread capture: no culprit");
        assertThat(event.get("level").asText()).isEqualTo("info");
        assertThat(event.has("transaction")).isFalse();
        assertThat(event.get("tags").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("capture.id", "capture.reason");
    }

    @Test
    void reasonWithTags_givesThemToTheEventButNotOurs() {
        ThreadDump dump = grouped(Dumps.of(idle(1, "main")));
        CaptureInfo info = dump.info();
        CaptureReason reason = new CaptureReason(
                "log-event", "", null, Map.of("log.event_id", "0f", "note", "a\nb", "capture.id", "another"));
        ThreadDump linked = new ThreadDump(
                new CaptureInfo(info.id(), reason, info.takenAt(), info.jvm(), info.times()),
                dump.threads(),
                dump.analysis(),
                dump.account());

        JsonNode tags = whole(linked).get("tags");

        assertThat(tags.get("log.event_id").asText()).isEqualTo("0f");
        assertThat(tags.get("note").asText()).doesNotContain("\n");
        assertThat(tags.get("capture.id").asText()).isEqualTo(info.id());
    }

    @Test
    void culpritWithoutDeadlock_isAWarningGroupedByItsStack() {
        CapturedThread busy = CapturedThread.builder(7, "busy")
                .stack(Dumps.stack(Dumps.frame("com.acme.Stock", "reserve", 88)))
                .build();
        ThreadDump dump = Dumps.of(busy)
                .withAnalysis(new Analysis(
                        List.of(new StackGroup(Role.CULPRIT, List.of(busy))),
                        List.of(),
                        7L,
                        Headline.of("%s runs hot", "busy")));
        ConvertedEvent converted = converter.whole(dump);
        ServerRules.assertKept(converted, LIMITS.eventBytes());
        assertThat(converted.event().getFingerprints()).containsExactly("thread-capture", "manual", "{{ default }}");
        assertThat(converted.event().getLevel()).isEqualTo(SentryLevel.WARNING);
        assertThat(converted.event().getTransaction()).isEqualTo("com.acme.Stock.reserve");
        assertThat(converted.event().getMessage().getMessage()).isEqualTo("%s runs hot");
        assertThat(converted.event().getMessage().getParams()).containsExactly("busy");
        assertThat(converted.event().getMessage().getFormatted()).isEqualTo("busy runs hot");
    }

    @Test
    void deadlock_isAnErrorGroupedByItsEdges() {
        ConvertedEvent converted = converter.whole(Dumps.deadlocked());
        ServerRules.assertKept(converted, LIMITS.eventBytes());
        assertThat(converted.event().getLevel()).isEqualTo(SentryLevel.ERROR);
        assertThat(converted.event().getFingerprints())
                .containsExactly(
                        "deadlock",
                        "com.acme.orders.Order @ com.acme.orders.Order.cancel",
                        "com.acme.orders.Stock @ com.acme.orders.Stock.reserve");
    }

    @Test
    void equalStacks_areOneEntryThatNamesItsNumber() {
        ConvertedEvent converted = converter.whole(Dumps.deadlocked());
        JsonNode idle = ServerRules.assertKept(converted, LIMITS.eventBytes())
                .at("/threads/values")
                .get(3);
        assertThat(idle.get("name").asText()).isEqualTo("http-1 and 1 more");
        assertThat(converted.threadIds()).containsExactly(33L, 37L, 38L, 51L, 52L);
        assertThat(converted.cuts()).isEmpty();
    }

    @Test
    void foldedThreads_tellTheVariablesOfTheOthersInExtras() {
        List<CapturedThread> threads = LongStream.rangeClosed(1, 3)
                .mapToObj(id -> CapturedThread.builder(id, id == 1 ? "first" : "worker")
                        .stack(Dumps.stack(Dumps.frame("com.acme.Stock", "reserve", 88)))
                        .variables(List.of(new FrameVariables(
                                0,
                                List.of(
                                        new Variable("this", Kind.RECEIVER, Value.NULL),
                                        new Variable("orderId", Kind.PARAMETER, new Value.Text("t", "order-" + id, 0)),
                                        new Variable("quantity", Kind.LOCAL, Value.of(3))),
                                "")))
                        .build())
                .toList();
        JsonNode event = whole(Dumps.of(threads.toArray(CapturedThread[]::new))
                .withAnalysis(
                        new Analysis(List.of(new StackGroup(Role.WAITING, threads)), List.of(), null, Headline.NONE)));
        assertThat(event.at("/threads/values/0/stacktrace/frames/0/vars/orderId")
                        .asText())
                .isEqualTo("order-1");
        assertThat(event.at("/extra/threads 001/variables of others/worker").asText())
                .isEqualTo("orderId=order-2, quantity=3");
        assertThat(event.at("/extra/threads 001/variables of others/worker (id 3)")
                        .asText())
                .isEqualTo("orderId=order-3, quantity=3");
    }

    /** That a variable of one thread is not known tells less of the other than what it works on. */
    @Test
    void foldedThread_isToldByAValueThatDiffers_ratherThanByOneThatIsNotKnownOfTheOther() {
        List<CapturedThread> threads = LongStream.rangeClosed(1, 2)
                .mapToObj(id -> CapturedThread.builder(id, "worker-" + id)
                        .stack(Dumps.stack(
                                Dumps.frame("com.acme.Stock", "hold", 88),
                                Dumps.frame("com.acme.Stock", "reserve", 80)))
                        .variables(List.of(
                                new FrameVariables(
                                        0,
                                        id == 1
                                                ? List.of()
                                                : List.of(new Variable(
                                                        "running", Kind.PARAMETER, new Value.Plain(false))),
                                        id == 1 ? "not known" : ""),
                                new FrameVariables(
                                        1,
                                        List.of(new Variable(
                                                "orderId", Kind.PARAMETER, new Value.Text("t", "order-" + id, 0))),
                                        "")))
                        .build())
                .toList();
        JsonNode event = whole(Dumps.of(threads.toArray(CapturedThread[]::new))
                .withAnalysis(
                        new Analysis(List.of(new StackGroup(Role.WAITING, threads)), List.of(), null, Headline.NONE)));

        assertThat(event.at("/extra/threads 001/variables of others/worker-2").asText())
                .isEqualTo("orderId=order-2");
    }

    @Test
    void variables_tellWhatTheyCost() {
        assertThat(whole(Dumps.withVariables())
                        .at("/contexts/capture/variables ms")
                        .asDouble())
                .isEqualTo(9);
        assertThat(whole(Dumps.deadlocked()).at("/contexts/capture").has("variables ms"))
                .isFalse();
    }

    @Test
    void longNameOfFoldedThreads_keepsTheNumber() {
        CapturedThread one = idle(1, "n".repeat(500));
        CapturedThread two = idle(2, "other");
        ThreadDump dump = Dumps.of(one, two)
                .withAnalysis(new Analysis(
                        List.of(new StackGroup(Role.IDLE, List.of(one, two))), List.of(), null, Headline.NONE));
        ConvertedEvent converted = converter.whole(dump);
        JsonNode event = ServerRules.assertKept(converted, LIMITS.eventBytes());
        assertThat(event.at("/threads/values/0/name").asText())
                .hasSize(200)
                .startsWith("nnn")
                .endsWith("n… and 1 more");
        assertThat(converted.cuts()).contains(new Cut("thread names", 1, "characters=189"));
    }

    @Test
    void groupOfAHundredThousand_namesAsManyAsFit() {
        StackTrace parked = Dumps.stack(Dumps.frame("java.lang.Thread", "run", 840));
        List<CapturedThread> threads = LongStream.rangeClosed(1, 100_000)
                .mapToObj(id -> CapturedThread.builder(id, "virtual-worker-" + id)
                        .stack(parked)
                        .build())
                .toList();
        ThreadDump dump = new ThreadDump(
                Dumps.info(),
                threads,
                new Analysis(List.of(new StackGroup(Role.IDLE, threads)), List.of(), null, Headline.NONE),
                Account.EMPTY);
        ConvertedEvent converted = converter.whole(dump);
        JsonNode names = ServerRules.assertKept(converted, LIMITS.eventBytes()).at("/extra/threads 001/names");
        int named = names.size() - 1;
        assertThat(names.get(0).asText()).isEqualTo("virtual-worker-1");
        assertThat(names.get(named).asText()).isEqualTo("… and " + (100_000 - named) + " more");
        assertThat(converted.threadIds()).hasSize(100_000);
        assertThat(converted.cuts())
                .anyMatch(cut -> cut.what().equals("names of equal threads") && cut.count() == 100_000 - named);
    }

    @Test
    void capture_tellsWhatItCostAndWhatItDoesNotShow() {
        ThreadDump dump = Dumps.deadlocked()
                .withAccount(new Account(
                        List.of(new Missing("virtual threads", "jdk.internal.vm is not open", "--add-exports x")),
                        List.of(new Cut("frames", 12, "framesPerStack=512")),
                        Map.of("name", 3)));
        JsonNode capture = whole(dump).at("/contexts/capture");
        assertThat(capture.get("id").asText()).isEqualTo(Dumps.ID);
        assertThat(capture.get("pause ms").asDouble()).isEqualTo(8);
        assertThat(capture.get("collect ms").asDouble()).isEqualTo(21);
        assertThat(capture.at("/threads/total").asInt()).isEqualTo(5);
        assertThat(capture.at("/threads/by state/BLOCKED").asInt()).isEqualTo(3);
        assertThat(capture.at("/threads/by kind/platform").asInt()).isEqualTo(5);
        assertThat(capture.at("/cuts/0").asText()).isEqualTo("frames: 12 (framesPerStack=512)");
        assertThat(capture.at("/missing/0").asText())
                .isEqualTo("virtual threads: jdk.internal.vm is not open; to see it: --add-exports x");
        assertThat(capture.at("/masked by rule/name").asInt()).isEqualTo(3);
        assertThat(capture.at("/jvm/main class").asText()).isEqualTo("com.acme.orders.Main");
    }

    @Test
    void culprit_bringsItsOwnScopeAndTrace() {
        JsonNode event = whole(Dumps.deadlocked());
        assertThat(event.at("/contexts/MDC/orderId").asText()).isEqualTo("4711");
        assertThat(event.at("/contexts/trace/trace_id").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(event.at("/contexts/trace/span_id").asText()).isEqualTo("b7ad6b7169203331");
        assertThat(event.at("/contexts/trace/data/thread.name").asText()).isEqualTo("order-worker-3");
        assertThat(event.at("/contexts/scope/transaction").asText()).isEqualTo("POST /orders");
        assertThat(event.at("/tags/shop").asText()).isEqualTo("eu");
        assertThat(event.at("/tags/thread.transaction").asText()).isEqualTo("POST /orders");
        assertThat(event.at("/user/id").asText()).isEqualTo("7");
    }

    @Test
    void dumpWithoutThreads_isAnEventThatTheSdkAddsNoneTo() {
        ConvertedEvent converted = converter.whole(Dumps.of());
        ServerRules.assertKept(converted, LIMITS.eventBytes());
        assertThat(converted.event().getThreads()).isNotNull().isEmpty();
    }

    @Test
    void dumpThatWasNotAnalysed_showsEveryThread() {
        assertThat(whole(Dumps.of(idle(1, "main"), idle(2, "timer"))).at("/threads/values"))
                .hasSize(2);
    }

    @Test
    void history_isAContext_andStandsAtTheThreads() {
        JsonNode event = whole(Dumps.deadlocked().withStory(Dumps.story()));
        JsonNode history = event.at("/contexts/history");
        assertThat(history.get("since").asText()).isEqualTo("2026-01-31T11:58:30Z");
        assertThat(history.get("looks").asInt()).isEqualTo(88);
        assertThat(history.get("thread").asText()).isEqualTo("order-worker-3");
        assertThat(history.get("stands there for").asText()).isEqualTo("41 s");
        assertThat(history.get("moments, newest first"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "11:59:59Z 1 thread ended (3 BLOCKED, CPU 0 %)",
                        "11:59:19Z order-worker-3 came to Stock.reserve(Stock.java:88), and stands there; 12 threads started"
                                + " (3 RUNNABLE, 2 BLOCKED, CPU 150 %, GC 8 %)");
        assertThat(event.at("/extra/threads 001/stood").asText()).isEqualTo("41 s");
        assertThat(event.at("/extra/threads 003").has("stood")).isFalse();
        assertThat(event.at("/extra/threads 004/stood").asText()).isEqualTo("1 of them 1 h 5 min");
    }

    @Test
    void history_ofManyWordyMoments_keepsTheNewestWithinItsBytes() {
        Moment wordy = new Moment(
                Dumps.info().takenAt(),
                Map.of(),
                1,
                1,
                Collections.nCopies(5, "x".repeat(150) + "\n" + "y".repeat(40)));
        History history = new History(wordy.at(), 99, Map.of(), Map.of(), Collections.nCopies(40, wordy));
        JsonNode moments = whole(Dumps.deadlocked().withStory(new Story(null, history)))
                .at("/contexts/history/moments, newest first");
        assertThat(moments).hasSizeBetween(8, 11);
        assertThat(moments.get(0).asText()).hasSize(600).doesNotContain("\n").endsWith("…");
        assertThat(whole(Dumps.deadlocked()).at("/contexts").has("history")).isFalse();
    }

    private JsonNode whole(ThreadDump dump) {
        return ServerRules.assertKept(converter.whole(dump), LIMITS.eventBytes());
    }

    private static ThreadDump grouped(ThreadDump dump) {
        return dump.withAnalysis(new Analysis(
                dump.threads().stream()
                        .map(thread -> new StackGroup(Role.IDLE, List.of(thread)))
                        .toList(),
                List.of(),
                null,
                Headline.NONE));
    }

    private static CapturedThread idle(long id, String name) {
        return CapturedThread.builder(id, name)
                .state(Thread.State.WAITING)
                .stack(Dumps.stack(Dumps.frame("java.lang.Thread", "run", 840)))
                .build();
    }
}
