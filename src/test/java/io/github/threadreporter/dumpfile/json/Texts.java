package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.send.JsonDump;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Dumps to text and back. */
final class Texts {

    /** Nothing that a test writes is above these. */
    static final CaptureLimits WIDE = CaptureLimits.builder()
            .framesPerStack(65_536)
            .textLength(65_536)
            .entries(4_096)
            .sourceLines(50)
            .sourceLineLength(4_096)
            .variableFrames(512)
            .variableText(65_536)
            .variableItems(1_000)
            .variableFields(1_000)
            .build();

    private Texts() {}

    static String of(ThreadDump dump) {
        StringWriter text = new StringWriter();
        try {
            JsonDump.write(dump, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static ThreadDump read(String text) throws IOException {
        return read(text, CaptureLimits.DEFAULTS);
    }

    static ThreadDump read(String text, CaptureLimits limits) throws IOException {
        return JsonDumpReader.read(new StringReader(text), limits);
    }
}
