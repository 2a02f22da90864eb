package io.github.threadreporter.testing;

import io.sentry.IScopes;
import io.sentry.Scope;
import io.sentry.Scopes;
import io.sentry.SentryClient;
import io.sentry.SentryOptions;
import java.util.function.Consumer;

/** An SDK of its own for one test: nothing of it is static, so tests do not see each other. */
public final class SentryServerClient implements AutoCloseable {

    private final SentryOptions options = new SentryOptions();
    private final SentryClient client;
    private final Scopes scopes;

    private SentryServerClient(String dsn, Consumer<SentryOptions> settings) {
        options.setDsn(dsn);
        options.setShutdownTimeoutMillis(0);
        options.setFlushTimeoutMillis(0);
        settings.accept(options);
        client = new SentryClient(options);
        Scope global = new Scope(options);
        global.bindClient(client);
        scopes = new Scopes(new Scope(options), new Scope(options), global, "test");
    }

    public static SentryServerClient of(String dsn, Consumer<SentryOptions> settings) {
        return new SentryServerClient(dsn, settings);
    }

    public static SentryServerClient of(SentryServer server) {
        return of(server.dsn(), options -> {});
    }

    public IScopes scopes() {
        return scopes;
    }

    public SentryOptions options() {
        return options;
    }

    @Override
    public void close() {
        client.close();
    }
}
