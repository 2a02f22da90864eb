package io.github.threadreporter.send;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
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

    /** For the line that says how many threads were left out. */
    private static final int NOTE = 200;

    private TextDump() {}

    /**
     * Writes all of it, thread by thread; holds the text of one thread only.
     *
     * @throws IOException from {@code out}, which is neither flushed nor closed
     */
    public static void write(ThreadDump dump, Writer out) throws IOException {
        write(dump, out, Room.UNLIMITED, "");
    }

    /**
     * Writes as many threads as there is room for.
     *
     * @param limit the limit in words, for the note about threads left out
     * @return how many were left out
     */
    static Left write(ThreadDump dump, Writer out, Room room, String limit) throws IOException {
        TextLines lines = new TextLines();
        head(dump, lines);
        out.append(lines.text());
        CharSequence end = DeadlockText.of(dump);
        ReadingOrder order = new ReadingOrder(dump);
        Map<Long, Long> carried = carried(dump);
        ThreadText text = new ThreadText(lines);
        int written = 0;
        for (CapturedThread thread : order.threads()) {
            lines.clear();
            text.thread(thread, order.group(written), carried.get(thread.id()));
            if (!room.fits(lines.text().length() + end.length() + NOTE, Room.ALL)) {
                break;
            }
            out.append(lines.text());
            written++;
        }
        int left = order.size() - written;
        if (left > 0) {
            out.append("// " + left + " more threads were left out: " + limit + "\n\n");
        }
        out.append(end);
        return new Left(left, 0);
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

    private static void head(ThreadDump dump, TextLines lines) {
        CaptureInfo info = dump.info();
        String detail = info.reason().detail();
        comment(
                lines,
                "capture " + info.id() + ", reason " + info.reason().kind() + (detail.isEmpty() ? "" : ": " + detail));
        comment(
                lines,
                "taken at " + info.takenAt() + " of process " + info.jvm().pid() + " on "
                        + info.jvm().host() + ", main class " + info.jvm().mainClass());
        String headline = dump.analysis().headline().text();
        if (!headline.isEmpty()) {
            comment(lines, headline);
        }
        comment(
                lines,
                dump.threads().size() + " threads; paused for "
                        + (info.times().pauseIsUpperBound() ? "at most " : "")
                        + info.times().pause().toNanos() / 1_000
                        + " microseconds, collected in "
                        + info.times().collect().toNanos() / 1_000 + " microseconds"
                        + (info.times().variables().isZero()
                                ? ""
                                : ", variables in " + info.times().variables().toNanos() / 1_000 + " of these"));
        account(dump.account(), lines);
        comment(
                lines,
                "tid and nid are the Java thread id, addresses of objects are identity hash codes, times are UTC");
        lines.line("", DATE.format(info.takenAt()));
        lines.line(
                "", "Full thread dump " + info.jvm().name() + " (" + info.jvm().version() + "):");
        lines.blank();
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
