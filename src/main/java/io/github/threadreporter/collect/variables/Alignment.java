package io.github.threadreporter.collect.variables;

import java.util.Arrays;
import java.util.List;

/**
 * Brings together the frames that are shown and the frames as the JVM counts them, which include those of lambdas that
 * stack traces leave out. Begins with the oldest and ends where they differ: there the thread had moved on between the
 * two looks.
 */
final class Alignment {

    static final int NONE = -1;

    private Alignment() {}

    /**
     * The JVM's depth for each shown frame.
     *
     * @param frames pairs of method id and bytecode index, newest first
     * @return as long as {@code shown}; {@value #NONE} where the thread had moved on
     */
    static int[] of(List<StackTraceElement> shown, long[] frames, Methods methods) {
        int[] depths = new int[shown.size()];
        Arrays.fill(depths, NONE);
        int i = shown.size() - 1;
        int j = frames.length / 2 - 1;
        while (i >= 0 && j >= 0) {
            if (methods.matches(shown.get(i), frames[2 * j], frames[2 * j + 1])) {
                depths[i--] = j--;
            } else if (methods.mayBeHidden(frames[2 * j])) {
                j--;
            } else {
                break;
            }
        }
        return depths;
    }
}
