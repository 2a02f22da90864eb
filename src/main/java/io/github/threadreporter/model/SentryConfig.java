package io.github.threadreporter.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the Sentry SDK of an application is configured: what events of ours need, to land beside the application's own.
 *
 * @param enabled whether it sends at all; false after it has been closed
 * @param dsn where to; null where it sends nowhere
 * @param release null where not set, as the next three
 * @param environment e.g. {@code production}
 * @param serverName as configured; the SDK may add the host's name to events by itself
 * @param dist which build of the release
 * @param inAppIncludes packages of the application
 * @param inAppExcludes packages that are not
 * @param tags that go with every event
 * @param debug whether the SDK logs what it does
 * @param others how many more SDKs this JVM runs, each with its own configuration: those of other web applications
 */
public record SentryConfig(
        boolean enabled,
        @Nullable String dsn,
        @Nullable String release,
        @Nullable String environment,
        @Nullable String serverName,
        @Nullable String dist,
        List<String> inAppIncludes,
        List<String> inAppExcludes,
        Map<String, String> tags,
        boolean debug,
        int others) {

    public SentryConfig {
        inAppIncludes = List.copyOf(inAppIncludes);
        inAppExcludes = List.copyOf(inAppExcludes);
        tags = Map.copyOf(tags);
    }
}
