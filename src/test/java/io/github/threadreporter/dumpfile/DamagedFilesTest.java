package io.github.threadreporter.dumpfile;

import static io.github.threadreporter.dumpfile.DumpTexts.bytes;
import static io.github.threadreporter.dumpfile.DumpTexts.frames;
import static io.github.threadreporter.dumpfile.DumpTexts.missing;
import static io.github.threadreporter.dumpfile.DumpTexts.names;
import static io.github.threadreporter.dumpfile.DumpTexts.read;
import static io.github.threadreporter.dumpfile.DumpTexts.text;
import static io.github.threadreporter.dumpfile.DumpTexts.thread;
import static io.github.threadreporter.dumpfile.DumpTexts.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.dumpfile.jvm.Budget;
import io.github.threadreporter.dumpfile.jvm.CharSource;
import io.github.threadreporter.dumpfile.jvm.Origin;
import io.github.threadreporter.dumpfile.jvm.Problem;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.ThreadDump;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is damaged is reported with its line, and the rest is used; what a limit cuts is counted. */
class DamagedFilesTest {

    private static final CaptureLimits DEFAULTS = CaptureLimits.DEFAULTS;

    /** The number of the first line that has that text. */
    private static long lineOf(String text, String part) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return i + 1;
            }
        }
        throw new AssertionError(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdk17-jstack.txt|at java.lang.Object.wait(java.base@17.0.15/Native Method)|at java.lang.Object.wait(java.base@",
                "jdk17-jstack.txt|java.lang.Thread.State: BLOCKED (on|java.lang.Thread.State: BLCKED (on",
                "jdk17-jstack.txt|- locked <0x|- lokked <0x",
                "jdk17-jstack.txt|- waiting to lock <0x0|- waiting to lock <0y0",
                "jdk25-dump.json|\"tid\": \"15\"|\"tid\": \"x\"",
                "jdk25-dump.json|\"state\": \"BLOCKED\"|\"state\": \"BLCKED\"",
                "jdk25-dump.json|\"name\": \"dead-1\"|\"name\": \"dead-1",
                "jdk25-dump.json|\"blockedOn\": \"java.lang.StringBuilder@|\"blockedOn\": \"",
                "jdk25-dump.json|(Native Method)\",|(Native",
                "jdk25-dump.txt|at java.base/java.lang.Object.wait0(Native Method)|at java.base/java.lang.Object.wait0(",
                "jdk25-dump.txt|#15 \"dead-1\" BLOCKED|#15 \"dead-1\" BLCKED"
            })
    void damagedLine_isReportedAndAllThreadsStay(String file, String good, String bad) {
        String whole = text(file);
        int at = whole.indexOf(good);
        String damaged = whole.substring(0, at) + bad + whole.substring(at + good.length());

        Reading reading = read(damaged);

        assertThat(reading.problems()).first().extracting(Problem::line).isEqualTo(lineOf(whole, good));
        assertThat(reading.dumps()).hasSize(1);
        assertThat(reading.dumps().get(0).threads())
                .hasSameSizeAs(DumpTexts.only(file).threads());
        assertThat(missing(reading.dumps().get(0))).contains("damaged parts of the file");
    }

    @Test
    void damagedFirstLine_costsItsThreadAlone() {
        String damaged = text("jdk17-jstack.txt").replace("\"dead-1\" #12", "\"dead-1 #12");

        Reading reading = read(damaged);

        assertThat(reading.problems())
                .extracting(Problem::line)
                .containsExactly(lineOf(damaged, "\"dead-1 #12"), lineOf(damaged, "\"dead-1 #12") + 1);
        ThreadDump dump = reading.dumps().get(0);
        assertThat(names(dump)).doesNotContain("dead-1").contains("dead-2", "Common-Cleaner");
        assertThat(frames(thread(dump, "Common-Cleaner"))).hasSize(5);
    }

    @Test
    void missingFirstLine_costsItsThreadAlone() {
        String damaged = text("jdk17-jstack.txt").replaceFirst("\"dead-1\" #12.*\n", "");

        Reading reading = read(damaged);

        assertThat(reading.problems()).extracting(Problem::what).containsExactly("a thread without its first line");
        assertThat(waits(thread(reading.dumps().get(0), "Common-Cleaner"))).startsWith("WAITING ");
        assertThat(frames(thread(reading.dumps().get(0), "Common-Cleaner"))).hasSize(5);
    }

    @Test
    void logLineWithinAStack_isReportedAndTheStackGoesOn() {
        String log = text("jdk11-jstack.txt")
                .replace("\tat com.acme.Mailbox.take", "12:00 order placed\n\tat com.acme.Mailbox.take");

        Reading reading = read(log);

        assertThat(reading.problems()).extracting(Problem::line).containsExactly(lineOf(log, "order placed"));
        assertThat(frames(thread(reading.dumps().get(0), "woken"))).hasSize(3);
    }

    @Test
    void exceptionWithinAStack_doesNotBecomeItsFrames() {
        String log = text("jdk11-jstack.txt")
                .replace(
                        "\tat com.acme.Mailbox.take",
                        "java.lang.IllegalStateException: x\n\tat com.acme.Other.call(Other.java:1)\n\tat com.acme.Mailbox.take");

        Reading reading = read(log);

        CapturedThread woken = thread(reading.dumps().get(0), "woken");
        assertThat(frames(woken)).containsExactly("Object.wait(Native Method)", "Object.wait(Object.java:328)");
        assertThat(woken.stack().framesCut()).isEqualTo(-1);
        assertThat(reading.problems()).extracting(Problem::line).containsExactly(lineOf(log, "IllegalState"));
    }

    @Test
    void sameIdTwice_isReportedAndBothThreadsStay() {
        Reading reading = read(text("jdk11-jstack.txt").replace("\"woken\" #21", "\"woken\" #20"));

        assertThat(reading.problems())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains("thread #20 twice");
        assertThat(reading.dumps().get(0).byId()).hasSize(4);
        assertThat(names(reading.dumps().get(0))).contains("waiting", "woken");
    }

    @Test
    void jsonThatEndsEarly_isUsedAsFarAsItGoes() {
        String whole = text("jdk25-dump.json");
        String cut = whole.substring(0, whole.indexOf("\"name\": \"monitor owner\""));

        Reading reading = read(cut);

        assertThat(reading.problems())
                .extracting(Problem::line)
                .containsExactly(cut.lines().count());
        assertThat(waits(thread(reading.dumps().get(0), "dead-1")))
                .isEqualTo("ENTERING java.lang.StringBuilder of dead-2");
    }

    @Test
    void jsonWithoutAThreadsEnd_goesOnWithTheNext() {
        String whole = text("jdk21-dump.json");
        int end = whole.indexOf("},", whole.indexOf("Main.java:12"));

        Reading reading = read(whole.substring(0, end) + whole.substring(end + 2));

        assertThat(reading.problems()).isNotEmpty();
        assertThat(reading.dumps().get(0).threads())
                .extracting(CapturedThread::id)
                .containsExactly(1L, 9L, 33L);
        assertThat(frames(thread(reading.dumps().get(0), 9))).hasSize(2);
    }

    @Test
    void jsonInOneLineAndAnotherOrder_isTheSame() {
        String json =
                "{\"threadDump\":{\"threadContainers\":[{\"threads\":[{\"stack\":[\"com.acme.Main.main(Main.java:12)\"],"
                        + "\"state\":\"RUNNABLE\",\"name\":\"main\",\"tid\":1},{\"name\":\"second\",\"tid\":\"2\"}],\"container\":\"<root>\"}]}}";

        ThreadDump dump = read(json).dumps().get(0);

        assertThat(names(dump)).containsExactly("main", "second");
        assertThat(frames(thread(dump, "main"))).containsExactly("Main.main(Main.java:12)");
    }

    @Test
    void threadsBeyondTheLimit_areCounted() {
        CaptureLimits limits = CaptureLimits.builder().threads(3).build();
        for (String file : List.of("jdk17-jstack.txt", "jdk25-dump.json", "jdk25-dump.txt")) {
            ThreadDump dump = DumpTexts.only(read(bytes(file), limits));
            int all = DumpTexts.only(file).threads().size();

            assertThat(dump.threads()).hasSize(3);
            assertThat(dump.account().cuts()).contains(new Cut("threads", all - 3, "threads=3"));
        }
    }

    @Test
    void framesBeyondTheLimit_areCountedAndLocksKeepTheirDepth() {
        CaptureLimits limits = CaptureLimits.builder().framesPerStack(2).build();

        ThreadDump dump = DumpTexts.only(read(bytes("jdk17-jstack.txt"), limits));

        assertThat(thread(dump, "main").stack().frames()).hasSize(2);
        assertThat(thread(dump, "main").stack().framesCut()).isEqualTo(3);
        assertThat(thread(dump, "main").held().get(0).depth()).isEqualTo(3);
        assertThat(dump.account().cuts()).extracting(Cut::limit).containsExactly("framesPerStack=2");
    }

    @Test
    void longName_isCutAndCounted() {
        String text = text("jdk8-jstack-l.txt").replace("order-worker-1", "x".repeat(1_100));

        ThreadDump dump = DumpTexts.only(read(text));

        assertThat(names(dump)).contains("x".repeat(1_024));
        assertThat(dump.account().cuts()).containsExactly(new Cut("characters of names", 76, "textLength=1024"));
    }

    @Test
    void lineWithoutAnEnd_isCutAndReported() {
        String text = text("jdk8-jstack-l.txt").replace("order-worker-1", "x".repeat(CharSource.LINE));

        assertThat(read(text).problems())
                .extracting(Problem::text)
                .anyMatch(problem -> problem.endsWith("a line of more than 65536 characters was cut"));
    }

    @Test
    void problems_areLimitedAndCounted() {
        String text = text("jdk8-jstack-l.txt").replace("\tat com", "\tat broken\n".repeat(2_000) + "\tat com");

        List<Problem> problems = read(text).problems();

        assertThat(problems).hasSize(1_001);
        assertThat(problems.get(1_000).what()).endsWith(" more problems are not listed");
    }

    @Test
    void endlessFile_isReadAsFarAsItsBudgetGoes() throws IOException {
        byte[] dump = bytes("jdk11-jstack.txt");
        InputStream endless = new InputStream() {
            private long at;

            @Override
            public int read() {
                return dump[(int) (at++ % dump.length)];
            }
        };

        Reading reading = DumpFiles.read(
                endless,
                new Origin("x", DumpTexts.WRITTEN, java.time.ZoneOffset.UTC),
                DEFAULTS,
                new Budget(1_000_000, 1 << 30));

        assertThat(reading.dumps()).hasSizeGreaterThan(200);
        assertThat(reading.problems()).extracting(Problem::what).anyMatch(what -> what.startsWith("it is longer than"));
    }

    @Test
    void tooMuchToKeep_endsReading() throws IOException {
        String text = text("jdk11-jstack.txt").replace("com.acme.Main", "com.acme." + "X".repeat(20_000));

        Reading reading = DumpFiles.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                new Origin("x", DumpTexts.WRITTEN, java.time.ZoneOffset.UTC),
                DEFAULTS,
                new Budget(1 << 30, 10_000));

        assertThat(names(reading.dumps().get(0))).containsExactly("waiting");
        assertThat(reading.problems()).extracting(Problem::what).anyMatch(what -> what.contains("distinct text"));
    }
}
