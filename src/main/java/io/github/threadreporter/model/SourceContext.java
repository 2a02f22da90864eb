package io.github.threadreporter.model;

import java.util.List;

/**
 * Source lines around the line of a frame.
 *
 * @param before the lines before, oldest first; fewer at the beginning of a file
 * @param line the line itself
 * @param after the lines after; fewer at the end of a file
 */
public record SourceContext(List<String> before, String line, List<String> after) {
    public SourceContext {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
