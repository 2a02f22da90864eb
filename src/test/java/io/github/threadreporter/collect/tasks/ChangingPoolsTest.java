package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.ThreadDump;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pools that are used all the time while they are looked at. */
class ChangingPoolsTest {

    private static final int LOOKS = 20;
    private static final int SIZE = 3;

    private final PoolVictims victims = new PoolVictims();
    private final AtomicBoolean over = new AtomicBoolean();

    private void use(String name, DataSource source) {
        for (int i = 0; i <= SIZE; i++) {
            victims.start(name + i, () -> {
                while (!over.get()) {
                    try (Connection connection = source.getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute("SELECT 1");
                    }
                    Thread.sleep(1);
                }
            });
        }
    }

    private static HikariConfig hikari(String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:");
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(0);
        config.setLeakDetectionThreshold(600_000);
        return config;
    }

    @AfterEach
    void end() {
        over.set(true);
        victims.end();
    }

    @Test
    void poolsInUse_areReadWithoutAnErrorAndNeverLendMoreThanTheyHave() throws Exception {
        PoolProperties properties = new PoolProperties();
        properties.setUrl("jdbc:h2:mem:");
        properties.setDriverClassName("org.h2.Driver");
        properties.setMaxActive(SIZE);
        org.apache.tomcat.jdbc.pool.DataSource tomcat = new org.apache.tomcat.jdbc.pool.DataSource(properties);
        try (HikariDataSource hikari = new HikariDataSource(hikari("busy", SIZE));
                BasicDataSource dbcp = new BasicDataSource();
                HikariDataSource still = new HikariDataSource(hikari("still", 1))) {
            dbcp.setUrl("jdbc:h2:mem:");
            dbcp.setMaxTotal(SIZE);
            use("hikari-user-", hikari);
            use("dbcp-user-", dbcp);
            use("tomcat-user-", tomcat);
            victims.start("holder", latch -> {
                try (Connection connection = still.getConnection()) {
                    latch.countDown();
                    victims.rest(connection);
                }
            });
            TaskLooks.untilWaiting(
                    victims.start("waiter", () -> still.getConnection().close()));
            for (int look = 0; look < LOOKS; look++) {
                ThreadDump dump = TaskLooks.look();

                assertThat(dump.account().missing())
                        .noneMatch(missing -> missing.why().contains("could not go on"));
                assertThat(dump.waits().resources())
                        .filteredOn(pool -> pool.kind() == Resource.Kind.CONNECTION_POOL
                                && !pool.name().equals("still"))
                        .isNotEmpty()
                        .allSatisfy(pool -> assertThat(pool.facts()).containsEntry("maximum", "" + SIZE));
                Resource awaited = TaskLooks.awaited(dump, "waiter").orElseThrow();
                assertThat(PoolVictims.holders(dump, awaited)).containsOnlyKeys("holder");
                assertThat(awaited.unknown()).isEmpty();
            }
            end(); // before the pools close
        } finally {
            tomcat.close();
        }
    }
}
