package io.github.threadreporter.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.Attachment;
import io.sentry.Hint;
import io.sentry.ScopesAdapter;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Sentry's own SDK sends, on default options. */
class SentrySdkTest {

    private Receiver receiver;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start(0);
        client = new Client(receiver);
        Sentry.init(options -> {
            options.setDsn(receiver.dsn());
            options.setServerName("orders-1");
            options.setEnvironment("test");
            options.addInAppInclude("io.github.threadreporter");
        });
    }

    @AfterEach
    void stop() {
        Sentry.close();
        receiver.close();
    }

    @Test
    void exception_isAnEntryOfItsOwn() {
        SentryId id = Sentry.captureException(new IllegalStateException("out of tea", new IOException("no shelf")));
        Sentry.flush(10_000);

        JsonNode line = client.json("/api/captures").path("captures").path(0);
        assertThat(line.path("kind").asText()).isEqualTo("event");
        assertThat(line.path("title").asText()).isEqualTo("IllegalStateException: out of tea");

        JsonNode document = client.json("/api/captures/" + id);
        assertThat(document.path("jvm").path("host").asText()).isEqualTo("orders-1");
        assertThat(document.path("exceptions")).hasSize(2);
        JsonNode thrown = document.path("exceptions").path(0);
        assertThat(thrown.path("class").asText()).isEqualTo("java.lang.IllegalStateException");
        JsonNode stack = document.path("stacks").path(thrown.path("stack").asInt());
        JsonNode newest =
                document.path("frames").path(stack.path("frames").path(0).asInt());
        assertThat(newest.path("method").asText()).isEqualTo("exception_isAnEntryOfItsOwn");
        assertThat(newest.path("inApp").asBoolean()).isTrue();
    }

    @Test
    void eventOfACapture_bringsItsAttachment() {
        SentryEvent event = new SentryEvent();
        event.setTag("capture.id", Envelopes.CAPTURE);
        Hint hint = new Hint();
        hint.addAttachment(new Attachment(
                Envelopes.gzip(Envelopes.resource("deadlock.json")), "threads.json.gz", "application/gzip"));
        hint.addAttachment(new Attachment("text".getBytes(StandardCharsets.UTF_8), "threads.txt"));

        ScopesAdapter.getInstance().captureEvent(event, hint);
        Sentry.flush(10_000);

        JsonNode document = client.json("/api/captures/" + Envelopes.CAPTURE);
        assertThat(document.path("kind").asText()).isEqualTo("capture");
        assertThat(document.path("culprit").asInt()).isEqualTo(35);
        assertThat(document.path("events")).hasSize(1);
        assertThat(document.path("attachments"))
                .extracting(one -> one.path("name").asText())
                .containsExactlyInAnyOrder("threads.json.gz", "threads.txt");
    }

    @Test
    void allThreadsOfTheSdk_becomeADump() {
        SentryEvent event = new SentryEvent();
        io.sentry.protocol.Message message = new io.sentry.protocol.Message();
        message.setMessage("with threads");
        event.setMessage(message);
        Sentry.close();
        Sentry.init(options -> {
            options.setDsn(receiver.dsn());
            options.setAttachThreads(true);
        });

        SentryId id = Sentry.captureEvent(event);
        Sentry.flush(10_000);

        JsonNode document = client.json("/api/captures/" + id);
        assertThat(document.path("headline").asText()).isEqualTo("with threads");
        assertThat(document.path("threads").size()).isGreaterThan(2);
        JsonNode mine = null;
        for (JsonNode thread : document.path("threads")) {
            if (thread.path("id").asLong() == Thread.currentThread().getId()) {
                mine = thread;
            }
        }
        assertThat(mine).isNotNull();
        assertThat(mine.path("name").asText()).isEqualTo(Thread.currentThread().getName());
        assertThat(mine.path("state").asText()).isEqualTo("RUNNABLE");
    }
}
