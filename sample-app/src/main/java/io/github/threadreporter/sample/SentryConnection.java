package io.github.threadreporter.sample;

import io.github.threadreporter.receiver.Receiver;
import io.sentry.Sentry;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Sentry, initialised as any application does it: with the DSN that is configured, else with a receiver of our own. */
final class SentryConnection implements AutoCloseable {

    private static final int SHUTDOWN_MILLIS = 2_000;

    private final @Nullable Receiver receiver;

    private SentryConnection(@Nullable Receiver receiver) {
        this.receiver = receiver;
    }

    /**
     * Initialises Sentry.
     *
     * @param port of the receiver, if one is needed
     */
    static SentryConnection open(OptionalInt port) throws IOException, SQLException {
        String configured = configuredDsn();
        if (configured != null) {
            init(configured);
            return new SentryConnection(null);
        }
        Receiver receiver = Port.open(port, Arguments.USUAL_PAGE_PORT, Receiver::start);
        init(receiver.dsn());
        return new SentryConnection(receiver);
    }

    /** Where captures can be looked at; empty when they go to another Sentry. */
    Optional<URI> page() {
        return Optional.ofNullable(receiver).map(Receiver::pageAddress);
    }

    @Override
    public void close() {
        Sentry.close();
        if (receiver != null) {
            receiver.close();
        }
    }

    private static void init(String dsn) {
        Sentry.init(options -> {
            options.setDsn(dsn);
            options.setEnvironment("sample");
            options.setRelease("orders@1.0.0");
            options.addInAppInclude("com.acme");
            options.addContextTag("orderId");
            options.addContextTag("customer");
            // Each order has a trace of its own, but none is sent: this is about threads.
            options.setTracesSampleRate(0.0);
            options.setShutdownTimeoutMillis(SHUTDOWN_MILLIS);
            // We close Sentry ourselves, after the reporter that sends through it.
            options.setEnableShutdownHook(false);
            // Whatever is set by system property, environment or sentry.properties wins.
            options.setEnableExternalConfiguration(true);
        });
    }

    private static @Nullable String configuredDsn() {
        String property = System.getProperty("sentry.dsn", "");
        String dsn = property.isBlank() ? System.getenv().getOrDefault("SENTRY_DSN", "") : property;
        return dsn.isBlank() ? null : dsn;
    }
}
