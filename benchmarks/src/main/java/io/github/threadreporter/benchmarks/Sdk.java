package io.github.threadreporter.benchmarks;

import io.sentry.IScopes;
import io.sentry.Scope;
import io.sentry.Scopes;
import io.sentry.SentryClient;
import io.sentry.SentryOptions;
import java.util.function.Consumer;

/** A Sentry SDK with the transport that applications use, sending to a {@link Receiver} of its own. */
final class Sdk implements AutoCloseable {

    private final Receiver receiver = Receiver.start();
    private final SentryClient client;
    private final Scopes scopes;

    private Sdk(Consumer<SentryOptions> settings) {
        SentryOptions options = new SentryOptions();
        options.setDsn(receiver.dsn());
        settings.accept(options);
        client = new SentryClient(options);
        Scope global = new Scope(options);
        global.bindClient(client);
        scopes = new Scopes(new Scope(options), new Scope(options), global, "benchmarks");
    }

    static Sdk of(Consumer<SentryOptions> settings) {
        return new Sdk(settings);
    }

    IScopes scopes() {
        return scopes;
    }

    Receiver receiver() {
        return receiver;
    }

    @Override
    public void close() {
        client.close();
        receiver.close();
    }
}
