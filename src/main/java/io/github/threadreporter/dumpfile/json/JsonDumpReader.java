package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadDump;
import io.sentry.vendor.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads dumps in the JSON form of {@code docs/dump-format.md} back into the model: one, or several that follow each other
 * in a stream. What was written is what is read, but for times, which are kept in whole microseconds, and the types of
 * numbers. A dump may be raw or enriched. Members of unknown names are passed over.
 *
 * <p>The text may be damaged or made to do harm. Whatever is wrong with it is an {@link IOException} that says what and
 * where; the words of its message hold no control characters. Of a document of at most {@value #DOCUMENT_CHARS}
 * characters, threads, tasks, frames, entries, texts, source lines and values are kept as far as the limits go, and what is cut
 * is counted in the {@linkplain ThreadDump#account() account}; texts are cut where they are longer than twice their
 * limit, since redaction makes some longer. Memory is in proportion to the document.
 *
 * <p>Not thread-safe.
 */
public final class JsonDumpReader {

    /** The longest document that is read: ten times that of 100,000 threads. */
    public static final long DOCUMENT_CHARS = 1L << 28;

    private final JsonCursor json;
    private final CaptureLimits limits;

    /** @param in not closed; up to 1,024 characters behind the last document may be taken from it */
    public JsonDumpReader(Reader in, CaptureLimits limits) {
        this(in, limits, DOCUMENT_CHARS);
    }

    JsonDumpReader(Reader in, CaptureLimits limits, long documentChars) {
        this.json = new JsonCursor(in, documentChars);
        this.limits = limits;
    }

    /**
     * Reads one dump. For several in one stream make a reader: this one may take up to 1,024 characters behind the dump.
     *
     * @param in not closed
     * @throws IOException from {@code in}, or if it does not begin with a dump
     */
    public static ThreadDump read(Reader in, CaptureLimits limits) throws IOException {
        JsonDumpReader reader = new JsonDumpReader(in, limits);
        ThreadDump dump = reader.next();
        if (dump == null) {
            throw reader.json.failure("there is no dump: nothing but white space");
        }
        return dump;
    }

    /**
     * Reads the next dump. Returns as soon as it is complete, without waiting for what follows.
     *
     * @return null where the stream ends
     * @throws IOException from the stream, or if what follows is no dump. There is no way to go on after that
     */
    public @Nullable ThreadDump next() throws IOException {
        try {
            return json.nextDocument() ? document() : null;
        } catch (MalformedJsonException | EOFException | IllegalStateException | IllegalArgumentException e) {
            // The last two are what a JSON reader throws for a value of another kind, and a record for one it can't
            // take.
            throw json.failure(e);
        }
    }

    private ThreadDump document() throws IOException {
        ReadCuts cuts = new ReadCuts();
        ValueReader values = new ValueReader(json, limits, cuts);
        InfoReader info = new InfoReader(json);
        AnalysisReader analysis = new AnalysisReader(json);
        AccountReader account = new AccountReader(json);
        StoryReader story = new StoryReader(json, cuts);
        FrameTable frames = new FrameTable(json, limits, cuts);
        StackTable stacks = new StackTable(json, limits, cuts);
        ObjectTable objects = new ObjectTable(json, values, limits, cuts);
        VariablesReader variables = new VariablesReader(json, values, limits, cuts);
        ThreadTable threads = new ThreadTable(json, limits, cuts, variables);
        TaskTable tasks = new TaskTable(json, limits, cuts, variables);
        WaitReader waits = new WaitReader(json, limits, cuts);
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "frames" -> frames.read();
                case "stacks" -> stacks.read();
                case "objects" -> objects.read();
                case "threads" -> threads.read();
                case "tasks" -> tasks.read();
                case "resources" -> waits.resources();
                case "waits" -> waits.waits();
                default -> {
                    if (!info.read(name) && !analysis.read(name) && !account.read(name) && !story.read(name)) {
                        json.skip();
                    }
                }
            }
        }
        stacks.finish(frames);
        objects.finish();
        Map<Long, CapturedThread> finished = threads.finish(stacks, objects);
        Analysis worked = analysis.finish(finished, threads.isCut());
        return new ThreadDump(
                info.finish(),
                ordered(finished, worked),
                tasks.finish(stacks, objects),
                waits.finish(),
                worked,
                cuts.addTo(account.finish()),
                story.finish(threads.stood(), threads.waited()));
    }

    /** By id, as the model has them. In the document those of a group are together; without groups they are as they were. */
    private static List<CapturedThread> ordered(Map<Long, CapturedThread> threads, Analysis analysis) {
        List<CapturedThread> ordered = new ArrayList<>(threads.values());
        if (!analysis.groups().isEmpty()) {
            ordered.sort(Comparator.comparingLong(CapturedThread::id));
        }
        return ordered;
    }
}
