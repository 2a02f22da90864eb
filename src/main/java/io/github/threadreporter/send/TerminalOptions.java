package io.github.threadreporter.send;

/**
 * How a dump is shown at a terminal.
 *
 * @param colour whether ANSI colours are used; they are never the only sign of anything
 * @param columns how many characters fit on a line, from {@value #LEAST} to {@value #MOST}
 */
public record TerminalOptions(boolean colour, int columns) {

    static final int LEAST = 40;
    static final int MOST = 1_000;

    /** @throws IllegalArgumentException if {@code columns} is out of its range */
    public TerminalOptions {
        if (columns < LEAST || columns > MOST) {
            throw new IllegalArgumentException("columns: " + columns + " is not between " + LEAST + " and " + MOST);
        }
    }
}
