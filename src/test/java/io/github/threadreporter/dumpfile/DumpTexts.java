package io.github.threadreporter.dumpfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.dumpfile.jvm.Origin;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.ThreadDump;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The golden files, and short ways to read and to look. */
final class DumpTexts {

    static final Instant WRITTEN = Instant.parse("2026-03-01T12:00:00Z");

    private DumpTexts() {}

    static byte[] bytes(String resource) {
        try (InputStream in = DumpTexts.class.getResourceAsStream("/dumps/" + resource)) {
            assertThat(in).as(resource).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    static Reading read(byte[] bytes) {
        return read(bytes, CaptureLimits.DEFAULTS);
    }

    static Reading read(byte[] bytes, CaptureLimits limits) {
        return read(bytes, limits, ZoneOffset.UTC);
    }

    static Reading read(byte[] bytes, CaptureLimits limits, ZoneId zone) {
        try {
            return DumpFiles.read(new ByteArrayInputStream(bytes), new Origin("dump.txt", WRITTEN, zone), limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The dump of a golden file in which nothing may be wrong. */
    static ThreadDump only(String resource) {
        return only(read(bytes(resource)));
    }

    static ThreadDump only(Reading reading) {
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.dumps()).hasSize(1);
        return reading.dumps().get(0);
    }

    static CapturedThread thread(ThreadDump dump, String name) {
        List<CapturedThread> named = dump.threads().stream()
                .filter(thread -> thread.name().equals(name))
                .toList();
        assertThat(named).as(name).hasSize(1);
        return named.get(0);
    }

    static CapturedThread thread(ThreadDump dump, long id) {
        CapturedThread thread = dump.byId().get(id);
        assertThat(thread).as("#%s", id).isNotNull();
        return thread;
    }

    static List<String> names(ThreadDump dump) {
        return dump.threads().stream().map(CapturedThread::name).toList();
    }

    /** {@code ENTERING java.lang.Object of dead-1}, or "". */
    static String waits(CapturedThread thread) {
        LockWait wait = thread.waitsFor();
        if (wait == null) {
            return "";
        }
        String owner = wait.owner() == null ? "nobody" : wait.owner().name();
        return wait.how() + " " + wait.lock().className() + " of " + owner;
    }

    /** Each lock with the method of the frame that holds it. */
    static List<String> held(CapturedThread thread) {
        return thread.held().stream()
                .map(lock -> lock.lock().className() + " in "
                        + (lock.depth() < 0
                                ? "no frame"
                                : thread.stack().frames().get(lock.depth()).method()))
                .toList();
    }

    /** Short texts of the frames. */
    static List<String> frames(CapturedThread thread) {
        return thread.stack().frames().stream().map(frame -> frame.shortText()).toList();
    }

    static List<String> missing(ThreadDump dump) {
        return dump.account().missing().stream().map(missing -> missing.what()).toList();
    }
}
