package io.github.threadreporter.send;

import java.io.IOException;

/** Whether there is room for more text. */
@FunctionalInterface
interface Room {

    /** For all there is. */
    int ALL = 100;

    Room UNLIMITED = (chars, percent) -> true;

    /**
     * Whether what was written so far and that many characters more surely fit into that share of the limit.
     *
     * @param percent from 1 to {@value #ALL}
     */
    boolean fits(long chars, int percent) throws IOException;
}
