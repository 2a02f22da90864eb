package io.github.threadreporter.cli;

/**
 * Something that a capture of a JVM would show, or would not.
 *
 * @param there whether it would
 * @param what e.g. {@code local variables that are objects}
 * @param why how it would come about, or why not
 * @param remedy what would lift the limit, e.g. the exact flag; empty where it is there, or nothing would
 */
record Finding(boolean there, String what, String why, String remedy) {

    static Finding there(String what, String why) {
        return new Finding(true, what, why, "");
    }

    static Finding lacking(String what, String why, String remedy) {
        return new Finding(false, what, why, remedy);
    }
}
