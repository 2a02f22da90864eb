package io.github.threadreporter.cli;

/** Checks of numbers that were typed. */
final class Ranges {

    private Ranges() {}

    /** @throws IllegalArgumentException naming option and value, if it is out of range */
    static void check(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(option + ": " + Texts.number(value) + " is not " + Texts.number(least)
                    + " to " + Texts.number(most));
        }
    }
}
