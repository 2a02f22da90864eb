package io.github.threadreporter.send;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Wait;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A dump as text that thread-dump tools read: the layout of HotSpot's {@code jstack}. What jstack does not know stands in
 * lines that begin with {@code //}. The threads that matter come first.
 */
public final class TextDump {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** For the line that says how many threads or tasks were left out. */
    private static final int NOTE = 200;

    /** How far the chain of the culprit is told. */
    private static final int CHAIN = 20;

    /** Where there are tasks, threads leave some room for them. */
    private static final int THREADS = 80;

    private TextDump() {}

    /**
     * Writes all of it, thread by thread; holds the text of one thread only.
     *
     * @throws IOException from {@code out}, which is neither flushed nor closed
     */
    public static void write(ThreadDump dump, Writer out) throws IOException {
        write(dump, out, Room.UNLIMITED, "");
    }

    /** The same as one text. */
    public static String text(ThreadDump dump) {
        StringWriter out = new StringWriter();
        try {
            write(dump, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toString();
    }

    /**
     * Writes as many threads as there is room for.
     *
     * @param limit the limit in words, for the note about threads left out
     * @return how many were left out
     */
    static Left write(ThreadDump dump, Writer out, Room room, String limit) throws IOException {
        WaitIndex index = new WaitIndex(dump);
        TextLines lines = new TextLines();
        head(dump, index, lines);
        out.append(lines.text());
        CharSequence end = DeadlockText.of(dump, index);
        int threads = threads(
                dump, index, new Part(out, room, end.length(), dump.tasks().isEmpty() ? Room.ALL : THREADS));
        note(out, threads, "threads", limit);
        int tasks = tasks(dump, index, new Part(out, room, end.length(), Room.ALL));
        note(out, tasks, "tasks", limit);
        out.append(end);
        return new Left(threads, tasks);
    }

    private static void note(Writer out, int left, String what, String limit) throws IOException {
        if (left > 0) {
            out.append("// " + left + " more " + what + " were left out: " + limit + "\n\n");
        }
    }

    /** How many were left out. */
    private static int threads(ThreadDump dump, WaitIndex index, Part part) throws IOException {
        ReadingOrder order = new ReadingOrder(dump);
        Map<Long, Long> carried = carried(dump);
        WaitSentence sentence = new WaitSentence(index);
        ThreadText text = new ThreadText(part.lines);
        int written = 0;
        for (CapturedThread thread : order.threads()) {
            Wait wait = index.wait(Node.thread(thread.id()));
            text.thread(
                    thread,
                    order.group(written),
                    carried.get(thread.id()),
                    StoryWords.stood(dump.story().history(), List.of(thread)),
                    wait == null ? "" : sentence.of(wait));
            if (!part.write()) {
                break;
            }
            written++;
        }
        return order.size() - written;
    }

    /** How many were left out. Pools stand before them. */
    private static int tasks(ThreadDump dump, WaitIndex index, Part part) throws IOException {
        TaskText text = new TaskText(part.lines, index);
        for (Resource resource : dump.waits().resources()) {
            if (TaskText.isPool(resource)) {
                text.pool(resource);
                if (!part.write()) {
                    break;
                }
            }
        }
        int written = 0;
        for (Task task : dump.tasks()) {
            text.task(task);
            if (!part.write()) {
                break;
            }
            written++;
        }
        return dump.tasks().size() - written;
    }

    /** Text that is written as long as there is room; holds what comes next only. */
    private static final class Part {

        final TextLines lines = new TextLines();
        private final Writer out;
        private final Room room;
        private final int percent;
        private final int end;
        private boolean full;

        /** @param end how many characters come at the end of the dump */
        Part(Writer out, Room room, int end, int percent) {
            this.out = out;
            this.room = room;
            this.end = end;
            this.percent = percent;
        }

        /** Whether there was room, now and before. */
        boolean write() throws IOException {
            full = full || !room.fits(lines.text().length() + end + NOTE, percent);
            if (!full) {
                out.append(lines.text());
            }
            lines.clear();
            return !full;
        }
    }

    private static Map<Long, Long> carried(ThreadDump dump) {
        Map<Long, Long> carried = new HashMap<>();
        for (CapturedThread thread : dump.threads()) {
            if (thread.carrierId() != null) {
                carried.put(thread.carrierId(), thread.id());
            }
        }
        return carried;
    }

    private static void head(ThreadDump dump, WaitIndex index, TextLines lines) {
        CaptureInfo info = dump.info();
        String detail = info.reason().detail();
        comment(
                lines,
                "capture " + info.id() + ", reason " + info.reason().kind() + (detail.isEmpty() ? "" : ": " + detail));
        comment(
                lines,
                "taken at " + info.takenAt() + " of process " + info.jvm().pid() + " on "
                        + info.jvm().host() + ", main class " + info.jvm().mainClass());
        Incident incident = dump.story().incident();
        if (incident != null) {
            comment(lines, StoryWords.incident(incident));
        }
        String headline = dump.analysis().headline().text();
        if (!headline.isEmpty()) {
            comment(lines, headline);
        }
        comment(
                lines,
                dump.threads().size() + " threads"
                        + (dump.tasks().isEmpty() ? "" : " and " + dump.tasks().size() + " tasks") + "; paused for "
                        + (info.times().pauseIsUpperBound() ? "at most " : "")
                        + info.times().pause().toNanos() / 1_000
                        + " microseconds, collected in "
                        + info.times().collect().toNanos() / 1_000 + " microseconds"
                        + (info.times().variables().isZero()
                                ? ""
                                : ", variables in " + info.times().variables().toNanos() / 1_000 + " of these")
                        + (info.times().heapWalk().isZero()
                                ? ""
                                : "; a walk over the heap took "
                                        + info.times().heapWalk().toNanos() / 1_000 + " microseconds of the pause"));
        chain(dump.analysis().chain(), index, lines);
        history(dump.story().history(), lines);
        account(dump.account(), lines);
        comment(
                lines,
                "tid and nid are the Java thread id, addresses of objects are identity hash codes, times are UTC");
        lines.line("", DATE.format(info.takenAt()));
        lines.line(
                "", "Full thread dump " + info.jvm().name() + " (" + info.jvm().version() + "):");
        lines.blank();
    }

    /** How the wait of the culprit goes on. */
    private static void chain(List<Node> chain, WaitIndex index, TextLines lines) {
        for (int i = 0; i + 1 < Math.min(chain.size(), CHAIN); i++) {
            comment(
                    lines,
                    index.name(chain.get(i)) + " waits for " + MixedDeadlockText.what(index, chain.get(i))
                            + ", which is up to " + index.name(chain.get(i + 1)));
        }
    }

    /** The moments in which something changed. */
    private static void history(History history, TextLines lines) {
        if (history.looks() > 0) {
            comment(lines, "what went before: " + StoryWords.looks(history));
        }
        for (Moment moment : history.moments()) {
            if (!moment.changes().isEmpty()) {
                comment(
                        lines,
                        StoryWords.at(moment.at()) + "  " + StoryWords.figures(moment) + ": "
                                + String.join("; ", moment.changes()));
            }
        }
    }

    private static void account(Account account, TextLines lines) {
        for (Missing missing : account.missing()) {
            comment(
                    lines,
                    "missing: " + missing.what() + ": " + missing.why()
                            + (missing.remedy().isEmpty() ? "" : " (remedy: " + missing.remedy() + ")"));
        }
        for (Cut cut : account.cuts()) {
            comment(lines, "cut: " + cut.count() + " " + cut.what() + ", " + cut.limit());
        }
        new TreeMap<>(account.masked()).forEach((rule, count) -> comment(lines, "masked by " + rule + ": " + count));
    }

    private static void comment(TextLines lines, String text) {
        lines.line("// ", text);
    }
}
