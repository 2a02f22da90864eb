package io.github.threadreporter;

import io.sentry.IScopes;
import io.sentry.Integration;
import io.sentry.SentryOptions;
import java.io.Closeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reporter whose life is that of the Sentry SDK: built and {@linkplain ThreadReporter#start() started} by {@code
 * Sentry.init} and closed by {@code Sentry.close}.
 *
 * <pre>{@code
 * var threads = new ThreadReporterIntegration(ThreadReporter.builder().inApp("com.acme"));
 * Sentry.init(options -> options.addIntegration(threads));
 * threads.reporter().ifPresent(ThreadReporter::captureAll);
 * }</pre>
 *
 * Thread-safe.
 */
public final class ThreadReporterIntegration implements Integration, Closeable {

    private final ThreadReporter.Builder builder;
    private volatile @Nullable ThreadReporter reporter;

    /** With all options taken from the configuration. */
    public ThreadReporterIntegration() {
        this(ThreadReporter.builder());
    }

    public ThreadReporterIntegration(ThreadReporter.Builder builder) {
        this.builder = builder;
    }

    /** Called by the SDK. */
    @Override
    public void register(IScopes scopes, SentryOptions options) {
        ThreadReporter built = register(builder, scopes, options);
        built.start();
        reporter = built;
    }

    /**
     * A reporter beside a Sentry SDK that is initialised already. Its life is the caller's business: it is not {@linkplain
     * ThreadReporter#start() started}.
     */
    public static ThreadReporter register(ThreadReporter.Builder builder, IScopes scopes, SentryOptions options) {
        ThreadReporter built = builder.scopes(scopes).build();
        built.exceptionVariables().ifPresent(options::addEventProcessor);
        return built;
    }

    /** The reporter; empty before {@code Sentry.init} and after {@code Sentry.close}. */
    public Optional<ThreadReporter> reporter() {
        return Optional.ofNullable(reporter);
    }

    /** Called by the SDK. */
    @Override
    public void close() {
        ThreadReporter closing = reporter;
        reporter = null;
        if (closing != null) {
            closing.close();
        }
    }
}
