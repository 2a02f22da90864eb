package io.github.threadreporter.send;

import io.sentry.ExternalOptions;
import io.sentry.IScopes;
import io.sentry.NoOpLogger;
import io.sentry.Sentry;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Sentry SDK of our own, for where there is no application's: in the command, and in the agent. It hooks nothing: no
 * uncaught exceptions, no shutdown, no sessions.
 */
public final class OwnSentry {

    private OwnSentry() {}

    /**
     * Initialises it. There is one in a process: a later call replaces an earlier one. What the target leaves open, and
     * further options such as a proxy, come from where the SDK looks for them.
     *
     * @param file the contents of {@code sentry.properties}
     * @param instead gets the bytes of each envelope, which then go nowhere else; null to send them
     * @throws IllegalArgumentException if there is no DSN, or it is not one
     */
    public static IScopes start(SentryTarget target, Map<String, String> file, @Nullable OutputStream instead) {
        Sentry.init(options -> {
            // By the SDK itself they would be merged after this, and go before the target.
            options.merge(ExternalOptions.from(
                    new ExternalOptionsSource(System.getProperties(), System.getenv(), file),
                    NoOpLogger.getInstance()));
            options.setEnableExternalConfiguration(false);
            options.setDebug(false); // it prints to the application's standard output
            set(target.dsn(), options::setDsn);
            set(target.release(), options::setRelease);
            set(target.environment(), options::setEnvironment);
            set(target.serverName(), options::setServerName);
            set(target.dist(), options::setDist);
            options.setEnableUncaughtExceptionHandler(false);
            options.setEnableShutdownHook(false);
            options.setEnableAutoSessionTracking(false);
            options.setSendModules(false);
            if (instead != null) {
                options.setTransportFactory((o, details) -> new StreamTransport(o.getSerializer(), instead));
            }
        });
        return Sentry.forkedRootScopes("thread-reporter");
    }

    /** Waits until what is queued has left, at most so long. */
    public static void close() {
        Sentry.close();
    }

    private static void set(String value, Consumer<String> setter) {
        if (!value.isEmpty()) {
            setter.accept(value);
        }
    }
}
