package io.github.threadreporter.send;

import java.io.IOException;
import java.io.Writer;

/**
 * JSON on its way into a script element of a page. A {@code <} is the only character by which text could end that element
 * or begin a comment in it, and in JSON it stands in strings only, so it is written as an escape. The writer of JSON
 * escapes control characters and U+2028 itself.
 */
final class ScriptData extends Writer {

    private static final String ESCAPED = "\\u003c";

    private final Writer out;
    private long chars;

    ScriptData(Writer out) {
        this.out = out;
    }

    /** How many characters of JSON came through. */
    long chars() {
        return chars;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        chars += length;
        int end = from + length;
        int start = from;
        for (int i = from; i < end; i++) {
            if (text[i] == '<') {
                out.write(text, start, i - start);
                out.write(ESCAPED);
                start = i + 1;
            }
        }
        out.write(text, start, end - start);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        chars += length;
        int end = from + length;
        int start = from;
        for (int i = text.indexOf('<', from); i >= 0 && i < end; i = text.indexOf('<', start)) {
            out.write(text, start, i - start);
            out.write(ESCAPED);
            start = i + 1;
        }
        out.write(text, start, end - start);
    }

    /** Nothing is held here. */
    @Override
    public void flush() {}

    /** The page goes on after its data. */
    @Override
    public void close() {}
}
