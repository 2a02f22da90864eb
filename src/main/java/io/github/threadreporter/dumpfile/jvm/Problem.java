package io.github.threadreporter.dumpfile.jvm;

/**
 * Something in a file that could not be used. The rest of the file was.
 *
 * @param line where it stands, from 1; 0 where it concerns the file as a whole
 * @param what in words
 */
public record Problem(long line, String what) {

    /** {@code line 12: ...}, or the words alone. */
    public String text() {
        return line == 0 ? what : "line " + line + ": " + what;
    }
}
