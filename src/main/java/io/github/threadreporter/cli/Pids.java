package io.github.threadreporter.cli;

/** Process ids as people type them. */
final class Pids {

    private Pids() {}

    /** @throws IllegalArgumentException naming the text, if it is no process id */
    static long parse(String text) {
        if (!text.matches("[1-9][0-9]{0,9}")) {
            throw new IllegalArgumentException(
                    "PID: '" + text + "' is not the number of a process; thread-reporter list shows them");
        }
        return Long.parseLong(text);
    }
}
