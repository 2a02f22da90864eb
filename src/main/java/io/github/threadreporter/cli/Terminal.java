package io.github.threadreporter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is known of the terminal, without asking another program. */
final class Terminal {

    private static final int USUAL = 120;
    private static final int LEAST = 40;
    private static final int MOST = 1_000;

    private Terminal() {}

    /** Whether standard output leads to one: by what the kernel says, since the JDK tells of input and output together. */
    static boolean isStandardOutput() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // not Linux: then it is not known, and colours can be asked for
        }
    }

    /** Its width in columns: as the shell tells in {@code COLUMNS}, where that was exported, else a usual one. */
    static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[0-9]{1,4}")
                ? Math.max(LEAST, Math.min(MOST, Integer.parseInt(columns)))
                : USUAL;
    }
}
