package io.github.threadreporter.send;

/**
 * Text made of lines. Whatever an application puts into a name or a value, it stays on its line: control characters are
 * written as escapes.
 */
final class TextLines {

    private final StringBuilder text = new StringBuilder();
    private int start;

    /** @param indent written as it is */
    TextLines begin(String indent) {
        text.append(indent);
        start = text.length();
        return this;
    }

    TextLines add(String part) {
        text.append(part);
        return this;
    }

    TextLines add(long number) {
        text.append(number);
        return this;
    }

    /** {@code 0x} and at least so many hexadecimal digits. */
    TextLines hex(String digits, int width) {
        text.append("0x")
                .append("0".repeat(Math.max(0, width - digits.length())))
                .append(digits);
        return this;
    }

    TextLines end() {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                String escape = c == '\n' ? "\\n" : c == '\t' ? "\\t" : String.format("\\u%04x", (int) c);
                text.replace(i, i + 1, escape);
                i += escape.length() - 1;
            }
        }
        return blank();
    }

    /** An empty line. */
    TextLines blank() {
        text.append('\n');
        start = text.length();
        return this;
    }

    /** A whole line. */
    TextLines line(String indent, String content) {
        return begin(indent).add(content).end();
    }

    StringBuilder text() {
        return text;
    }

    void clear() {
        text.setLength(0);
        start = 0;
    }
}
