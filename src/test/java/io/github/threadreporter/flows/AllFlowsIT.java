package io.github.threadreporter.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServer;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three of each kind of flow, with a thread or without one: every value arrives, in the right function, in one event. */
class AllFlowsIT {

    /** By kind, the function that has the order in a variable, and the kinds that a JDK has. */
    private static final Map<String, String> FUNCTIONS = Map.of(
            "platform", "holdStill",
            "virtual", "holdStill",
            "mounted", "run",
            "subtask", "lambda$own$",
            "job", "lambda$main$",
            "scheduled", "lambda$main$",
            "future", "lambda$main$",
            "stream", "lambda$stream$",
            "coroutine", "place");

    private final SentryServer server = SentryServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyValue_ofEveryKindOfFlow_isInOneEvent_andInThoseOfSingleOnes() {
        // Threads that run must not wait for each other's carrier.
        ForkedJvm.of(AllFlows.class)
                .flags("-Djdk.virtualThreadScheduler.parallelism=4")
                .run(server.dsn());

        List<SentryEvent> events =
                server.events().stream().map(received -> received.event()).toList();
        assertThat(events).hasSizeGreaterThan(kinds().size());
        for (String kind : kinds()) {
            assertThat(inFunction(events.get(0), kind)).as("%s in frames", kind).isTrue();
            for (int i = 1; i <= AllFlows.OF_EACH; i++) {
                String value = value(kind, i);
                assertThat(values(events.get(0))).as("in the whole event").anyMatch(text -> text.contains(value));
                assertThat(events.subList(1, events.size())).as(value).anySatisfy(event -> assertThat(values(event))
                        .anyMatch(text -> text.contains(value)));
            }
        }
    }

    private static List<String> kinds() {
        List<String> kinds = new ArrayList<>(List.of("platform", "job", "scheduled", "future", "stream", "coroutine"));
        if (ForkedJvm.feature() >= 25) {
            kinds.addAll(List.of("virtual", "mounted", "subtask"));
        }
        return kinds;
    }

    /** No number begins another one's text. */
    private static String value(String kind, int number) {
        return kind.equals("coroutine") ? "id-" + number : "order-of-" + kind + "-" + number;
    }

    /** Whether one of the kind shows its value among the variables of its own function. */
    private static boolean inFunction(SentryEvent event, String kind) {
        String function = Objects.requireNonNull(FUNCTIONS.get(kind));
        return frames(event)
                .filter(frame ->
                        frame.getFunction() != null && frame.getFunction().startsWith(function))
                .filter(frame -> frame.getVars() != null)
                .anyMatch(frame -> IntStream.rangeClosed(1, AllFlows.OF_EACH)
                        .anyMatch(i -> String.valueOf(frame.getVars()).contains(value(kind, i))));
    }

    /** All that an event tells of values: variables in frames, and in lines of what is folded. */
    private static List<String> values(SentryEvent event) {
        return Stream.concat(
                        frames(event).map(frame -> String.valueOf(frame.getVars())),
                        event.getExtras() == null
                                ? Stream.of()
                                : event.getExtras().values().stream().map(String::valueOf))
                .toList();
    }

    private static Stream<SentryStackFrame> frames(SentryEvent event) {
        return event.getThreads().stream()
                .map(SentryThread::getStacktrace)
                .filter(Objects::nonNull)
                .flatMap(stack -> stack.getFrames().stream());
    }
}
