package io.github.threadreporter.enrich.source;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.SourceContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A source file in memory, for as long as its lines are being picked. Lines end as javac counts them: LF, CR, CRLF. */
final class SourceText {

    private static final int MOST_BYTES_A_CHAR = 3;

    private final String text;
    private final int[] starts;

    private SourceText(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    /**
     * Reads at most {@link CaptureLimits#sourceFileChars()}, as UTF-8; what is malformed becomes the replacement
     * character.
     *
     * @param size the size that the disk or the archive states: it may be wrong
     * @throws UnusableSource if the file is larger, or no text
     */
    static SourceText read(InputStream in, long size, CaptureLimits limits) throws IOException {
        int most = limits.sourceFileChars() * MOST_BYTES_A_CHAR;
        if (size > most) {
            throw new UnusableSource(SourceGap.TOO_LARGE);
        }
        byte[] bytes = in.readNBytes(most + 1);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (bytes.length > most || text.length() > limits.sourceFileChars()) {
            throw new UnusableSource(SourceGap.TOO_LARGE);
        }
        if (text.indexOf('\0') >= 0) {
            throw new UnusableSource(SourceGap.BINARY);
        }
        return of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    static SourceText of(String text) {
        int[] starts = new int[text.length() / 32 + 8];
        int lines = 0;
        for (int at = 0; at < text.length(); at = nextLine(text, at)) {
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, lines * 2);
            }
            starts[lines++] = at;
        }
        return new SourceText(text, Arrays.copyOf(starts, lines));
    }

    private static int nextLine(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                return at + 1;
            }
            if (c == '\r') {
                return text.startsWith("\n", at + 1) ? at + 2 : at + 1;
            }
        }
        return text.length();
    }

    String text() {
        return text;
    }

    int lines() {
        return starts.length;
    }

    /**
     * The lines around {@code line}.
     *
     * @param line from 1 to {@link #lines()}
     */
    Snippet around(int line, CaptureLimits limits) {
        List<String> shown = new ArrayList<>();
        int first = Math.max(line - limits.sourceLines(), 1);
        int last = Math.min(line + limits.sourceLines(), lines());
        int shortened = 0;
        for (int i = first; i <= last; i++) {
            String whole = line(i);
            String kept = shorten(whole, limits.sourceLineLength());
            shortened += kept.length() < whole.length() ? 1 : 0;
            shown.add(kept);
        }
        int middle = line - first;
        return new Snippet(
                new SourceContext(shown.subList(0, middle), shown.get(middle), shown.subList(middle + 1, shown.size())),
                shortened);
    }

    private String line(int number) {
        int end = number < starts.length ? starts[number] : text.length();
        int start = starts[number - 1];
        if (end > start && text.charAt(end - 1) == '\n') {
            end--;
        }
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        return text.substring(start, end);
    }

    private static String shorten(String line, int most) {
        if (line.length() <= most) {
            return line;
        }
        int end = most - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
