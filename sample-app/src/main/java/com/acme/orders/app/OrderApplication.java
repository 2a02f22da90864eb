package com.acme.orders.app;

import com.acme.orders.delivery.Carrier;
import com.acme.orders.delivery.Deliveries;
import com.acme.orders.http.OrderApi;
import com.acme.orders.load.LoadGenerator;
import com.acme.orders.payment.Payments;
import com.acme.orders.service.OrderService;
import com.acme.orders.simulated.PaymentProvider;
import com.acme.orders.simulated.SimulatedWarehouse;
import com.acme.orders.stock.Stock;
import com.acme.orders.store.Database;
import com.acme.orders.store.OrderRepository;
import com.acme.orders.trouble.Troubles;
import com.acme.orders.work.NamedThreads;
import com.acme.orders.work.OrderDesk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The order service as a whole: started, used, closed. Closing leaves behind what is deadlocked. */
public final class OrderApplication implements AutoCloseable {

    private static final Duration PROVIDER_LATENCY = Duration.ofMillis(20);
    private static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_ORDERS = Duration.ofMillis(50);

    private final Parts parts;
    private final Database database;
    private final Troubles troubles;
    private final OrderApi api;
    private final LoadGenerator load;

    private OrderApplication(Parts parts, String name, InetSocketAddress address) throws IOException, SQLException {
        this.parts = parts;
        database = parts.add(Database.open(name, CONNECTION_PATIENCE));
        String apiToken = UUID.randomUUID().toString();
        PaymentProvider provider =
                parts.add(PaymentProvider.start(pool("payment-provider"), PROVIDER_LATENCY, apiToken));
        SimulatedWarehouse warehouse = new SimulatedWarehouse();

        Stock stock = new Stock(warehouse);
        OrderRepository repository = new OrderRepository(database.dataSource());
        Payments payments = new Payments(provider.address(), apiToken, pool("payments-client"));
        OrderService service = new OrderService(stock, payments, repository);
        OrderDesk desk = parts.add(new OrderDesk(service));
        Carrier carrier = new Carrier();
        Deliveries deliveries = new Deliveries(carrier, pool("delivery"));
        troubles = new Troubles(desk, service, stock, database, warehouse, provider, deliveries, carrier);
        api = parts.add(OrderApi.start(address, desk, repository, troubles));
        load = parts.add(LoadGenerator.start(api.address(), BETWEEN_ORDERS));
    }

    /**
     * Starts everything, ordinary customers included.
     *
     * @param name of the database; services of the same name in one JVM share it
     * @param address where the API listens; port 0 is any free one
     * @throws java.net.BindException if the address is in use
     */
    public static OrderApplication start(String name, InetSocketAddress address) throws IOException, SQLException {
        Parts parts = new Parts();
        try {
            return new OrderApplication(parts, name, address);
        } catch (IOException | SQLException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    public OrderApi api() {
        return api;
    }

    public Troubles troubles() {
        return troubles;
    }

    public LoadGenerator load() {
        return load;
    }

    public Database database() {
        return database;
    }

    @Override
    public void close() {
        parts.close();
    }

    private static ExecutorService pool(String name) {
        return Executors.newCachedThreadPool(new NamedThreads(name));
    }
}
