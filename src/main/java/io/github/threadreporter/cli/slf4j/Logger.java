package io.github.threadreporter.cli.slf4j;

/** As much of slf4j's as the cron parser in {@code thread-reporter.jar} calls. */
public interface Logger {

    void debug(String message, Throwable problem);
}
