package io.github.threadreporter.cli;

/** How the command ends; {@code thread-reporter --help} lists them. */
final class ExitCode {

    static final int OK = 0;

    /** Something went wrong that is no fault of the one who typed it, nor of the JVM that was looked at. */
    static final int FAILED = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** That JVM cannot be looked at, or did not answer. */
    static final int TARGET = 3;

    /** The capture was taken, and not all of it arrived. */
    static final int NOT_DELIVERED = 4;

    private ExitCode() {}
}
