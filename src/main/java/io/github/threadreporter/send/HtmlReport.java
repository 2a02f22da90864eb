package io.github.threadreporter.send;

import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.ThreadDump;
import io.sentry.vendor.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Dumps as one page that needs nothing else: the page of the receiver with its styles, its scripts and the data inside. It
 * can be mailed, and opened from a file without a server and without a network. Its policy lets nothing else run or load.
 */
public final class HtmlReport {

    private static final String DATA = "<script type=\"application/json\" class=\"capture-data\">";
    private static final String INDEX = "<script type=\"application/json\" id=\"captures-inside\">";
    private static final String AFTER_DATA = "</script>\n";

    private HtmlReport() {}

    /**
     * Writes the page. Besides what {@link JsonDump} holds for the dump being written, this holds the files of the page,
     * some 140 KiB.
     *
     * @param captures enriched and redacted looks at one process, in any order; the page opens with the last one taken and
     *     says what has not moved since the others
     * @param out has to encode as UTF-8; neither flushed nor closed
     * @throws IllegalArgumentException if there is no capture, or if two have the same id
     * @throws IOException from {@code out}, or if a file of the page cannot be read
     */
    public static void write(List<ThreadDump> captures, Writer out) throws IOException {
        List<ThreadDump> newestFirst = newestFirst(captures);
        PageBundle page = PageBundle.load();
        ThreadDump newest = newestFirst.get(0);
        out.write(page.start());
        out.write(escaped(title(newest)));
        out.write(page.head());
        out.write(opening(newest));
        out.write(page.body());
        long[] sizes = new long[newestFirst.size()];
        for (int i = 0; i < sizes.length; i++) {
            out.write(DATA);
            ScriptData data = new ScriptData(out);
            JsonDump.write(newestFirst.get(i), data);
            sizes[i] = data.chars();
            out.write(AFTER_DATA);
        }
        out.write(INDEX);
        index(newestFirst, sizes, new JsonWriter(new ScriptData(out)));
        out.write(AFTER_DATA);
        out.write(page.end());
    }

    /** What a viewer shows that runs no script, and every browser until a large file is there as a whole. */
    private static String opening(ThreadDump capture) {
        String headline = capture.analysis().headline().text();
        return "<div class=\"blank\"><h1>" + escaped(headline.isEmpty() ? title(capture) : headline) + "</h1>\n"
                + "<p class=\"muted\">This file is being opened. Where this line stays, the file is not complete, or its"
                + " viewer runs no scripts: save it and open it in a browser.</p></div>";
    }

    private static List<ThreadDump> newestFirst(List<ThreadDump> captures) {
        if (captures.isEmpty()) {
            throw new IllegalArgumentException("captures: there is none");
        }
        Set<String> ids = new HashSet<>();
        for (ThreadDump capture : captures) {
            if (!ids.add(capture.info().id())) {
                throw new IllegalArgumentException(
                        "captures: two have the id " + capture.info().id());
            }
        }
        Comparator<ThreadDump> byTime =
                Comparator.comparing(capture -> capture.info().takenAt());
        return captures.stream().sorted(byTime.reversed()).toList();
    }

    /** As the receiver lists its captures; each stands for the element of data at its place. */
    private static void index(List<ThreadDump> captures, long[] sizes, JsonWriter json) throws IOException {
        json.beginObject().name("revision").value(1);
        json.name("captures").beginArray();
        for (int i = 0; i < sizes.length; i++) {
            ThreadDump capture = captures.get(i);
            CaptureInfo info = capture.info();
            json.beginObject();
            json.name("id").value(info.id());
            json.name("kind").value("capture");
            json.name("revision").value(1);
            JsonPieces.text(json, "title", capture.analysis().headline().text());
            json.name("takenAt").value(info.takenAt().toString());
            json.name("reason").value(info.reason().kind());
            json.name("threads").value(capture.threads().size());
            json.name("deadlocks").value(capture.analysis().deadlocks().size());
            json.name("process").value(process(info.jvm()));
            json.name("documentBytes").value(sizes[i]);
            json.endObject();
        }
        json.endArray().endObject();
    }

    private static String process(JvmInfo jvm) {
        return jvm.host() + "/" + jvm.pid() + "/" + jvm.startedAt();
    }

    private static String title(ThreadDump capture) {
        JvmInfo jvm = capture.info().jvm();
        StringBuilder title = new StringBuilder(capture.analysis().headline().text());
        title.append(title.isEmpty() ? "Threads of " : " · ").append(jvm.mainClass());
        if (jvm.pid() >= 0) {
            title.append(" pid ").append(jvm.pid());
        }
        return title.append(jvm.host().isEmpty() ? "" : " on " + jvm.host()).toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
