package io.github.threadreporter.send;

import io.github.threadreporter.model.SentryConfig;
import org.jspecify.annotations.Nullable;

/**
 * The Sentry project that events go to, and as what. What is empty is left to the SDK.
 *
 * @param dsn the project's DSN; empty for what {@code SENTRY_DSN} and its like say
 * @param release of the application
 * @param environment e.g. {@code production}
 * @param serverName the host that events are of
 * @param dist which build of the release
 */
public record SentryTarget(String dsn, String release, String environment, String serverName, String dist) {

    /** All left to the SDK. */
    public static final SentryTarget NONE = new SentryTarget("", "", "", "", "");

    /** The project of an application that runs its own SDK. */
    public static SentryTarget of(SentryConfig config) {
        return new SentryTarget(
                text(config.dsn()),
                text(config.release()),
                text(config.environment()),
                text(config.serverName()),
                text(config.dist()));
    }

    public SentryTarget withDsn(String value) {
        return new SentryTarget(value, release, environment, serverName, dist);
    }

    public SentryTarget withServerName(String value) {
        return new SentryTarget(dsn, release, environment, value, dist);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
