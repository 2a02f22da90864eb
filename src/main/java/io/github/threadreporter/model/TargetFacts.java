package io.github.threadreporter.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What another process has to know of a JVM to make something of its dump.
 *
 * @param environment its environment variables, since secrets among them have to be known to be masked
 * @param properties its system properties, for the same reason, and for where its classes and sources are
 * @param sentry how the application's own Sentry is configured; null where it runs none
 */
public record TargetFacts(
        Map<String, String> environment,
        Map<String, String> properties,
        @Nullable SentryConfig sentry) {

    public TargetFacts {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
    }
}
