package io.github.threadreporter.dumpfile;

import java.util.regex.Pattern;

/** The kinds of files, told by how they begin. */
enum DumpKind {
    /** {@code jstack} and its like, our own text, and whatever else may have a dump in it. */
    HOTSPOT,
    /** {@code Thread.dump_to_file -format=json}. */
    JDK_JSON,
    /** {@code Thread.dump_to_file}. */
    JDK_TEXT,
    /** {@code thread-reporter/1}, see docs/dump-format.md. */
    OWN_JSON;

    private static final Pattern TEXT =
            Pattern.compile("\\s{0,9}-?\\d{1,18}\\s{1,9}\\d{4}-\\d\\d-\\d\\dT\\S{1,40}\\s.*", Pattern.DOTALL);

    /** Looks at the beginning of a file. */
    static DumpKind of(String head) {
        int first = 0;
        while (first < head.length() && Character.isWhitespace(head.charAt(first))) {
            first++;
        }
        if (head.startsWith("{", first)) {
            if (head.contains("\"threadDump\"") || head.contains("\"threadContainers\"")) {
                return JDK_JSON;
            }
            return head.contains("\"thread-reporter/") ? OWN_JSON : HOTSPOT;
        }
        return TEXT.matcher(head).matches() ? JDK_TEXT : HOTSPOT;
    }
}
