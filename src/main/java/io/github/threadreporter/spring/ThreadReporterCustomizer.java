package io.github.threadreporter.spring;

import io.github.threadreporter.ThreadReporter;

/**
 * What an application sets in code: each bean of this type is called, in the order of {@code @Order}, before the reporter
 * is built. What it sets goes before properties.
 */
@FunctionalInterface
public interface ThreadReporterCustomizer {

    /** Called once, while the application starts. What it throws ends the start, as in any bean. */
    void customize(ThreadReporter.Builder builder);
}
