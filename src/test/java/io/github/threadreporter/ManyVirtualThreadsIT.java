package io.github.threadreporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.threadreporter.testing.ForkedJvm;
import io.github.threadreporter.testing.SentryServer;
import io.github.threadreporter.testing.SentryServerEnvelope.ReceivedEvent;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryThread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That everything was delivered and nothing cut is checked inside of the forked JVM, by {@link ManyVirtualThreads}. */
class ManyVirtualThreadsIT {

    private static final int THREADS = 100_000;
    private static final int MEBIBYTE = 1 << 20;

    private final SentryServer server = SentryServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void hundredThousandVirtualThreads_inASmallHeap_arriveInBothShapes() {
        assumeTrue(ForkedJvm.feature() >= 25);

        ForkedJvm.of(ManyVirtualThreads.class)
                .flags(ForkedJvm.OPEN)
                .flags("-Xmx512m", "-XX:+ExitOnOutOfMemoryError")
                .run(server.dsn(), Integer.toString(THREADS));

        List<ReceivedEvent> events = server.events();
        assertThat(events)
                .allSatisfy(event -> assertThat(event.json().getBytes(UTF_8)).hasSizeLessThan(MEBIBYTE))
                .allSatisfy(event -> assertThat(virtualThreads(event)).isEqualTo(THREADS));
        ReceivedEvent whole = events.get(0);
        assertThat(whole.event().getThreads())
                .as("one entry for each of the three places")
                .extracting(ManyVirtualThreadsIT::inAppMethods)
                .filteredOn(methods -> methods.contains("reserve"))
                .hasSize(3)
                .allMatch(methods -> methods.contains("payFor"))
                .anyMatch(methods -> methods.contains("awaitStock"))
                .anyMatch(methods -> methods.contains("writeLedger"))
                .anyMatch(methods -> methods.contains("askSupplier"));
        List<ReceivedEvent> each = events.subList(1, events.size());
        assertThat(each)
                .extracting(event -> event.event().getTag("thread.kind"))
                .filteredOn("virtual"::equals)
                .hasSize(3);
        assertThat(each).extracting(event -> event.event().getTag("capture.id")).containsOnly(captureIdOf(each));
    }

    private static String captureIdOf(List<ReceivedEvent> events) {
        return events.get(0).event().getTag("capture.id");
    }

    private static Object virtualThreads(ReceivedEvent event) {
        Map<?, ?> capture = (Map<?, ?>) event.event().getContexts().get("capture");
        Map<?, ?> threads = (Map<?, ?>) capture.get("threads");
        return ((Map<?, ?>) threads.get("by kind")).get("virtual");
    }

    private static List<String> inAppMethods(SentryThread thread) {
        if (thread.getStacktrace() == null) {
            return List.of();
        }
        return thread.getStacktrace().getFrames().stream()
                .filter(frame -> Boolean.TRUE.equals(frame.isInApp()))
                .map(SentryStackFrame::getFunction)
                .toList();
    }
}
