package io.github.threadreporter.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How long this JVM has stood still in safepoints, all in all. HotSpot publishes it in its performance data, a file
 * mapped into memory that {@code jcmd PerfCounter.print} reads as well; reading it costs one load. Not there with
 * {@code -XX:-UsePerfData}, on other JVMs, or where the folder for temporary files is another one. Thread-safe.
 */
public final class SafepointClock {

    private static final int MAGIC = 0xcafec0c0;
    private static final int HEADER = 32;
    private static final long NANOS = 1_000_000_000L;

    private final @Nullable ByteBuffer data;
    private final int timeAt;
    private final long frequency;

    private SafepointClock(@Nullable ByteBuffer data, int timeAt, long frequency) {
        this.data = data;
        this.timeAt = timeAt;
        this.frequency = frequency;
    }

    /** The clock of the running JVM; one that always answers "empty" where there is none. */
    public static SafepointClock ofThisJvm() {
        long pid = ProcessHandle.current().pid();
        Path file = Path.of("hsperfdata_" + System.getProperty("user.name", ""), Long.toString(pid));
        // HotSpot on Linux always uses /tmp, whatever java.io.tmpdir says.
        for (String folder : new String[] {"/tmp", System.getProperty("java.io.tmpdir", "/tmp")}) {
            SafepointClock clock = open(Path.of(folder).resolve(file));
            if (clock.data != null) {
                return clock;
            }
        }
        return new SafepointClock(null, 0, NANOS);
    }

    static SafepointClock open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return parse(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        } catch (IOException | RuntimeException e) {
            return new SafepointClock(null, 0, NANOS); // no file or not of the known form: there is no clock
        }
    }

    private static SafepointClock parse(ByteBuffer data) {
        if (data.getInt(0) != MAGIC) { // read as big-endian whatever the order of the rest
            return new SafepointClock(null, 0, NANOS);
        }
        data.order(data.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int entry = data.getInt(24);
        int entries = data.getInt(28);
        int timeAt = 0;
        long frequency = NANOS;
        for (int i = 0; i < entries && entry >= HEADER; i++) {
            String name = name(data, entry);
            int valueAt = entry + data.getInt(entry + 16);
            if (name.equals("sun.rt.safepointTime")) {
                timeAt = valueAt;
            } else if (name.equals("sun.os.hrt.frequency")) {
                frequency = data.getLong(valueAt);
            }
            entry += data.getInt(entry);
        }
        return timeAt == 0 || frequency <= 0
                ? new SafepointClock(null, 0, NANOS)
                : new SafepointClock(data, timeAt, frequency);
    }

    private static String name(ByteBuffer data, int entry) {
        int start = entry + data.getInt(entry + 4);
        int end = start;
        while (data.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - start];
        data.get(start, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Nanoseconds in safepoints since the JVM started; empty where the JVM does not publish it. */
    public OptionalLong totalNanos() {
        if (data == null) {
            return OptionalLong.empty();
        }
        long ticks = data.getLong(timeAt);
        return OptionalLong.of(frequency == NANOS ? ticks : (long) ((double) ticks / frequency * NANOS));
    }
}
