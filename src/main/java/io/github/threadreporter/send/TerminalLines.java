package io.github.threadreporter.send;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines for a terminal, none wider than it is. Nothing that an application put into a name or a value acts on the
 * terminal: whatever is no visible character is shown as an escape. Each character counts as one column, also those that
 * a terminal shows in two or in none.
 */
final class TerminalLines {

    private static final String CUT = "…";

    private static final int PARAGRAPH = 20;

    /** A run of the line in one style; {@code text} is escaped already. */
    private record Part(TerminalStyle style, String text) {}

    private final Writer out;
    private final TerminalOptions options;
    private final List<Part> parts = new ArrayList<>();

    TerminalLines(Writer out, TerminalOptions options) {
        this.out = out;
        this.options = options;
    }

    int columns() {
        return options.columns();
    }

    TerminalLines add(TerminalStyle style, String text) {
        parts.add(new Part(style, shown(text)));
        return this;
    }

    TerminalLines add(String text) {
        return add(TerminalStyle.PLAIN, text);
    }

    /** Ends the line. What does not fit is cut, and a mark in the last column says so. */
    void end() throws IOException {
        int all = 0;
        for (Part part : parts) {
            all += columns(part.text);
        }
        boolean cut = all > options.columns();
        int left = cut ? options.columns() - 1 : all;
        for (Part part : parts) {
            int columns = Math.min(left, columns(part.text));
            write(part.style, part.text.substring(0, part.text.offsetByCodePoints(0, columns)));
            left -= columns;
        }
        out.append(cut ? CUT : "").append('\n');
        parts.clear();
    }

    /** Ends a line that is filled with one character. */
    void end(TerminalStyle style, char filling) throws IOException {
        add(style, String.valueOf(filling).repeat(options.columns())).end();
    }

    void blank() throws IOException {
        out.append('\n');
    }

    /**
     * Text over as many lines as it needs, at most {@value #PARAGRAPH}: for what must be read to its end. Breaks at
     * spaces where it can.
     */
    void paragraph(TerminalStyle style, String indent, String text) throws IOException {
        String all = shown(text);
        int most = options.columns() - indent.length();
        int from = 0;
        for (int line = 1; line < PARAGRAPH && all.length() - from > most; line++) {
            int end = all.offsetByCodePoints(
                    from, Math.min(most, all.codePointCount(from, Math.min(all.length(), from + 2 * most))));
            if (end == all.length()) {
                break;
            }
            int space = all.lastIndexOf(' ', end);
            boolean atSpace = space > from;
            add(indent).add(style, all.substring(from, atSpace ? space : end)).end();
            from = atSpace ? space + 1 : end;
        }
        add(indent).add(style, all.substring(from)).end();
    }

    private void write(TerminalStyle style, String text) throws IOException {
        String on = options.colour() && !text.isEmpty() ? style.on() : "";
        out.append(on).append(text).append(on.isEmpty() ? "" : TerminalStyle.OFF);
    }

    private static int columns(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String shown(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isVisible(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : String.format("\\u%04x", c));
            }
        });
        return shown.toString();
    }

    /** Not those that move the cursor, turn the direction of text or hide: an escape sequence, an override, a joiner. */
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
