package com.acme.orders.service;

import com.acme.orders.Order;
import com.acme.orders.OrderStatus;
import com.acme.orders.payment.Payments;
import com.acme.orders.stock.Stock;
import com.acme.orders.store.OrderRepository;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be done with an order: stock, then money, then the books. Thread-safe. */
public final class OrderService {

    private static final Logger log = LoggerFactory.getLogger(OrderService.class);

    private final Stock stock;
    private final Payments payments;
    private final OrderRepository repository;

    public OrderService(Stock stock, Payments payments, OrderRepository repository) {
        this.stock = stock;
        this.payments = payments;
        this.repository = repository;
    }

    /** Takes the stock, charges the customer and saves the order. Blocks until all of that is done. */
    public void place(Order order) throws SQLException {
        stock.reserve(order);
        payments.charge(order);
        order.moveTo(OrderStatus.PAID);
        repository.save(order.view());
        log.info(
                "{} placed: {} x {}",
                order.reference(),
                order.request().quantity(),
                order.request().item());
    }

    /**
     * Gives the stock back. Locks the order, then the shelf: the other way round than {@link Stock#discontinue}, which
     * is how services come to deadlock.
     */
    public void cancel(Order order) {
        String orderId = order.reference();
        String customer = order.request().customer();
        synchronized (order) {
            stock.giveBack(order);
            order.moveTo(OrderStatus.CANCELLED);
        }
        log.info("{} of {} cancelled", orderId, customer);
    }

    /**
     * Asks the payment provider what it has booked for a customer, and writes it down. Keeps a database connection
     * through the remote call: harmless until the provider is slow, and then the pool is empty.
     */
    public void settle(String customer) throws SQLException {
        repository.inTransaction(transaction -> transaction.recordSettlement(customer, payments.balance(customer)));
        log.info("settled {}", customer);
    }
}
