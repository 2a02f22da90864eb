package io.github.threadreporter.receiver;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * A Sentry within this process: takes what is sent to its {@linkplain #dsn() DSN}, and shows it on its
 * {@linkplain #pageAddress() page}.
 *
 * <p>It listens on loopback only. Whoever has an account on this machine can read the page, so it is for development
 * and tests. It keeps the newest 200 captures and at most 128 MiB. Thread-safe.
 */
public final class Receiver implements AutoCloseable {

    static final String PROJECT = "1";

    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final Ingest ingest;
    private final String key;

    private Receiver(HttpServer server, ThreadPoolExecutor workers, Ingest ingest, String key) {
        this.server = server;
        this.workers = workers;
        this.ingest = ingest;
        this.key = key;
    }

    /**
     * Starts a receiver; returns when it answers.
     *
     * @param port where to listen, 0 for any that is free
     * @throws IOException if the port is taken
     */
    public static Receiver start(int port) throws IOException {
        return start(port, ReceiverLimits.DEFAULTS);
    }

    static Receiver start(int port, ReceiverLimits limits) throws IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String key = HexFormat.of().formatHex(random);
        Store store = new Store(limits);
        Ingest ingest = new Ingest(store, key, limits, Clock.systemUTC());
        Router router = new Router(ingest, new JsonApi(store, limits), new PageFiles());
        ServerThreads threads = new ServerThreads();
        HttpServer server = threads.create(port);
        ThreadPoolExecutor workers = threads.workers();
        server.setExecutor(workers);
        server.createContext("/", router);
        threads.start(server);
        return new Receiver(server, workers, ingest, key);
    }

    /** What a Sentry SDK needs to send here. */
    public String dsn() {
        return "http://" + key + "@127.0.0.1:" + port() + "/" + PROJECT;
    }

    /** Where to look at captures. */
    public URI pageAddress() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    /**
     * Answers the next envelopes with 429, as a Sentry does whose quota is used up. For tests of senders.
     *
     * @param envelopes how many, 0 to stop
     * @param retryAfterSeconds what to tell the sender
     */
    public void refuseNext(int envelopes, int retryAfterSeconds) {
        ingest.refuse(envelopes, retryAfterSeconds);
    }

    /** Stops at once; what was kept is gone. Further calls do nothing. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
