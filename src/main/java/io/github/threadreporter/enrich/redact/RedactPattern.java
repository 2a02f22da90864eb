package io.github.threadreporter.enrich.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of the user's own. It may be one that takes for ever on some text: it sees at most as many characters as a
 * text has by the limits, and looks at them for a bounded number of times. Where it does not come to an end the whole
 * text is masked. Thread-safe.
 */
final class RedactPattern {

    private static final int STEPS_PER_CHARACTER = 256;
    private static final int STEPS = 16_384;

    private final String rule;
    private final Pattern pattern;

    RedactPattern(String name, Pattern pattern) {
        this.rule = "pattern:" + name;
        this.pattern = pattern;
    }

    /** Looks at a part of the text, on its own; what lies beyond the longest text is unseen and therefore masked. */
    void find(String text, int from, int to, int longest, SecretSpans spans) {
        int end = Math.min(to, from + longest);
        spans.add(end, to, rule);
        try {
            Matcher matcher = pattern.matcher(new Bounded(text.substring(from, end), new Steps(end - from)));
            while (matcher.find()) {
                spans.add(from + matcher.start(), from + matcher.end(), rule);
            }
        } catch (TooManySteps | StackOverflowError endless) {
            // The overflow is that of java.util.regex, which recurses for each repetition of a group.
            spans.add(from, to, rule);
        }
    }

    private static final class Steps {
        private int left;

        Steps(int characters) {
            left = STEPS + STEPS_PER_CHARACTER * characters;
        }

        void take() {
            if (--left < 0) {
                throw new TooManySteps();
            }
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    /** @param steps shared with its parts */
    private record Bounded(String text, Steps steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            steps.take();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Bounded(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
