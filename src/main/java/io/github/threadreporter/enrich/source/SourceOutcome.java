package io.github.threadreporter.enrich.source;

import io.github.threadreporter.enrich.source.SourceDisk.Stamp;
import java.nio.file.Path;
import java.util.Map;

/** What a look-up of one source file came to. Immutable. */
sealed interface SourceOutcome extends SourceCache.Kept {

    /** Of {@link SourcePlaces.Present}: when the places change, every look-up is done again. */
    long generation();

    /**
     * The file was found.
     *
     * @param file the file, or the archive that holds it
     * @param stamp of that file when it was read
     * @param lines how many lines the file has
     * @param snippets the lines wanted so far, by line number
     */
    record Found(long generation, Path file, Stamp stamp, int lines, Map<Integer, Snippet> snippets)
            implements SourceOutcome {

        private static final int SNIPPET_CHARS = 64;

        public Found {
            snippets = Map.copyOf(snippets);
        }

        @Override
        public int chars() {
            return snippets.values().stream()
                    .mapToInt(snippet -> snippet.chars() + SNIPPET_CHARS)
                    .sum();
        }

        /** Whether it answers for this line: by a snippet, or by the file being shorter. */
        boolean knows(int line) {
            return line > lines || snippets.containsKey(line);
        }
    }

    /** Nothing was found. */
    record Absent(long generation, SourceGap gap) implements SourceOutcome {
        @Override
        public int chars() {
            return 0;
        }
    }
}
