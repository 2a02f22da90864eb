package io.github.threadreporter.dumpfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.github.threadreporter.dumpfile.jvm.Budget;
import io.github.threadreporter.dumpfile.jvm.Origin;
import io.github.threadreporter.model.CaptureLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading takes work and memory in proportion to the file, whatever is in it. */
class WorkTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int SIZE = 2_000;

    /** What buffers and first uses take. */
    private static final long ANYWAY = 2 << 20;

    private static final String TITLE = "2026-01-01 00:00:00\nFull thread dump X (17.0.15+6 mixed):\n\n";
    private static final String THREAD = "\"x%1$d\" #%1$d prio=5 tid=0x1 nid=0x1 runnable [0x1]\n";

    /** Each makes a file that has so many of something. */
    enum Shape {
        NAMES_THAT_NEVER_END(n -> TITLE + "\"name\n".repeat(n)),
        NAME_OF_MANY_LINES(n -> TITLE + "\"name\n" + "more\n".repeat(n)),
        NAMES_OF_MANY_LINES(n -> TITLE + ("\"name\n" + "more\n".repeat(7)).repeat(n)),
        THREADS(n -> TITLE + numbered(n, THREAD + "\tat a.B%1$d.c(D.java:%1$d)\n\n")),
        THREADS_OF_ONE_ID(n -> TITLE + THREAD.formatted(1).repeat(n)),
        THREADS_WITHOUT_ID(n -> TITLE + "\"x\" prio=5 tid=0x1 nid=0x1 runnable [0x1]\n\n".repeat(n)),
        FRAMES(n -> TITLE + THREAD.formatted(1) + numbered(n, "\tat a.B%1$d.c(D.java:%1$d)\n")),
        BRACKETS_IN_A_FRAME(n -> TITLE + THREAD.formatted(1) + "\tat " + "(".repeat(n) + ")".repeat(n) + "\n"),
        LOCKS_OF_ONE_THREAD(n -> TITLE + THREAD.formatted(1) + numbered(n, "\t- locked <0x%1$x> (a X)\n")),
        WAITERS_FOR_LOCKS_OF_ONE_THREAD(n -> TITLE
                + THREAD.formatted(n + 1)
                + numbered(n, "\t- locked <0x%1$x> (a X)\n")
                + numbered(n, THREAD + "\tat a.B.c(D.java:1)\n\t- waiting to lock <0x%1$x> (a X)\n\n")),
        REPORTED_OWNERS(n -> TITLE
                + numbered(n, THREAD + "\tat a.B.c(D.java:1)\n\t- parking to wait for  <0x%1$x> (a X)\n\n")
                + "Found one Java-level deadlock:\n"
                + numbered(n, "  waiting for ownable synchronizer 0x%1$x, (a X),\n  which is held by \"x1\"\n")),
        EMPTY_LINES(n -> TITLE + "\n".repeat(10 * n)),
        ONE_LINE(n -> TITLE + "x".repeat(100 * n)),
        TITLES(n -> TITLE.repeat(n)),
        EQUAL_HASHES(n -> TITLE + THREAD.formatted(1) + numbered(n, n, true)),
        JSON_OPENINGS(n -> "{\"threadDump\":" + "[{".repeat(n)),
        JSON_CLOSINGS(n -> "{\"threadDump\":" + "]}".repeat(n)),
        JSON_QUOTES(n -> "{\"threadDump\":" + "\"".repeat(n)),
        JSON_TEXT(n -> "{\"threadDump\":\"" + "\\u0041".repeat(n)),
        JSON_WORD(n -> "{\"threadDump\":" + "1".repeat(10 * n)),
        JSON_THREADS(n ->
                "{\"threadDump\":{\"threads\":[" + numbered(n, "{\"tid\":\"%d\",\"stack\":[\"a.B.c(D.java:%1$d)\"]},")),
        JSON_IDS(n -> "{\"threadDump\":{\"threads\":[{" + numbered(n, "\"tid\":\"%d\","));

        private final Maker maker;

        Shape(Maker maker) {
            this.maker = maker;
        }
    }

    private interface Maker {
        String of(int count);
    }

    private static String numbered(int count, String format) {
        StringBuilder text = new StringBuilder();
        IntStream.rangeClosed(1, count).forEach(i -> text.append(String.format(format, i)));
        return text.toString();
    }

    /** Frames of classes whose names have one hash code: made of "Aa" and "BB". */
    private static String numbered(int count, int bits, boolean collide) {
        StringBuilder text = new StringBuilder();
        int digits = Integer.SIZE - Integer.numberOfLeadingZeros(bits);
        for (int i = 0; i < count; i++) {
            text.append("\tat a.");
            for (int bit = 0; bit < digits; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            text.append(".c(D.java:1)\n");
        }
        return text.toString();
    }

    private record Work(long visited, long allocated) {}

    private static Work work(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Budget budget = new Budget();
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        read(new ByteArrayInputStream(bytes), budget);
        return new Work(budget.visited(), THREADS.getThreadAllocatedBytes(thread) - before);
    }

    private static Reading read(InputStream in, Budget budget) {
        try {
            return DumpFiles.read(
                    in, new Origin("x", DumpTexts.WRITTEN, ZoneOffset.UTC), CaptureLimits.DEFAULTS, budget);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void twiceTheFile_isTwiceTheWork(Shape shape) {
        work(shape.maker.of(SIZE)); // first uses
        Work once = work(shape.maker.of(SIZE));
        Work twice = work(shape.maker.of(2 * SIZE));

        assertThat(twice.visited()).isLessThan(3 * once.visited());
        assertThat(twice.allocated()).isLessThan(3 * once.allocated() + ANYWAY);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void work_isAFewTimesTheFile(Shape shape) {
        String text = shape.maker.of(SIZE);

        assertThat(work(text).visited()).isLessThan(10L * text.length());
    }

    @Test
    void fiftyMegabytes_areReadInTime() {
        byte[] dump = DumpTexts.bytes("jdk17-print-l-e.txt");
        int times = 50_000_000 / dump.length;

        Reading reading = assertTimeoutPreemptively(
                Duration.ofMinutes(3),
                () -> read(
                        new Repeated(
                                IntStream.range(0, times).mapToObj(i -> dump).iterator()),
                        new Budget()));

        assertThat(reading.dumps()).hasSize(times);
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void twoHundredThousandThreads_areReadInTime() {
        byte[] title = TITLE.getBytes(StandardCharsets.UTF_8);
        Iterator<byte[]> threads = IntStream.range(0, 200_000)
                .mapToObj(i -> (i == 0 ? new String(title, StandardCharsets.UTF_8) : "")
                        + String.format(
                                "\"worker-%1$d\" #%2$d daemon prio=5 os_prio=0 cpu=1.00ms elapsed=2.00s tid=0x%2$x nid=0x%2$x waiting"
                                        + " for monitor entry [0x1]\n   java.lang.Thread.State: BLOCKED (on object monitor)\n"
                                        + "\tat com.acme.Stock.reserve%3$d(Stock.java:%3$d)\n\t- waiting to lock <0x77> (a com.acme.Stock)\n"
                                        + "\tat java.lang.Thread.run(java.base@17.0.15/Thread.java:840)\n\n",
                                i, i + 1, i % 1_000))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .iterator();

        Reading reading =
                assertTimeoutPreemptively(Duration.ofMinutes(3), () -> read(new Repeated(threads), new Budget()));

        assertThat(reading.dumps().get(0).threads()).hasSize(200_000);
        assertThat(reading.problems()).isEmpty();
    }

    /** Pieces one after the other. */
    private static final class Repeated extends InputStream {
        private final Iterator<byte[]> pieces;
        private ByteArrayInputStream piece = new ByteArrayInputStream(new byte[0]);

        Repeated(Iterator<byte[]> pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() {
            while (piece.available() == 0 && pieces.hasNext()) {
                piece = new ByteArrayInputStream(pieces.next());
            }
            return piece.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int first = read();
            if (first < 0) {
                return -1;
            }
            target[offset] = (byte) first;
            return 1 + Math.max(0, piece.read(target, offset + 1, length - 1));
        }
    }
}
