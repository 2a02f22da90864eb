package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.testing.Dumps;
import io.sentry.SentryLevel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EachThreadTest {

    private static final int BYTES = CaptureLimits.DEFAULTS.eventBytes();

    @Test
    void groups_areOneEventEachMostImportantFirst() {
        List<ConvertedEvent> events = each(CaptureLimits.DEFAULTS, Dumps.deadlocked());
        assertThat(events)
                .extracting(event -> event.event().getMessage().getFormatted())
                .containsExactly(
                        "traceback from order-worker-3",
                        "traceback from order-worker-7",
                        "traceback from order-worker-8",
                        "traceback from http-1 and 1 more");
        assertThat(events)
                .extracting(event -> event.event().getMessage().getMessage())
                .containsOnly("traceback from %s");
        assertThat(events)
                .extracting(ConvertedEvent::threadIds)
                .containsExactly(List.of(33L), List.of(37L), List.of(38L), List.of(51L, 52L));
        assertThat(events)
                .extracting(event -> event.event().getLevel())
                .containsExactly(SentryLevel.ERROR, SentryLevel.ERROR, SentryLevel.INFO, SentryLevel.INFO);
    }

    @Test
    void event_isAboutItsThreadAlone() {
        ConvertedEvent first = each(CaptureLimits.DEFAULTS, Dumps.deadlocked()).get(0);
        JsonNode event = ServerRules.assertKept(first, BYTES);
        assertThat(event.at("/threads/values")).hasSize(1);
        assertThat(event.at("/tags/thread.name").asText()).isEqualTo("order-worker-3");
        assertThat(event.at("/tags/thread.state").asText()).isEqualTo("BLOCKED");
        assertThat(event.at("/tags/thread.kind").asText()).isEqualTo("platform");
        assertThat(event.at("/tags/capture.id").asText()).isEqualTo(Dumps.ID);
        assertThat(event.at("/transaction").asText()).isEqualTo("com.acme.orders.Stock.reserve");
        assertThat(first.event().getFingerprints())
                .containsExactly("thread", "order-worker-*", "BLOCKED", "{{ default }}");
        JsonNode thread = event.at("/extra/thread");
        assertThat(thread.get("id").asLong()).isEqualTo(33);
        assertThat(thread.get("cpu ms").asDouble()).isEqualTo(1.2);
        assertThat(thread.get("allocated bytes").asLong()).isEqualTo(4096);
        assertThat(thread.get("waits for").asText())
                .isEqualTo("com.acme.orders.Stock@1f2e3d, held by order-worker-7 (id 37)");
        assertThat(thread.at("/mdc/customer").asText()).isEqualTo("acme");
        assertThat(thread.at("/scope/user/id").asText()).isEqualTo("7");
    }

    @Test
    void threadWithoutTrace_joinsTheCaptureAndNotTheCapturingThread() {
        List<ConvertedEvent> events = each(CaptureLimits.DEFAULTS, Dumps.deadlocked());
        assertThat(events.get(0).event().getContexts().getTrace().getTraceId())
                .hasToString("0af7651916cd43dd8448eb211c80319c");
        assertThat(events.get(1).event().getContexts().getTrace().getTraceId()).hasToString(Dumps.ID);
        assertThat(events.get(1).event().getContexts().getTrace().getData())
                .containsEntry("thread.id", "37")
                .containsEntry("thread.name", "order-worker-7");
    }

    @Test
    void moreGroupsThanEvents_areSummedUpInOneMore() {
        CaptureLimits limits = CaptureLimits.builder().events(3).build();
        ThreadDump dump = distinct(10);
        List<ConvertedEvent> events = each(limits, dump);
        assertThat(events).hasSize(4);
        ConvertedEvent rest = events.get(3);
        JsonNode event = ServerRules.assertKept(rest, BYTES);
        assertThat(rest.threadIds()).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(rest.cuts()).contains(new Cut("events of single groups", 7, "events=3"));
        assertThat(event.at("/contexts/capture/cuts/0").asText()).isEqualTo("events of single groups: 7 (events=3)");
        assertThat(event.at("/message/formatted").asText()).isEqualTo("traceback from 7 more groups of threads");
        assertThat(event.at("/message/message").asText()).doesNotContain("7");
        assertThat(event.at("/extra/threads 001/name").asText()).isEqualTo("t-4");
        assertThat(event.at("/extra/threads 001/at").asText()).isEqualTo("com.acme.C4.run(C4.java:4)");
        assertThat(event.findValues("current")).isEmpty();
    }

    @Test
    void iterator_makesEventsWhenAskedAndEndsByItself() {
        Iterator<ConvertedEvent> events = new EventConverter(CaptureLimits.DEFAULTS).each(distinct(2));
        events.next();
        events.next();
        assertThat(events.hasNext()).isFalse();
        assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
        assertThat(new EventConverter(CaptureLimits.DEFAULTS).each(Dumps.of()).hasNext())
                .isFalse();
    }

    @Test
    void unnamedVirtualThread_isNamedByItsKindAndNumber() {
        CapturedThread virtual = CapturedThread.builder(812, "")
                .kind(ThreadKind.VIRTUAL)
                .carrierId(21L)
                .group("ForkJoinPool")
                .build();
        ConvertedEvent converted =
                each(CaptureLimits.DEFAULTS, Dumps.of(virtual)).get(0);
        JsonNode event = ServerRules.assertKept(converted, BYTES);
        assertThat(event.at("/threads/values/0/name").asText()).isEqualTo("virtual-812");
        assertThat(event.at("/threads/values/0").has("stacktrace")).isFalse();
        assertThat(event.at("/extra/thread/carrier").asLong()).isEqualTo(21);
        assertThat(event.at("/extra/thread/group").asText()).isEqualTo("ForkJoinPool");
        assertThat(event.at("/tags/thread.kind").asText()).isEqualTo("virtual");
        assertThat(converted.event().getFingerprints()).startsWith("thread", "virtual-*");
    }

    @Test
    void tagsOfTheScope_neverReplaceOursOrWhatTheServerReserves() {
        Map<String, String> tags = Map.of(
                "thread.name", "forged",
                "capture.id", "forged",
                "release", "forged",
                "not a key", "value",
                "empty", "",
                "shop", "x".repeat(300) + "\n");
        CapturedThread thread = CapturedThread.builder(5, "real")
                .context(new ThreadContext(Map.of(), new ScopeData(tags, Map.of(), null, null, null), Map.of()))
                .build();
        ConvertedEvent converted =
                each(CaptureLimits.DEFAULTS, Dumps.of(thread)).get(0);
        JsonNode event = ServerRules.assertKept(converted, BYTES);
        assertThat(event.get("tags").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "capture.id", "capture.reason", "thread.name", "thread.state", "thread.kind", "shop");
        assertThat(event.at("/tags/thread.name").asText()).isEqualTo("real");
        assertThat(event.at("/tags/shop").asText()).isEqualTo("x".repeat(199) + "…");
        assertThat(event.at("/contexts/scope/tags/not a key").asText()).isEqualTo("value");
        assertThat(converted.cuts())
                .contains(new Cut("tag values", 1, "characters=200"))
                .contains(new Cut("scope tags kept as context only", 5, "tag keys that the server takes"));
    }

    @Test
    void mainThread_isTheOnlyMain() {
        List<ConvertedEvent> events = each(
                CaptureLimits.DEFAULTS,
                Dumps.of(
                        CapturedThread.builder(1, "main").build(),
                        CapturedThread.builder(2, "main").build()));
        assertThat(events.get(0).event().getThreads().get(0).isMain()).isTrue();
        assertThat(events.get(1).event().getThreads().get(0).isMain()).isNull();
    }

    @Test
    void hugeContext_isCutWithAMarkAndCounted() {
        Map<String, String> mdc = new java.util.HashMap<>();
        for (int i = 0; i < 64; i++) {
            mdc.put("key-%02d".formatted(i), "v".repeat(1_024));
        }
        CapturedThread thread = CapturedThread.builder(5, "busy")
                .context(new ThreadContext(mdc, ScopeData.EMPTY, mdc))
                .build();
        ConvertedEvent converted =
                each(CaptureLimits.DEFAULTS, Dumps.of(thread)).get(0);
        JsonNode event = ServerRules.assertKept(converted, BYTES);
        JsonNode context = event.at("/contexts/MDC");
        int left = 64 - (context.size() - 1);
        assertThat(context.get("key-00").asText()).isEqualTo("v".repeat(1_024));
        assertThat(context.get("…").asText()).isEqualTo(left + " more left out");
        assertThat(converted.cuts()).contains(new Cut("entries of context MDC", left, "bytes=7500"));
    }

    private static List<ConvertedEvent> each(CaptureLimits limits, ThreadDump dump) {
        List<ConvertedEvent> events = new ArrayList<>();
        new EventConverter(limits).each(dump).forEachRemaining(events::add);
        events.forEach(event -> ServerRules.assertKept(event, limits.eventBytes()));
        return events;
    }

    private static ThreadDump distinct(int number) {
        List<StackGroup> groups = LongStream.rangeClosed(1, number)
                .mapToObj(id -> CapturedThread.builder(id, "t-" + id)
                        .stack(new StackTrace(List.of(Dumps.frame("com.acme.C" + id, "run", (int) id)), 0))
                        .build())
                .map(thread -> new StackGroup(Role.RUNNING, List.of(thread)))
                .toList();
        CapturedThread[] threads = groups.stream().map(StackGroup::first).toArray(CapturedThread[]::new);
        return Dumps.of(threads).withAnalysis(new Analysis(groups, List.of(), null, Headline.NONE));
    }
}
