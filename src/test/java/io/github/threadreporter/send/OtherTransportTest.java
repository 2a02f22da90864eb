package io.github.threadreporter.send;

import static io.github.threadreporter.send.SentrySenderTest.events;
import static io.github.threadreporter.send.SentrySenderTest.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.testing.SentryServerClient;
import io.sentry.Hint;
import io.sentry.SentryEnvelope;
import io.sentry.hints.SubmissionResult;
import io.sentry.transport.ITransport;
import io.sentry.transport.RateLimiter;
import io.sentry.util.HintUtils;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transports that are not the SDK's own know nothing, or not all, of the marks that acknowledge. */
@Timeout(60)
class OtherTransportTest {

    private static final String DSN = "http://key@127.0.0.1:1/1";

    private final DeliveryLog log = new DeliveryLog();
    private final List<Outgoing> events = events(20);

    @Test
    void transport_acknowledgingNothing_getsWindowsAndLeavesThemUnconfirmed() {
        Silent transport = new Silent();

        send(transport);

        assertThat(transport.sent).isEqualTo(ids(events));
        assertThat(transport.flushedAfter).containsExactly(7, 14, 20);
        assertThat(log.delivery().unconfirmed()).extracting(Loss::eventId).containsExactlyElementsOf(ids(events));
        assertThat(log.delivery().unconfirmed().get(0).reason())
                .isEqualTo("handed to a transport that acknowledges nothing");
        assertThat(log.delivery().losses()).isEmpty();
    }

    @Test
    void transport_tellingResultsOnly_isBelieved() {
        ResultsOnFlush transport = new ResultsOnFlush();

        send(transport);

        assertThat(transport.sent).isEqualTo(ids(events));
        assertThat(log.delivery().delivered()).containsExactlyElementsOf(ids(events));
    }

    private void send(ITransport transport) {
        try (SentryServerClient sdk =
                SentryServerClient.of(DSN, options -> options.setTransportFactory((settings, details) -> transport))) {
            new SentrySender(sdk::scopes, CaptureLimits.DEFAULTS, System::nanoTime)
                    .send(events.iterator(), events.size(), log);
        }
    }

    private static class Silent implements ITransport {
        final List<String> sent = new ArrayList<>();
        final List<Integer> flushedAfter = new ArrayList<>();

        @Override
        public void send(SentryEnvelope envelope, Hint hint) {
            sent.add(envelope.getHeader().getEventId().toString());
        }

        @Override
        public void flush(long timeoutMillis) {
            if (timeoutMillis > 0) {
                flushedAfter.add(sent.size());
            }
        }

        @Override
        public RateLimiter getRateLimiter() {
            return null;
        }

        @Override
        public void close(boolean isRestarting) {}

        @Override
        public void close() {}
    }

    /** Does not mark what it takes in, and answers late. */
    private static final class ResultsOnFlush extends Silent {
        private final Queue<Hint> waiting = new ArrayDeque<>();

        @Override
        public void send(SentryEnvelope envelope, Hint hint) {
            super.send(envelope, hint);
            waiting.add(hint);
        }

        @Override
        public void flush(long timeoutMillis) {
            for (Hint hint; (hint = waiting.poll()) != null; ) {
                HintUtils.runIfHasType(hint, SubmissionResult.class, result -> result.setResult(true));
            }
        }
    }
}
