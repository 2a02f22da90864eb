package io.github.threadreporter.trigger.remote;

import io.github.threadreporter.trigger.CaptureRequests;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Captures on {@code POST /capture} with the header {@code Authorization: Bearer TOKEN}; up to 1 KB of the body are a note
 * for whoever reads the event. It answers with 202 and the id of the capture, or with why there is none. At most one
 * capture in ten seconds; after ten wrong tokens within a minute nobody is let in for the rest of it.
 *
 * <p>There are two threads for callers, called {@code thread-reporter-http} as all of it, and they end when idle; eight
 * callers can wait, and further ones are hung up on, as is who does not tell what it wants within five seconds. Plain HTTP:
 * on another address than loopback the token can be read on the way. Thread-safe.
 */
public final class HttpTrigger implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Closeable listener;
    private final InetSocketAddress address;

    private HttpTrigger(Closeable listener, InetSocketAddress address) {
        this.listener = listener;
        this.address = address;
    }

    /**
     * Listens from now on.
     *
     * @param log told of each capture, in words
     * @throws IOException if it cannot: the address is taken, or this JVM has no module {@code jdk.httpserver}; its message
     *     is for a person
     */
    public static HttpTrigger open(HttpOptions options, CaptureRequests requests, Consumer<String> log)
            throws IOException {
        return open(options, requests, log, PATIENCE, System::nanoTime);
    }

    static HttpTrigger open(
            HttpOptions options,
            CaptureRequests requests,
            Consumer<String> log,
            Duration patience,
            LongSupplier nanoTime)
            throws IOException {
        HttpAccess access = new HttpAccess(options, nanoTime);
        try {
            HttpListener listener = HttpThreads.open(() -> HttpListener.open(options, access, requests, log, patience));
            return new HttpTrigger(listener, listener.address());
        } catch (LinkageError e) {
            throw new IOException(
                    "no HTTP endpoint: this JVM has no module jdk.httpserver (--add-modules jdk.httpserver adds it)",
                    e);
        } catch (IOException e) {
            throw new IOException(
                    "no HTTP endpoint on " + (options.address().isEmpty() ? "loopback" : options.address()) + ":"
                            + options.port() + ": " + e.getMessage(),
                    e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Hangs up on everybody. A capture that is under way is taken all the same; its caller is not told. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
