package io.github.threadreporter.enrich.source;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Dumps;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Source files, jars and frames for tests of source lookup. */
final class SourceFiles {

    private SourceFiles() {}

    /** A file of 40 lines: a package clause, then {@code // line N of MARK}. */
    static String numbered(String clause, String mark) {
        return clause
                + "\n"
                + IntStream.rangeClosed(2, 40)
                        .mapToObj(i -> "// line " + i + " of " + mark + "\n")
                        .collect(Collectors.joining());
    }

    static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path jar(Path file, String entry, String text) {
        return jar(file, Map.of(entry, text));
    }

    static Path jar(Path file, Map<String, String> entries) {
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, String> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Frame frame(String className, String file, int line) {
        return new Frame(className, "run", file, line, null, false, null);
    }

    static Frame jdkFrame(String className, String file, int line) {
        return new Frame(className, "run", file, line, "java.base", false, null);
    }

    static ThreadDump dump(Frame... frames) {
        return Dumps.of(thread(1, new StackTrace(Arrays.asList(frames), 0)));
    }

    static CapturedThread thread(long id, StackTrace stack) {
        return CapturedThread.builder(id, "worker-" + id).stack(stack).build();
    }

    static List<Frame> frames(ThreadDump dump) {
        return dump.threads().get(0).stack().frames();
    }

    /** The source of the only frame. */
    static @Nullable SourceContext source(SourceLookup lookup, Frame frame) {
        return frames(lookup.apply(dump(frame))).get(0).source();
    }

    static @Nullable String line(SourceLookup lookup, Frame frame) {
        SourceContext source = source(lookup, frame);
        return source == null ? null : source.line();
    }
}
