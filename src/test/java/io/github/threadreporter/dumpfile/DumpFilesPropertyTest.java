package io.github.threadreporter.dumpfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.ThreadDump;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to a dump, reading it gives dumps that hold together, and problems, and never an exception. */
class DumpFilesPropertyTest {

    private static final CaptureLimits LIMITS = CaptureLimits.builder()
            .threads(50)
            .framesPerStack(100)
            .textLength(64)
            .build();

    private static final List<byte[]> FILES = files();

    private static List<byte[]> files() {
        List<byte[]> files = new ArrayList<>();
        for (String name : List.of(
                "jdk17-print-l-e.txt",
                "jdk25-print-l-e.txt",
                "jdk25-dump.json",
                "jdk25-dump.txt",
                "jdk7-jstack.txt",
                "jdk8-jstack-l.txt",
                "jdk11-jstack.txt",
                "jdk21-print.txt",
                "jdk21-dump.json",
                "jdk21-dump.txt",
                "format2-dump.json")) {
            files.add(withoutTheDeepStack(DumpTexts.text(name)));
        }
        files.add("the end".getBytes(StandardCharsets.UTF_16));
        return files;
    }

    private static byte[] withoutTheDeepStack(String text) {
        StringBuilder shorter = new StringBuilder();
        int dives = 0;
        for (String line : text.split("\n", -1)) {
            dives += line.contains("DumpVictim.dive(") ? 1 : 0;
            if (dives < 5 || !line.contains("DumpVictim.dive(")) {
                shorter.append(line).append('\n');
            }
        }
        return shorter.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] any(Random random) {
        return FILES.get(random.nextInt(FILES.size())).clone();
    }

    @Property(tries = 400)
    void flippedBits(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int flips) {
        Random random = new Random(seed);
        byte[] bytes = any(random);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        check(bytes);
    }

    @Property(tries = 200)
    void deletedPieces(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int pieces) {
        Random random = new Random(seed);
        byte[] bytes = any(random);
        for (int i = 0; i < pieces && bytes.length > 1; i++) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + random.nextInt(200));
            byte[] less = Arrays.copyOf(bytes, bytes.length - (to - from));
            System.arraycopy(bytes, to, less, from, bytes.length - to);
            bytes = less;
        }
        check(bytes);
    }

    @Property(tries = 200)
    void truncated(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = any(random);
        check(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    }

    @Property(tries = 200)
    void shuffledLines(@ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int swaps) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(
                new String(any(random), StandardCharsets.UTF_8).lines().toList());
        for (int i = 0; i < swaps; i++) {
            Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        }
        check(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 200)
    void splicedFiles(@ForAll long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        for (int i = random.nextInt(5); i >= 0; i--) {
            byte[] bytes = any(random);
            int from = random.nextInt(bytes.length);
            spliced.write(bytes, from, random.nextInt(bytes.length - from));
        }
        check(spliced.toByteArray());
    }

    @Property(tries = 200)
    void piecesOfTheGrammarInAnyOrder(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "\"",
                "\"x\" #1 prio=5 tid=0x1 ",
                "\"x\":",
                "\n",
                "\n\n",
                "\tat ",
                "a.b(c:1)",
                "(",
                ")",
                "- locked <",
                "0x1",
                "> (a X)",
                "   java.lang.Thread.State: ",
                "BLOCKED",
                "Locked ownable synchronizers:",
                "   Mounted virtual thread #",
                "1",
                "-",
                "Full thread dump X (1.8.0):",
                "Found one Java-level deadlock:",
                "  which is held by \"x\"",
                "// mounted on #",
                "// waits for x held by \"x\" #",
                "... ",
                " older frames left out",
                "{\"threadDump\":",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"tid\":",
                "\"threads\":",
                "\"stack\":",
                "\"parkBlocker\":",
                "\"monitorsOwned\":",
                "\"depth\":",
                "\"locks\":",
                "\\",
                "\\u",
                "null",
                "true",
                "-9e9",
                "#9223372036854775808 \"x\"",
                "1\n2024-05-29T08:00:00Z\n21\n",
                "\u0000",
                "\u2028",
                "\ud800");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(300); i >= 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        check(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 200)
    void anyBytes(@ForAll byte[] bytes) {
        check(bytes);
    }

    private static void check(byte[] bytes) {
        Reading reading = DumpTexts.read(bytes, LIMITS);
        assertThat(reading.problems()).hasSizeLessThanOrEqualTo(1_001).allMatch(problem -> problem.line() >= 0);
        assertThat(reading.dumps().isEmpty() && reading.problems().isEmpty()).isFalse();
        reading.dumps().forEach(DumpFilesPropertyTest::check);
    }

    private static void check(ThreadDump dump) {
        assertThat(dump.threads()).hasSizeLessThanOrEqualTo(LIMITS.threads());
        assertThat(dump.byId()).as("ids are different").hasSameSizeAs(dump.threads());
        assertThat(dump.account().cuts()).allMatch(cut -> cut.count() > 0);
        for (CapturedThread thread : dump.threads()) {
            assertThat(thread.id()).isPositive();
            assertThat(thread.name()).hasSizeLessThanOrEqualTo(LIMITS.textLength());
            assertThat(thread.priority()).isBetween(Thread.MIN_PRIORITY, Thread.MAX_PRIORITY);
            assertThat(thread.stack().frames()).hasSizeLessThanOrEqualTo(LIMITS.framesPerStack());
            assertThat(thread.stack().framesCut()).isGreaterThanOrEqualTo(-1);
            assertThat(thread.held()).allMatch(lock -> lock.depth() >= HeldLock.UNKNOWN_DEPTH);
            if (thread.waitsFor() != null && thread.waitsFor().owner() != null) {
                CapturedThread owner = dump.byId().get(thread.waitsFor().owner().id());
                assertThat(owner).isNotNull();
                assertThat(owner.holds(thread.waitsFor().lock())).isTrue();
            }
        }
    }
}
