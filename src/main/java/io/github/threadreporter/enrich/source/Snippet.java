package io.github.threadreporter.enrich.source;

import io.github.threadreporter.model.SourceContext;

/**
 * The lines around one line of a source file.
 *
 * @param context the lines
 * @param shortened how many of them were cut at the end
 */
record Snippet(SourceContext context, int shortened) {

    /** Its size for the cache. */
    int chars() {
        int chars = context.line().length();
        for (String line : context.before()) {
            chars += line.length();
        }
        for (String line : context.after()) {
            chars += line.length();
        }
        return chars;
    }
}
