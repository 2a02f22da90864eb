package com.acme.orders.work;

import com.acme.orders.Order;
import com.acme.orders.OrderRequest;
import com.acme.orders.OrderStatus;
import com.acme.orders.service.OrderService;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes orders in, and has them handled by a fixed number of workers with a bounded queue. Thread-safe. */
public final class OrderDesk implements AutoCloseable {

    /** Worker threads, named {@code order-worker-N}. */
    public static final int WORKERS = 24;

    private static final int WAITING = 100;
    private static final int CLOSING_MILLIS = 500;
    private static final Logger log = LoggerFactory.getLogger(OrderDesk.class);

    private final OrderService service;
    private final AtomicLong lastId = new AtomicLong(1_000);
    private final Map<Long, Order> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            WORKERS, WORKERS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), new NamedThreads("order-worker"));

    public OrderDesk(OrderService service) {
        this.service = service;
        workers.prestartAllCoreThreads();
    }

    /**
     * Accepts an order, and returns at once.
     *
     * @throws RejectedExecutionException if too many orders are waiting already
     */
    public Order accept(OrderRequest request) {
        Order order = new Order(lastId.incrementAndGet(), request);
        underWay.put(order.id(), order);
        boolean accepted = false;
        try {
            workers.execute(() -> place(order));
            accepted = true;
        } finally {
            if (!accepted) {
                underWay.remove(order.id());
            }
        }
        return order;
    }

    /** Has a worker do something else with an order, e.g. cancel it. */
    public void handle(Order order, String operation, Step step) {
        handle(workers, order, operation, step);
    }

    /** Has others than the workers do something with an order, with the same context. */
    public void handle(Executor others, Order order, String operation, Step step) {
        others.execute(() -> inContext(order, operation, step));
    }

    /** Those who handle orders. */
    public Executor workers() {
        return workers;
    }

    /** An order that is accepted and not yet done. */
    public Optional<Order> underWay(long id) {
        return Optional.ofNullable(underWay.get(id));
    }

    /** Waits a moment for orders under way; those that are stuck are interrupted, or left to the end of the process. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
                boolean ended = workers.awaitTermination(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
                log.info("orders were interrupted; {} workers can't be", ended ? 0 : workers.getActiveCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void place(Order order) {
        try {
            inContext(order, "place order", service::place);
        } finally {
            underWay.remove(order.id());
        }
    }

    private void inContext(Order order, String operation, Step step) {
        try (OrderContext context = OrderContext.enter(order, operation)) {
            try {
                step.run(order);
            } catch (SQLException | RuntimeException e) {
                order.moveTo(OrderStatus.FAILED);
                context.failed();
                if (workers.isShutdown()) {
                    log.info("{} was given up for {}", operation, order.reference(), e);
                } else {
                    log.error("{} failed for {}", operation, order.reference(), e);
                }
            }
        }
    }

    /** Something to do with an order. */
    @FunctionalInterface
    public interface Step {
        void run(Order order) throws SQLException;
    }
}
