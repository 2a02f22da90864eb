package io.github.threadreporter.send;

/**
 * The Sentry project that events go to, and as what. What is empty is left to the SDK.
 *
 * @param dsn the project's DSN; empty for what {@code SENTRY_DSN} and its like say
 * @param release of the application
 * @param environment e.g. {@code production}
 * @param serverName the host that events are of
 */
public record SentryTarget(String dsn, String release, String environment, String serverName) {}
