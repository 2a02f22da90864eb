package io.github.threadreporter.enrich.redact;

import java.util.Map;

/**
 * A text after redaction. Immutable and thread-safe.
 *
 * @param text the text with {@code [Filtered]} in place of each secret; the same instance where nothing was found
 * @param masked how many parts were masked, by rule
 */
public record RedactedText(String text, Map<String, Integer> masked) {
    public RedactedText {
        masked = Map.copyOf(masked);
    }
}
