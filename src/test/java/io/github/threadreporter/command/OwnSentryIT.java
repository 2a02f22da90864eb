package io.github.threadreporter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Command;
import io.github.threadreporter.testing.SentryServer;
import io.github.threadreporter.testing.SentryServerEnvelope.ReceivedAttachment;
import io.github.threadreporter.testing.SentryServerEnvelope.ReceivedEvent;
import io.github.threadreporter.testing.Target;
import io.sentry.SentryEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A target that reports to Sentry by itself, with an SDK older than ours: captures go to the same project. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class OwnSentryIT {

    private static final Path OLDER_SDK = sdk("8.21.0");

    private final SentryServer server = SentryServer.start();
    private Target target;

    private static List<Path> logging() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> Stream.of("logback-classic-", "logback-core-", "slf4j-api-")
                        .anyMatch(name -> entry.getFileName().toString().startsWith(name)))
                .toList();
    }

    private static Path sdk(String version) {
        return Path.of(System.getProperty("other.libraries"), "sentry-" + version + ".jar");
    }

    private Target shop(Path sdk) throws IOException {
        assertThat(sdk).exists();
        return Target.of(Shop.class)
                .jars(Stream.concat(Stream.of(sdk), logging().stream()).toList())
                .start(server.dsn());
    }

    @BeforeEach
    void startTarget() throws IOException {
        target = shop(OLDER_SDK);
    }

    @AfterEach
    void endTarget() throws IOException {
        target.close();
        server.close();
    }

    private ReceivedEvent onlyEvent() {
        assertThat(server.events()).hasSize(1);
        return server.events().get(0);
    }

    @Test
    void capture_arrivesInTheProjectOfTheApplication() throws Exception {
        Command.capture(target, "--to", "sentry").run().succeeded();
        SentryEvent event = onlyEvent().event();
        assertThat(event.getRelease()).isEqualTo("shop@1.2.3");
        assertThat(event.getEnvironment()).isEqualTo("staging");
        assertThat(event.getThreads()).extracting(thread -> thread.getName()).contains("main", "serves-ada and 1 more");
    }

    @Test
    void contextOfEachThread_isSent() throws Exception {
        Command.capture(target, "--to", "sentry").run().succeeded();
        StringBuilder attached = new StringBuilder();
        for (ReceivedAttachment attachment : server.envelopes().get(0).attachments()) {
            attached.append(attachment.text());
        }
        assertThat(attached)
                .contains("order-of-ada", "order-of-grace", "plan-of-ada", "plan-of-grace")
                .contains("1".repeat(32), "2".repeat(32));
    }

    @Test
    void eventOfEachThread_hasItsContext() throws Exception {
        Command.capture(target, "--to", "sentry", "--each").run().succeeded();
        assertThat(server.events())
                .filteredOn(received -> received.json().contains("order-of-ada"))
                .isNotEmpty()
                .allSatisfy(received -> {
                    assertThat(received.event().getUser().getId()).isEqualTo("ada");
                    assertThat(received.event().getTag("plan")).isEqualTo("plan-of-ada");
                    assertThat(received.event().getContexts().getTrace().getTraceId())
                            .hasToString("1".repeat(32));
                });
    }

    @Test
    void contextOfEachThread_isThatThreadsOwn() throws Exception {
        assertContextOfEachThread(Command.dump(target));
        assertThat(server.events()).isEmpty();
    }

    private static void assertContextOfEachThread(ThreadDump dump) {
        Map.of("ada", "1", "grace", "2").forEach((customer, digit) -> {
            ThreadContext context = Command.thread(dump, "serves-" + customer).context();
            ScopeData scope = context.scope();
            assertThat(context.mdc()).containsEntry("order", "order-of-" + customer);
            assertThat(scope.user()).containsEntry("id", customer);
            assertThat(scope.tags()).containsEntry("plan", "plan-of-" + customer);
            assertThat(scope.traceId()).isEqualTo(digit.repeat(32));
        });
    }

    @Test
    void sdkNewerThanOurs_isReadAndWorksAsBefore() throws Exception {
        try (Target newer = shop(sdk("8.62.0"))) {
            assertContextOfEachThread(Command.dump(newer));
            Command.capture(newer, "--to", "sentry").run().succeeded();
            newer.tell("still here");
            assertThat(newer.nextLine()).isEqualTo("sent");
            assertThat(server.events()).hasSize(2).allSatisfy(received -> assertThat(
                            received.event().getRelease())
                    .isEqualTo("shop@1.2.3"));
            assertThat(server.events().get(1).event().getSdk().getVersion()).isEqualTo("8.62.0");
        }
    }

    @Test
    void sentryOfTheApplication_worksAsBefore() throws Exception {
        Command.capture(target, "--to", "sentry").run().succeeded();
        target.tell("still here");
        assertThat(target.nextLine()).isEqualTo("sent");
        assertThat(server.events()).hasSize(2);
        SentryEvent own = server.events().get(1).event();
        assertThat(own.getMessage().getFormatted()).isEqualTo("still here");
        assertThat(own.getSdk().getVersion()).isEqualTo("8.21.0");
        assertThat(own.getRelease()).isEqualTo("shop@1.2.3");
    }

    @Test
    void projectThatIsNamed_comesFirst() throws Exception {
        try (SentryServer other = SentryServer.start()) {
            Command.capture(target, "--dsn", other.dsn()).run().succeeded();
            assertThat(other.events()).hasSize(1);
            assertThat(server.events()).isEmpty();
        }
    }
}
