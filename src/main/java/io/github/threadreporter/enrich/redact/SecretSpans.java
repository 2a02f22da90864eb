package io.github.threadreporter.enrich.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of one text that are to be masked, and by which rule. Not thread-safe. */
final class SecretSpans {

    /** What stands in place of a masked value: Sentry's own word, so that a reader knows it. */
    static final String MARK = "[Filtered]";

    /** @param order in which it was found: where parts overlap, the rule that was asked first counts */
    private record Span(int start, int end, String rule, int order) {}

    private final String text;
    private List<Span> spans = List.of();

    SecretSpans(String text) {
        this.text = text;
    }

    void add(int start, int end, String rule) {
        if (start >= end) {
            return;
        }
        if (spans.isEmpty()) {
            spans = new ArrayList<>();
        }
        spans.add(new Span(start, end, rule, spans.size()));
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    /** The texts that were found by one of the rules. */
    List<String> found(List<String> rules) {
        return spans.stream()
                .filter(span -> rules.contains(span.rule))
                .map(span -> text.substring(span.start, span.end))
                .toList();
    }

    /**
     * The text with every part replaced by one mark, or, where lines must stay lines, by one mark a line. What is
     * masked already stays as it is and counts no second time.
     */
    String masked(boolean keepLines, RedactTally tally) {
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        for (Span span : merged()) {
            String old = text.substring(span.start, span.end);
            String mark = keepLines ? maskLines(old) : MARK;
            if (!mark.equals(old)) {
                tally.add(span.rule);
            }
            out.append(text, from, span.start).append(mark);
            from = span.end;
        }
        return out.append(text, from, text.length()).toString();
    }

    static String maskLines(String lines) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', from)) {
            out.append(lines.substring(from, end).isBlank() ? "" : MARK).append('\n');
            from = end + 1;
        }
        return out.append(lines.substring(from).isBlank() ? "" : MARK).toString();
    }

    private List<Span> merged() {
        List<Span> sorted = new ArrayList<>(aroundMarks());
        sorted.sort(Comparator.comparingInt(Span::start));
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || span.start > last.end) {
                merged.add(span);
            } else {
                Span first = last.order < span.order ? last : span;
                merged.set(
                        merged.size() - 1, new Span(last.start, Math.max(last.end, span.end), first.rule, first.order));
            }
        }
        return merged;
    }

    /** A part that cuts into a mark takes the whole of it: half a mark would be masked again and again. */
    private List<Span> aroundMarks() {
        if (!text.contains(MARK)) {
            return spans;
        }
        List<Span> result = new ArrayList<>(spans.size());
        for (Span span : spans) {
            int first = markAcross(span.start);
            int last = markAcross(span.end);
            result.add(new Span(
                    first < 0 ? span.start : first, last < 0 ? span.end : last + MARK.length(), span.rule, span.order));
        }
        return result;
    }

    /** Where the mark begins that the index is inside of, or -1. */
    private int markAcross(int index) {
        for (int at = Math.max(0, index - MARK.length() + 1); at < index; at++) {
            if (text.startsWith(MARK, at)) {
                return at;
            }
        }
        return -1;
    }
}
