package com.acme.orders.http;

import com.acme.orders.store.OrderRepository;
import com.acme.orders.trouble.Troubles;
import com.acme.orders.work.NamedThreads;
import com.acme.orders.work.OrderDesk;
import com.acme.orders.work.VirtualThreads;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP server, with a virtual thread a request where the JDK has them, else sixteen platform threads. */
public final class OrderApi implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor;

    private OrderApi(HttpServer server, ExecutorService executor) {
        this.server = server;
        this.executor = executor;
    }

    /**
     * Begins to listen.
     *
     * @throws java.net.BindException if the address is in use
     */
    public static OrderApi start(
            InetSocketAddress address, OrderDesk desk, OrderRepository repository, Troubles troubles)
            throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService executor = VirtualThreads.ifAvailable()
                .map(virtualThreads -> virtualThreads.executor("orders-http"))
                .orElseGet(() -> Executors.newFixedThreadPool(16, new NamedThreads("orders-http")));
        server.setExecutor(executor);
        OrderApi api = new OrderApi(server, executor);
        api.add(new OrderEndpoint(desk, repository));
        api.add(new TroubleEndpoint(troubles));
        server.start();
        return api;
    }

    /** Serves one more endpoint. */
    public void add(Endpoint endpoint) {
        server.createContext(endpoint.path(), endpoint);
    }

    /** Where it listens, without a slash at the end. */
    public URI address() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        return URI.create("http://" + host + ":" + address.getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
