package com.acme.orders.store;

import com.acme.orders.OrderStatus;
import com.acme.orders.OrderView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Orders in the database. Each call takes a connection from the pool, and waits for one if there is none. Thread-safe. */
public final class OrderRepository {

    /** Older orders are deleted: the database lives in memory, and the sample may run for days. */
    private static final int KEPT = 10_000;

    private final DataSource dataSource;

    public OrderRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public void save(OrderView order) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement merge = connection.prepareStatement("MERGE INTO orders VALUES (?, ?, ?, ?, ?)");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM orders WHERE id <= ?")) {
            merge.setLong(1, order.id());
            merge.setString(2, order.customer());
            merge.setString(3, order.item());
            merge.setInt(4, order.quantity());
            merge.setString(5, order.status().name());
            merge.executeUpdate();
            delete.setLong(1, order.id() - KEPT);
            delete.executeUpdate();
        }
    }

    public Optional<OrderView> find(long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT * FROM orders WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(order(row)) : Optional.empty();
            }
        }
    }

    /** Runs {@code work} in one transaction, on one connection that is kept until the work returns. */
    public void inTransaction(Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                work.run(new Transaction(connection));
                connection.commit();
                done = true;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        }
    }

    private static OrderView order(ResultSet row) throws SQLException {
        return new OrderView(
                row.getLong("id"),
                row.getString("customer"),
                row.getString("item"),
                row.getInt("quantity"),
                OrderStatus.valueOf(row.getString("status")));
    }

    /** What is to be done in one transaction. */
    @FunctionalInterface
    public interface Work {
        void run(Transaction transaction) throws SQLException;
    }

    /** One transaction; not to be used after its work returned. */
    public static final class Transaction {
        private final Connection connection;

        private Transaction(Connection connection) {
            this.connection = connection;
        }

        public void recordSettlement(String customer, String balance) throws SQLException {
            try (PreparedStatement merge = connection.prepareStatement("MERGE INTO settlements VALUES (?, ?)")) {
                merge.setString(1, customer);
                merge.setString(2, balance);
                merge.executeUpdate();
            }
        }
    }
}
