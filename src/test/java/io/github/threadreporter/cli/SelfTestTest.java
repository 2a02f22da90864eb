package io.github.threadreporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.dumpfile.json.JsonDumpReader;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration, in all its forms: it needs no other JVM. */
class SelfTestTest {

    @TempDir
    Path folder;

    @Test
    void text_showsTheOrderThatHoldsTheOthersUp_andProgressIsElsewhere() {
        Command run = Command.run("capture", "self-test", "--to", "text");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .startsWith("3 threads wait for java.lang.Object@")
                .contains("CULPRIT  order-worker-1", "order-17", "Ada")
                .doesNotContain("captured");
        assertThat(run.err()).containsPattern("captured [0-9]+ threads( and [0-9]+ tasks?)?, paused for [0-9.]+ ms");
    }

    @Test
    void repeated_marksWhatDidNotMove() {
        Command run = Command.run("capture", "self-test", "--to", "text", "--repeat", "2", "--interval", "0.05");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .containsPattern("2 looks in [0-9.]+ s: [0-9]+ did not move")
                .containsPattern("CULPRIT  order-worker-1.*\\R  did not move in [0-9.]+ s; used [0-9.]+ ms of CPU");
        assertThat(run.err()).contains("look 1 of 2: captured", "look 2 of 2: captured");
    }

    @Test
    void json_isOneLineALook_thatCanBeReadBack() throws IOException {
        Command run = Command.run("capture", "self-test", "--to", "json", "--repeat", "2", "--interval", "0.01");

        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(2);
        ThreadDump dump = new JsonDumpReader(new StringReader(lines.get(1)), CaptureLimits.DEFAULTS).next();
        assertThat(dump).isNotNull();
        assertThat(dump.threads()).extracting(thread -> thread.name()).contains("order-worker-1");
    }

    @Test
    void html_isAFileForItsOwner_andJsonTellsItsPlace() throws IOException {
        Path file = folder.resolve("report.html");

        Command run = Command.run("capture", "self-test", "--to", "html", "-o", file.toString(), "--json");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(file)).startsWith("<!").contains("order-worker-1");
        assertThat(run.out())
                .startsWith("{\"file\":\"" + file + "\",\"captureIds\":[\"")
                .hasLineCount(1);
        assertThat(run.err()).isEmpty();
    }
}
