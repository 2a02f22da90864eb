package io.github.threadreporter.dumpfile;

import static io.github.threadreporter.dumpfile.DumpTexts.bytes;
import static io.github.threadreporter.dumpfile.DumpTexts.frames;
import static io.github.threadreporter.dumpfile.DumpTexts.names;
import static io.github.threadreporter.dumpfile.DumpTexts.only;
import static io.github.threadreporter.dumpfile.DumpTexts.read;
import static io.github.threadreporter.dumpfile.DumpTexts.text;
import static io.github.threadreporter.dumpfile.DumpTexts.thread;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.dumpfile.jvm.Problem;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadDump;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps as they are found: among other lines, in other encodings, packed, several in one file. */
class LogFilesTest {

    private static final String NOISE =
            "2026-11-26 04:00:35,123 INFO  [http-1] com.acme.Orders - \"GET /orders\" (a test): 200\n";
    private static final String TRACE = "2026-11-26 04:00:35 ERROR failed\njava.lang.IllegalStateException: no stock\n"
            + "\tat com.acme.Stock.reserve(Stock.java:24)\n\tat com.acme.Orders.place(Orders.java:51)\n\t... 12 more\n";

    private static void assertSame(ThreadDump actual, ThreadDump expected) {
        assertThat(actual.threads()).isEqualTo(expected.threads());
        assertThat(actual.info().takenAt()).isEqualTo(expected.info().takenAt());
        assertThat(actual.info().jvm()).isEqualTo(expected.info().jvm());
        assertThat(actual.account()).isEqualTo(expected.account());
    }

    @Test
    void linesBeforeBetweenAndAfter_arePassedOver() {
        String jdk17 = text("jdk17-jstack.txt");
        String jdk8 = text("jdk8-jstack-l.txt");

        Reading reading = read(NOISE + TRACE + jdk17 + NOISE + TRACE + "\n" + NOISE + jdk8 + TRACE + NOISE);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.dumps()).hasSize(2);
        assertSame(reading.dumps().get(0), only("jdk17-jstack.txt"));
        assertSame(reading.dumps().get(1), only("jdk8-jstack-l.txt"));
    }

    @Test
    void linesBetweenThreads_arePassedOver() {
        String log = text("jdk17-jstack.txt").replace("\n\n\"", "\n\n" + NOISE + TRACE + "\n\"");

        assertSame(only(read(log)), only("jdk17-jstack.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk25-dump.json", "jdk25-dump.txt", "jdk21-dump.json", "jdk21-dump.txt"})
    void severalDumpsOfToFile_areAllRead(String file) {
        Reading reading = read(text(file) + text(file));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.dumps()).hasSize(2).allSatisfy(dump -> assertSame(dump, only(file)));
    }

    @Test
    void emptyLineWithinAStack_endsNothing() {
        String log = text("jdk11-jstack.txt").replace("\tat com.acme.Mailbox.take", "\n\tat com.acme.Mailbox.take");

        assertSame(only(read(log)), only("jdk11-jstack.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-26T04:00:35.123456789Z stdout F ",
                "Nov 26 04:00:35 orders-1 java[4711]: ",
                "orders_1  | ",
                "[4711] "
            })
    void prefixOnEveryLine_isLearnedFromTheTitle(String prefix) {
        int[] number = {0};
        String log = text("jdk25-jstack.txt")
                .lines()
                .map(line -> prefix.replace(":35", ":" + (10 + number[0]++ % 50)) + line)
                .collect(Collectors.joining("\n"));

        ThreadDump expected = only("jdk25-jstack.txt");
        ThreadDump dump = only(read(NOISE + log + "\n" + NOISE));
        assertThat(dump.threads()).hasSameSizeAs(expected.threads());
        assertThat(dump.info().takenAt()).isEqualTo(expected.info().takenAt());
        for (CapturedThread thread : expected.threads()) {
            if (!thread.name().equals("two\nlines")) {
                assertThat(dump.byId().get(thread.id())).isEqualTo(thread);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void endsOfLines_areAllTheSame(String end) {
        String unix = text("jdk11-jstack.txt");

        assertSame(only(read(unix.replace("\n", end))), only("jdk11-jstack.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk17-jstack.txt", "jdk25-dump.json", "jdk25-dump.txt"})
    void spacesInsteadOfTabs_andTrailingBlanks_areTheSame(String file) {
        String pasted = text(file)
                .lines()
                .map(line -> line.replace("\t", "        ") + "  ")
                .collect(Collectors.joining("\r\n"));

        assertThat(only(read(pasted)).threads()).isEqualTo(only(file).threads());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf16_isToldWithAndWithoutItsMark(String name) {
        Charset charset = Charset.forName(name);
        String text = text("jdk17-jstack.txt");

        assertThat(only(read(text.getBytes(charset))).threads())
                .isEqualTo(only("jdk17-jstack.txt").threads());
        assertThat(only(read(("\ufeff" + text).getBytes(charset))).threads())
                .isEqualTo(only("jdk17-jstack.txt").threads());
    }

    @Test
    void utf8WithItsMark_isRead() {
        assertSame(only(read("\ufeff" + text("jdk25-dump.json"))), only("jdk25-dump.json"));
    }

    @Test
    void latin1_isToldWhereItIsNoUtf8() {
        String text =
                text("jdk8-jstack-l.txt").replace("order-worker-1", "Größe").replace("order-worker-2", "Ünï");

        assertThat(names(only(read(text.getBytes(StandardCharsets.ISO_8859_1)))))
                .contains("Größe", "Ünï");
        assertThat(names(only(read(text.getBytes(StandardCharsets.UTF_8))))).contains("Größe", "Ünï");
    }

    @Test
    void latin1AndUtf8InOneFile_areBothRead() {
        String text = text("jdk8-jstack-l.txt").replace("order-worker-1", "Größe");
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = Arrays.copyOf(utf8, utf8.length + latin1.length);
        System.arraycopy(latin1, 0, both, utf8.length, latin1.length);

        assertThat(read(both).dumps()).hasSize(2).allMatch(dump -> names(dump).contains("Größe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk17-jstack.txt", "jdk25-dump.json", "jdk25-dump.txt"})
    void packed_isUnpacked(String file) {
        assertThat(only(read(packed(bytes(file)))).threads())
                .isEqualTo(only(file).threads());
    }

    @Test
    void packedAndCut_isReadAsFarAsItGoes() {
        byte[] whole = packed(bytes("jdk17-kill3.log"));

        Reading reading = read(Arrays.copyOf(whole, whole.length * 2 / 3));

        assertThat(reading.dumps()).isNotEmpty();
        assertThat(names(reading.dumps().get(0))).contains("main", "dead-1");
        assertThat(reading.problems())
                .anyMatch(problem -> problem.what().startsWith("the gzip file is damaged or cut"));
    }

    @Test
    void date_isOfTheGivenZone() {
        ThreadDump dump = read(bytes("jdk8-jstack-l.txt"), CaptureLimits.DEFAULTS, ZoneId.of("America/New_York"))
                .dumps()
                .get(0);

        assertThat(dump.info().takenAt()).isEqualTo(Instant.parse("2021-03-09T07:42:46Z"));
    }

    @Test
    void withoutDate_theTimeOfTheFileCounts() {
        String text = text("jdk8-jstack-l.txt");

        ThreadDump dump = only(read(text.substring(text.indexOf('\n') + 1)));

        assertThat(dump.info().takenAt()).isEqualTo(DumpTexts.WRITTEN);
        assertThat(DumpTexts.missing(dump)).contains("time of the dump", "start of the JVM");
    }

    @Test
    void file_isReadByPath(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("threads.log");
        Files.write(file, bytes("jdk25-dump.json"));

        Reading reading = DumpFiles.read(file, CaptureLimits.DEFAULTS);

        assertThat(only(reading).info().reason().detail()).isEqualTo("threads.log");
    }

    @Test
    void fileWithoutADump_saysSo() {
        for (String nothing : List.of("", NOISE, TRACE, "{}", "\u0000\u0001", "{\"threadDump\": 1}")) {
            Reading reading = read(nothing);
            assertThat(reading.dumps()).isEmpty();
            assertThat(reading.problems()).extracting(Problem::text).contains("no thread dump was found in it");
        }
    }

    @Test
    void threadsWithoutATitle_areUsedAndReported() {
        String text = text("jdk8-jstack-l.txt");

        Reading reading = read(text.substring(text.indexOf("\"order-worker-1\"")));

        assertThat(reading.problems()).extracting(Problem::line).containsExactly(1L);
        assertThat(names(reading.dumps().get(0))).contains("order-worker-1");
        assertThat(frames(thread(reading.dumps().get(0), "order-worker-1"))).hasSize(3);
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
