package io.github.threadreporter.cli;

import java.io.IOException;

/** The JVM that was to be looked at took no part. The message is for the user, and tells what else can be done. */
final class TargetException extends IOException {

    private static final long serialVersionUID = 1;

    /** What it handed over was not what was asked for. */
    static TargetException of(long pid, IOException e) {
        boolean there = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        return new TargetException(
                "process " + pid + (there ? ": " + e.getMessage() : " has ended meanwhile (" + e.getMessage() + ")"),
                e);
    }

    TargetException(String message) {
        super(message);
    }

    TargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
