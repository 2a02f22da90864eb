package com.acme.orders.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** An in-memory H2 behind a HikariCP pool that is small enough to run dry. Thread-safe. */
public final class Database implements AutoCloseable {

    /** Connections in the pool. */
    public static final int CONNECTIONS = 4;

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Opens the pool and creates the tables.
     *
     * @param name of the database; two of the same name in one JVM are the same database
     * @param patience how long a caller waits for a connection before it gets an {@link SQLException}
     */
    public static Database open(String name, Duration patience) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(CONNECTIONS);
        config.setRegisterMbeans(true); // so that it can be seen from outside how many are lent
        config.setConnectionTimeout(patience.toMillis());
        HikariDataSource pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS orders (id BIGINT PRIMARY KEY, customer VARCHAR(200),"
                    + " item VARCHAR(200), quantity INT, status VARCHAR(20))");
            statement.execute("CREATE TABLE IF NOT EXISTS settlements (customer VARCHAR(200) PRIMARY KEY,"
                    + " balance VARCHAR(200))");
        }
        return new Database(pool);
    }

    public DataSource dataSource() {
        return pool;
    }

    /** The pool's own figures. */
    public HikariPoolMXBean figures() {
        return pool.getHikariPoolMXBean();
    }

    @Override
    public void close() {
        pool.close();
    }
}
