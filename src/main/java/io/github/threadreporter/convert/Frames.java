package io.github.threadreporter.convert;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.SourceContext;
import io.sentry.protocol.SentryStackFrame;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One frame as Sentry knows it, and the size that it will have. */
final class Frames {

    /** The size of {@code "in_app":true}, the only field whose size does not depend on a text. */
    private static final int TRUE = "true".length();

    private static final int FALSE = "false".length();

    private Frames() {}

    /** The frame without source: only fields that the schema names. A native method has no other sign than its missing line. */
    static SentryStackFrame bare(Frame frame, Cuts cuts) {
        SentryStackFrame sent = new SentryStackFrame();
        sent.setFunction(cut(frame.method(), ServerLimits.SYMBOL, cuts));
        sent.setModule(cut(frame.className(), ServerLimits.CLASS_NAME, cuts));
        if (frame.file() != null) {
            String file = cut(frame.file(), ServerLimits.SYMBOL, cuts);
            sent.setFilename(file);
            sent.setAbsPath(file); // a Java frame knows no path; the server joins this with the package
        }
        if (frame.line() > 0) {
            sent.setLineno(frame.line());
        }
        sent.setInApp(frame.inApp());
        return sent;
    }

    static void addLine(SentryStackFrame sent, SourceContext source) {
        sent.setContextLine(source.line());
    }

    static void addAround(SentryStackFrame sent, SourceContext source) {
        sent.setPreContext(source.before());
        sent.setPostContext(source.after());
    }

    static void addVariables(SentryStackFrame sent, @Nullable FrameVars variables, int bytes, Cuts cuts) {
        if (variables != null) {
            sent.setVars(variables.map());
            cuts.add("values of variables", variables.cut(), "variableBytes=" + bytes);
        }
    }

    /**
     * Stands where frames are missing. The number is kept out of the function and the class, which group: the same
     * recursion must not make another issue for every depth.
     */
    static SentryStackFrame marker(String function, int missing) {
        SentryStackFrame marker = new SentryStackFrame();
        marker.setModule(Texts.MARK);
        marker.setFunction(function);
        marker.setInApp(false);
        if (missing > 0) {
            marker.setFilename(missing + " frames");
            marker.setVars(Map.of("frames left out", missing));
        }
        return marker;
    }

    /** The size of {@link #bare} with a comma. */
    static int bareSize(Frame frame) {
        int size = 2 + JsonSize.field("in_app", frame.inApp() ? TRUE : FALSE);
        size += JsonSize.field("function", JsonSize.of(Texts.cut(frame.method(), ServerLimits.SYMBOL)));
        size += JsonSize.field("module", JsonSize.of(Texts.cut(frame.className(), ServerLimits.CLASS_NAME)));
        if (frame.file() != null) {
            int file = JsonSize.of(Texts.cut(frame.file(), ServerLimits.SYMBOL));
            size += JsonSize.field("filename", file) + JsonSize.field("abs_path", file);
        }
        if (frame.line() > 0) {
            size += JsonSize.field("lineno", Integer.toString(frame.line()).length());
        }
        return size; // one comma too many inside, which is the one behind
    }

    /** What {@link #addLine} adds. */
    static int lineSize(SourceContext source) {
        return JsonSize.field("context_line", JsonSize.of(source.line()));
    }

    /** What {@link #addAround} adds. */
    static int aroundSize(SourceContext source) {
        int size = 0;
        if (!source.before().isEmpty()) {
            size += JsonSize.field("pre_context", JsonSize.of(source.before()));
        }
        if (!source.after().isEmpty()) {
            size += JsonSize.field("post_context", JsonSize.of(source.after()));
        }
        return size;
    }

    /** What {@link #addVariables} adds. */
    static int variablesSize(FrameVars variables) {
        return JsonSize.field("vars", JsonSize.ofValue(variables.map()));
    }

    private static String cut(String text, int max, Cuts cuts) {
        if (text.length() > max) {
            cuts.add("names in frames", 1, "characters=" + max);
        }
        return Texts.cut(text, max);
    }
}
