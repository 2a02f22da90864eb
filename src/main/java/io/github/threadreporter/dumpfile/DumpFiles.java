package io.github.threadreporter.dumpfile;

import io.github.threadreporter.dumpfile.json.JsonDumpReader;
import io.github.threadreporter.dumpfile.jvm.Budget;
import io.github.threadreporter.dumpfile.jvm.CharSource;
import io.github.threadreporter.dumpfile.jvm.JvmDumps;
import io.github.threadreporter.dumpfile.jvm.Origin;
import io.github.threadreporter.dumpfile.jvm.Problems;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads thread dumps that others made: HotSpot's text ({@code jstack}, {@code jcmd Thread.print}, {@code kill -3} within
 * a log, any number of them in one file) of JDK 7 to 25, {@code Thread.dump_to_file} of JDK 21 to 25 as JSON and as text.
 * The kind is told by content, and so are gzip and the encoding (UTF-8, UTF-16, Latin-1).
 *
 * <p>What comes out is raw, as from a collector: nothing is analysed, no frame is marked as the application's, nothing is
 * redacted. Damage costs what is damaged and is reported with its line; limits cut and count. One pass, and time
 * proportional to the file's length. Throws nothing but {@link IOException}, and that only where the file cannot be read
 * at all. Touches no JVM. Thread-safe.
 */
public final class DumpFiles {

    private DumpFiles() {}

    /** Reads a file; dates without a zone are taken for those of this machine's. */
    public static Reading read(Path file, CaptureLimits limits) throws IOException {
        Path name = file.getFileName();
        Origin origin = new Origin(
                name == null ? file.toString() : name.toString(),
                Files.getLastModifiedTime(file).toInstant(),
                ZoneId.systemDefault());
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, origin, limits);
        }
    }

    /** Reads a stream to its end, and does not close it. */
    public static Reading read(InputStream in, Origin origin, CaptureLimits limits) throws IOException {
        return read(in, origin, limits, new Budget());
    }

    static Reading read(InputStream in, Origin origin, CaptureLimits limits, Budget budget) throws IOException {
        Problems problems = new Problems();
        JvmDumps jvm = new JvmDumps(origin, limits, problems, budget);
        Reader text = FileText.of(in, problems);
        CharSource source = new CharSource(text, budget);
        List<ThreadDump> dumps =
                switch (DumpKind.of(source.head())) {
                    case HOTSPOT -> jvm.hotSpotText(source);
                    case JDK_JSON -> jvm.jdkJson(source);
                    case JDK_TEXT -> jvm.jdkText(source);
                    case OWN_JSON -> ownJson(source.rest(), limits, problems);
                };
        if (budget.spent()) {
            problems.add(0, budget.text());
        }
        if (dumps.isEmpty()) {
            problems.add(0, "no thread dump was found in it");
        }
        return new Reading(dumps, problems.all());
    }

    /** Several may follow each other; what is behind a damaged one cannot be told from it. */
    private static List<ThreadDump> ownJson(Reader text, CaptureLimits limits, Problems problems) {
        List<ThreadDump> dumps = new ArrayList<>();
        JsonDumpReader reader = new JsonDumpReader(text, limits);
        try {
            for (ThreadDump dump = reader.next(); dump != null; dump = reader.next()) {
                dumps.add(dump);
            }
        } catch (IOException e) {
            problems.add(0, "dump " + (dumps.size() + 1) + " of it cannot be read: " + e.getMessage());
        }
        return dumps;
    }
}
