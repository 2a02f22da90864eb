package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.SourceContext;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The frames of a document, to which stacks refer by number. */
final class FrameTable {

    private final JsonCursor json;
    private final CaptureLimits limits;
    private final ReadCuts cuts;
    private final List<Frame> frames = new ArrayList<>();

    FrameTable(JsonCursor json, CaptureLimits limits, ReadCuts cuts) {
        this.json = json;
        this.limits = limits;
        this.cuts = cuts;
    }

    void read() throws IOException {
        json.beginArray();
        while (json.nextElement()) {
            frames.add(frame());
        }
    }

    Frame get(int number, int stack) throws IOException {
        if (number >= frames.size()) {
            throw json.failure("stack " + stack + " has frame " + number + " of " + frames.size());
        }
        return frames.get(number);
    }

    private Frame frame() throws IOException {
        String className = null;
        String method = null;
        String file = null;
        String module = null;
        int line = Frame.UNKNOWN_LINE;
        boolean isNative = false;
        boolean inApp = false;
        SourceContext source = null;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "class" -> className = json.sharedText();
                case "method" -> method = json.sharedText();
                case "file" -> file = json.sharedText();
                case "module" -> module = json.sharedText();
                case "line" -> line = json.index();
                case "native" -> isNative = json.flag();
                case "inApp" -> inApp = json.flag();
                case "source" -> source = source();
                default -> json.skip();
            }
        }
        return new Frame(
                json.required(className, "class"),
                json.required(method, "method"),
                file,
                isNative ? Frame.NATIVE : line,
                module,
                inApp,
                source);
    }

    private SourceContext source() throws IOException {
        List<String> before = List.of();
        String line = null;
        List<String> after = List.of();
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "before" -> before = before();
                case "line" -> line = line();
                case "after" -> after = after();
                default -> json.skip();
            }
        }
        return new SourceContext(before, json.required(line, "line"), after);
    }

    /** The last ones: they are next to the line. */
    private List<String> before() throws IOException {
        Deque<String> lines = new ArrayDeque<>();
        json.beginArray();
        while (json.nextElement()) {
            lines.add(line());
            if (lines.size() > limits.sourceLines()) {
                lines.remove();
                cutLine();
            }
        }
        return List.copyOf(lines);
    }

    private List<String> after() throws IOException {
        List<String> lines = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            String line = line();
            if (lines.size() < limits.sourceLines()) {
                lines.add(line);
            } else {
                cutLine();
            }
        }
        return lines;
    }

    private void cutLine() {
        cuts.add("lines of source", 1, "sourceLines", limits.sourceLines());
    }

    private String line() throws IOException {
        String text = json.text();
        int kept = ReadCuts.kept(text, limits.sourceLineLength());
        if (kept == text.length()) {
            return text;
        }
        cuts.add("ends of source lines", 1, "sourceLineLength", limits.sourceLineLength());
        return text.substring(0, kept) + "…";
    }
}
