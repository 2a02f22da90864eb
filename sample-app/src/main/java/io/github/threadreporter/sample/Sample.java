package io.github.threadreporter.sample;

import com.acme.orders.app.OrderApplication;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everything running together: Sentry, the order service and the thread reporter. Thread-safe. */
final class Sample implements AutoCloseable {

    private final SentryConnection sentry;
    private final OrderApplication orders;
    private final Captures captures;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Sample(SentryConnection sentry, OrderApplication orders, Captures captures) {
        this.sentry = sentry;
        this.orders = orders;
        this.captures = captures;
    }

    static Sample start(Arguments arguments) throws IOException, SQLException {
        SentryConnection sentry = SentryConnection.open(arguments.pagePort());
        boolean started = false;
        try {
            Captures captures = new Captures(arguments.options());
            OrderApplication orders = Port.open(
                    arguments.apiPort(),
                    Arguments.USUAL_API_PORT,
                    port -> OrderApplication.start("orders", new InetSocketAddress(arguments.bind(), port)));
            orders.api().add(new CaptureEndpoint(captures));
            started = true;
            return new Sample(sentry, orders, captures);
        } finally {
            if (!started) {
                sentry.close();
            }
        }
    }

    OrderApplication orders() {
        return orders;
    }

    Captures captures() {
        return captures;
    }

    /** Where captures can be looked at; empty when they go to another Sentry. */
    Optional<URI> page() {
        return sentry.page();
    }

    /** In the order in which each needs the next: the service's last errors still find a Sentry. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            orders.close();
            captures.close();
            sentry.close();
        }
    }
}
