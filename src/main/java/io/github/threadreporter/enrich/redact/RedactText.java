package io.github.threadreporter.enrich.redact;

import java.util.List;

/**
 * Masks whatever any rule finds in a text. Masking can bring together what another rule then finds (or finds no longer
 * whole), so it is repeated until nothing is found; what does not settle is masked as a whole. Hence redacting twice is
 * redacting once. Immutable and thread-safe.
 */
final class RedactText {

    private static final int PASSES = 4;

    private enum Kind {
        PROSE,
        CUT_OFF,
        SOURCE
    }

    private static final List<SecretFinder> FORMS = List.of(
            new SecretPems(),
            new SecretJwts(),
            new SecretUrls(),
            new SecretHeaders(),
            new SecretKeyIds(),
            new SecretCards());

    private final KnownSecrets known;
    private final SecretAssignments prose;
    private final SecretCode code;
    private final List<RedactPattern> patterns;
    private final int textLength;

    /** @param textLength how much of a text the patterns of the user see */
    RedactText(RedactionRules rules, KnownSecrets known, int textLength) {
        this.known = known;
        this.prose = new SecretAssignments(rules);
        this.code = new SecretCode(rules);
        this.patterns = rules.patterns();
        this.textLength = textLength;
    }

    /** Prose: everything but source. The same instance where nothing is found. */
    String mask(String text, RedactTally tally) {
        return mask(text, Kind.PROSE, tally);
    }

    /** Prose that was cut off at its end: of a known secret its beginning may be all that is there. */
    String maskCutOff(String text, RedactTally tally) {
        return mask(text, Kind.CUT_OFF, tally);
    }

    /** Source lines: as many as before. The same instance where nothing is found. */
    String maskSource(String lines, RedactTally tally) {
        return mask(lines, Kind.SOURCE, tally);
    }

    private String mask(String original, Kind kind, RedactTally tally) {
        boolean source = kind == Kind.SOURCE;
        String text = original;
        for (int pass = 0; pass < PASSES; pass++) {
            SecretSpans spans = find(text, source);
            if (kind == Kind.CUT_OFF) {
                known.findCutOff(text, spans);
            }
            if (spans.isEmpty()) {
                return text;
            }
            String masked = spans.masked(source, tally);
            if (masked.equals(text)) {
                return text;
            }
            text = masked;
        }
        return source ? SecretSpans.maskLines(text) : SecretSpans.MARK;
    }

    private SecretSpans find(String text, boolean source) {
        SecretSpans spans = new SecretSpans(text);
        known.find(text, spans);
        for (SecretFinder form : FORMS) {
            form.find(text, spans);
        }
        (source ? code : prose).find(text, spans);
        if (!patterns.isEmpty()) {
            findPatterns(text, source, spans);
        }
        return spans;
    }

    private void findPatterns(String text, boolean source, SecretSpans spans) {
        int from = 0;
        while (from <= text.length()) {
            int end = source ? SecretChars.indexOf(text, '\n', from, text.length()) : text.length();
            for (RedactPattern pattern : patterns) {
                pattern.find(text, from, end, textLength, spans);
            }
            from = end + 1;
        }
    }
}
