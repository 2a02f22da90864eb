package io.github.threadreporter.send;

import io.github.threadreporter.model.CaptureLimits;
import io.sentry.IScopes;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends through the application's Sentry SDK, with its options, event processors and {@code beforeSend}, but with nothing
 * of any thread's scope.
 *
 * <p>The SDK drops what does not fit into its queue and still returns an id. So each event carries a mark by which the
 * SDK's transport acknowledges it, and only a few unacknowledged ones are under way at a time: at most
 * {@link CaptureLimits#window()}, and at most a quarter of the SDK's queue, the rest of which is the application's. A
 * capture is stopped early when the server limits the rate, or refuses several events in a row. Where the transport
 * acknowledges nothing, events go in windows with a {@code flush} after each, and are told as unconfirmed.
 *
 * <p>An event that did not fit into the queue is captured again, so event processors and {@code beforeSend} may see it
 * more than once.
 */
public final class SentrySender implements EventSender {

    /** For an application's {@code beforeSend} that runs while we close. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private final Supplier<IScopes> scopes;
    private final CaptureLimits limits;
    private final LongSupplier nanoTime;
    private final Closing closing = new Closing();
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Window window;

    /**
     * @param scopes asked at each send, so that Sentry may be initialised later, or anew; only its client, its options
     *     and its global scope are used
     * @param limits {@code window} and {@code deliveryMillis}
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    public SentrySender(Supplier<IScopes> scopes, CaptureLimits limits, LongSupplier nanoTime) {
        this.scopes = scopes;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public void send(Iterator<Outgoing> events, int count, DeliveryListener listener) {
        try {
            if (!turn.tryLock(limits.deliveryMillis(), TimeUnit.MILLISECONDS)) {
                listener.lostRest(
                        count, "another capture was still being sent after deliveryMillis=" + limits.deliveryMillis());
                return;
            }
        } catch (InterruptedException e) {
            listener.lostRest(count, Sending.INTERRUPTED);
            Thread.currentThread().interrupt();
            return;
        }
        try {
            sendInTurn(events, count, listener);
        } finally {
            turn.unlock();
        }
    }

    private void sendInTurn(Iterator<Outgoing> events, int count, DeliveryListener listener) {
        IsolatedClient client = IsolatedClient.of(scopes.get());
        if (client == null) {
            listener.lostRest(count, "Sentry is not initialised, or was closed");
            return;
        }
        Window present = window;
        if (present == null || !client.sameAs(present.client())) {
            present = new Window(client, limits.window());
            window = present;
        }
        Patience patience = new Patience(nanoTime, limits.deliveryMillis(), closing);
        new Sending(events, count, listener, present, patience).run();
    }

    @Override
    public int close(Duration limit) {
        closing.endAt(nanoTime.getAsLong() + limit.toNanos());
        try {
            if (turn.tryLock(limit.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS)) {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return closing.abandoned();
    }
}
