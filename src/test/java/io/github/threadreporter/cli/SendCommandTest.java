package io.github.threadreporter.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.send.JsonDump;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.SentryServer;
import io.github.threadreporter.testing.SentryServerEnvelope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest {

    private static final String JSTACK = """
            2026-01-31 12:00:00
            Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode):

            "order-worker-1" #12 prio=5 os_prio=0 cpu=1.00ms elapsed=2.00s tid=0x1 nid=0x1 runnable  [0x1]
               java.lang.Thread.State: RUNNABLE
            \tat com.acme.Shop.sell(Shop.java:10)

            """;

    @TempDir
    Path folder;

    private Path dump;

    @BeforeEach
    void write() throws IOException {
        dump = Files.writeString(folder.resolve("jstack.txt"), JSTACK);
    }

    @Test
    void dump_isShown() {
        Command run = Command.run("send", dump.toString(), "--to", "text");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("order-worker-1", "com.acme.Shop.sell(Shop.java:10)");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void packedDump_isShown() throws IOException {
        Path packed = folder.resolve("jstack.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(dump));
        }

        assertThat(Command.run("send", packed.toString(), "--to", "text").out()).contains("com.acme.Shop.sell");
    }

    @Test
    void ownJson_isShownWithItsVariables() throws IOException {
        assertThat(Command.run("send", own().toString(), "--to", "text").out())
                .contains("order-worker-3", "orderId = order-17");
    }

    @Test
    void captureThatIsGivenTwice_isShownOnce() throws IOException {
        String own = own().toString();

        Command run = Command.run("send", own, own, "--to", "html");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("given twice", Dumps.ID);
    }

    @Test
    void fileWithoutADump_isNamed_andTheOthersAreShown() throws IOException {
        Path other = Files.writeString(folder.resolve("passwd"), "root:x:0:0\n");

        Command run = Command.run("send", other.toString(), dump.toString(), "--to", "text");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).isEqualTo(other + ": no thread dump was found in it" + System.lineSeparator());
        assertThat(run.out()).contains("order-worker-1");
    }

    @Test
    void missingFile_andFolder_areNamed_andTheOthersAreShown() {
        Path missing = folder.resolve("missing");

        Command run = Command.run("send", missing.toString(), folder.toString(), dump.toString(), "--to", "text");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains(missing + ": there is no such file", folder + ": is a folder");
        assertThat(run.out()).contains("order-worker-1");
    }

    @Test
    void nothingToShow_saysWhatCanBeRead() throws IOException {
        Path other = Files.writeString(folder.resolve("passwd"), "root:x:0:0\n");

        Command run = Command.run("send", other.toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("send --help");
    }

    @Test
    void sentry_isNamedWithoutItsKeyBeforeSending_andGetsTheEvent() {
        try (SentryServer server = SentryServer.start()) {
            Command run = Command.run("send", dump.toString(), "--dsn", server.dsn());

            assertThat(run.code()).isEqualTo(ExitCode.OK);
            assertThat(run.err())
                    .startsWith("sending to project 1 on 127.0.0.1:")
                    .doesNotContain("key@");
            assertThat(run.out()).contains("1 of 1 events delivered");
            assertThat(server.events()).hasSize(1);
        }
    }

    @Test
    void sentry_isNamedInTheSummaryForScripts() {
        try (SentryServer server = SentryServer.start()) {
            Command run = Command.run("send", dump.toString(), "--dsn", server.dsn(), "--json");

            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .startsWith("{\"host\":\"127.0.0.1:")
                    .contains(
                            "\"project\":\"1\"",
                            "\"complete\":true",
                            server.eventIds().get(0))
                    .doesNotContain("key@");
        }
    }

    @Test
    void sentry_thatRefuses_hasAnExitCodeOfItsOwn() {
        try (SentryServer server = SentryServer.start()) {
            server.answer(aResponse().withStatus(403));

            Command run = Command.run("send", dump.toString(), "--dsn", server.dsn());

            assertThat(run.code()).isEqualTo(ExitCode.NOT_DELIVERED);
            assertThat(run.out()).contains("0 of 1 events delivered", "not delivered: event");
        }
    }

    @Test
    void dryRun_writesWhatTheServerWouldHaveGot() throws IOException {
        Path own = own();
        Path file = folder.resolve("envelope");
        try (SentryServer server = SentryServer.start()) {
            Command dry =
                    Command.run("send", own.toString(), "--dsn", server.dsn(), "--dry-run", "-o", file.toString());
            assertThat(dry.code()).as(dry.err()).isEqualTo(ExitCode.OK);
            assertThat(dry.err()).contains("would go to project 1 on 127.0.0.1:");
            assertThat(server.envelopes()).isEmpty();

            assertThat(Command.run("send", own.toString(), "--dsn", server.dsn())
                            .code())
                    .isEqualTo(ExitCode.OK);
            SentryServerEnvelope would = SentryServerEnvelope.read(Files.readAllBytes(file));
            SentryServerEnvelope did = server.envelopes().get(0);
            assertThat(would.itemTypes()).isEqualTo(did.itemTypes());
            assertThat(events(would)).isEqualTo(events(did)).hasSize(1);
            assertThat(attachments(would)).isEqualTo(attachments(did)).isNotEmpty();
        }
    }

    @Test
    void dryRun_needsNoDsn() throws IOException {
        Path file = folder.resolve("envelope");

        Command run = Command.run("send", dump.toString(), "--dry-run", "-o", file.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("no DSN is known");
        assertThat(SentryServerEnvelope.read(Files.readAllBytes(file)).events()).hasSize(1);
    }

    @Test
    void sentry_withoutAnyDsn_saysHowToNameOne() {
        Command run = Command.run("send", dump.toString(), "--to", "sentry");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--dsn", "SENTRY_DSN", "--to text");
    }

    private Path own() throws IOException {
        Path file = folder.resolve("capture.json");
        if (Files.notExists(file)) {
            try (var out = Files.newBufferedWriter(file)) {
                JsonDump.write(Dumps.withVariables(), out);
            }
        }
        return file;
    }

    /** But for what is made anew for each event. */
    private static List<String> events(SentryServerEnvelope envelope) {
        return envelope.events().stream()
                .map(event -> event.json().replace(event.id(), "ID"))
                .toList();
    }

    private static List<String> attachments(SentryServerEnvelope envelope) throws IOException {
        List<String> all = new ArrayList<>();
        for (SentryServerEnvelope.ReceivedAttachment attachment : envelope.attachments()) {
            all.add(attachment.name() + "\n" + attachment.text());
        }
        return all;
    }
}
