package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Wait;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Threads that wait for a connection of HikariCP, and those that have it, in each way in which one can have it. */
class HikariPoolsTest {

    private final PoolVictims victims = new PoolVictims();
    private HikariDataSource source = new HikariDataSource();

    @AfterEach
    void end() {
        victims.end();
        source.close();
    }

    private void pool(int size) {
        pool(size, 0);
    }

    private void pool(int size, long leakMillis) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:");
        config.setPoolName("orders");
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size);
        config.setConnectionTimeout(100_000);
        config.setLeakDetectionThreshold(leakMillis);
        source = new HikariDataSource(config);
        PoolVictims.until(() -> source.getHikariPoolMXBean().getTotalConnections() == size);
    }

    /** A thread that has borrowed a connection and keeps it. */
    private void holder(String name) {
        victims.start(name, latch -> {
            try (Connection connection = source.getConnection()) {
                latch.countDown();
                victims.rest(connection);
            }
        });
    }

    private void waiter(String name) {
        Thread waiter = victims.start(name, () -> {
            try (Connection connection = source.getConnection()) {
                connection.isClosed();
            }
        });
        PoolVictims.until(() -> source.getHikariPoolMXBean().getThreadsAwaitingConnection() > 0);
        TaskLooks.untilWaiting(waiter); // it is counted before
    }

    @Test
    void exhausted_holdersAreThoseThatHaveAConnectionInAVariableOrUseOne() {
        pool(2);
        victims.start("in-variable", latch -> {
            try (Connection connection = source.getConnection()) {
                latch.countDown();
                victims.rest(connection);
            }
        });
        victims.start("in-statement", latch -> {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE ALIAS REST FOR \"" + PoolVictims.class.getName() + ".restUntilInterrupted\"");
                latch.countDown();
                statement.execute("CALL REST()");
            }
        });
        waiter("waiter");

        ThreadDump dump = TaskLooks.look();

        Resource pool = TaskLooks.awaited(dump, "waiter").orElseThrow();
        assertThat(pool.kind()).isEqualTo(Resource.Kind.CONNECTION_POOL);
        assertThat(pool.name()).isEqualTo("orders");
        assertThat(pool.need()).isEqualTo(Resource.Need.ONE);
        assertThat(pool.unknown()).isEmpty();
        assertThat(pool.facts())
                .containsExactly(
                        java.util.Map.entry("total", "2"),
                        java.util.Map.entry("active", "2"),
                        java.util.Map.entry("idle", "0"),
                        java.util.Map.entry("waiting", "1"),
                        java.util.Map.entry("maximum", "2"));
        assertThat(PoolVictims.holders(dump, pool)).containsOnlyKeys("in-variable", "in-statement");
        assertThat(PoolVictims.holders(dump, pool).get("in-variable").how())
                .matches("has a connection, at " + line(dump, "in-variable") + ", for at most \\d+ m?s");
        assertThat(dump.waits().waits())
                .filteredOn(wait -> wait.what().equals(pool.ref()))
                .containsExactly(
                        new Wait(Node.thread(TaskLooks.thread(dump, "waiter").id()), pool.ref(), true, null));
    }

    /** The newest frame of the application, as a pattern. */
    private static String line(ThreadDump dump, String thread) {
        Frame frame = TaskLooks.thread(dump, thread).stack().frames().stream()
                .filter(each -> each.className().startsWith("io.github.threadreporter."))
                .findFirst()
                .orElseThrow();
        assertThat(frame.line()).isPositive();
        return java.util.regex.Pattern.quote(frame.shortText());
    }

    /** An object of the application that has a connection. */
    private static final class UnitOfWork {
        private final Connection connection;

        UnitOfWork(Connection connection) {
            this.connection = connection;
        }
    }

    @Test
    void connectionInAFieldOfAnObjectOfTheApplication_isThatOfTheThreadThatAloneUsesTheObject() {
        pool(1);
        victims.start("unit", latch -> {
            UnitOfWork unit = new UnitOfWork(source.getConnection());
            latch.countDown();
            victims.rest(unit);
            unit.connection.close();
        });
        waiter("waiter");

        ThreadDump dump = TaskLooks.look();

        Resource pool = TaskLooks.awaited(dump, "waiter").orElseThrow();
        assertThat(PoolVictims.holders(dump, pool)).containsOnlyKeys("unit");
        assertThat(pool.unknown()).isEmpty();
    }

    @Test
    void objectThatTwoThreadsUse_makesNoneOfThemAHolder() throws SQLException {
        pool(1);
        UnitOfWork shared = new UnitOfWork(source.getConnection());
        victims.start("one", latch -> {
            latch.countDown();
            victims.rest(shared);
        });
        victims.start("other", latch -> {
            latch.countDown();
            victims.rest(shared);
        });
        waiter("waiter");

        ThreadDump dump = TaskLooks.look();

        Resource pool = TaskLooks.awaited(dump, "waiter").orElseThrow();
        assertThat(pool.holders()).isEmpty();
        assertThat(pool.unknown()).isEqualTo("1 of 1 connections are lent to nobody that was seen");
        shared.connection.close();
    }

    @Test
    void transactionOfSpring_holdsWhatIsBoundToItsThread() {
        pool(1);
        TransactionTemplate template = new TransactionTemplate(new DataSourceTransactionManager(source));
        victims.start(
                "transaction",
                latch -> template.executeWithoutResult(status -> {
                    latch.countDown();
                    victims.rest(null);
                }));
        waiter("waiter");

        ThreadDump dump = TaskLooks.look();

        Resource pool = TaskLooks.awaited(dump, "waiter").orElseThrow();
        assertThat(PoolVictims.holders(dump, pool)).containsOnlyKeys("transaction");
        assertThat(pool.unknown()).isEmpty();
    }

    @Test
    void closedConnectionInAVariable_isNoLoan() {
        pool(1);
        victims.start("has-closed", latch -> {
            Connection closed = source.getConnection();
            closed.close();
            latch.countDown();
            victims.rest(closed);
        });
        holder("holder");
        waiter("waiter");

        ThreadDump dump = TaskLooks.look();

        Resource pool = TaskLooks.awaited(dump, "waiter").orElseThrow();
        assertThat(PoolVictims.holders(dump, pool)).containsOnlyKeys("holder");
        assertThat(pool.unknown()).isEmpty();
    }

    @Test
    void borrowerWithoutATrace_isUnknown() {
        pool(2);
        AtomicReference<Connection> lost = new AtomicReference<>();
        victims.start("loser", latch -> {
            lost.set(source.getConnection());
            latch.countDown();
        });
        holder("holder");
        waiter("waiter");

        ThreadDump dump = TaskLooks.look();

        Resource pool = TaskLooks.awaited(dump, "waiter").orElseThrow();
        assertThat(PoolVictims.holders(dump, pool)).containsOnlyKeys("holder");
        assertThat(pool.unknown()).isEqualTo("1 of 2 connections are lent to nobody that was seen");
        PoolVictims.close(lost.get());
    }

    @Test
    void leakDetection_namesTheBorrowerAndItsLine() {
        pool(1, 60_000);
        AtomicReference<Connection> elsewhere = new AtomicReference<>();
        victims.start("borrower", latch -> {
            elsewhere.set(source.getConnection());
            latch.countDown();
            victims.rest(null);
        });
        waiter("waiter");

        ThreadDump dump = TaskLooks.look();

        Resource pool = TaskLooks.awaited(dump, "waiter").orElseThrow();
        assertThat(PoolVictims.holders(dump, pool)).containsOnlyKeys("borrower");
        Resource.Holder holder = PoolVictims.holders(dump, pool).get("borrower");
        assertThat(holder.how())
                .matches(
                        "has a connection, borrowed at HikariPoolsTest\\.lambda\\$\\S+\\(HikariPoolsTest\\.java:\\d+\\),"
                                + " now at " + line(dump, "borrower"));
        assertThat(holder.held()).isNotNull();
        assertThat(pool.unknown()).isEmpty();
        PoolVictims.close(elsewhere.get());
    }

    @Test
    void leakDetection_tellsForHowLongAConnectionInAVariableIsLent() {
        pool(1, 2_000);
        victims.start("borrower", latch -> {
            try (Connection connection = source.getConnection()) {
                latch.countDown();
                victims.rest(connection);
            }
        });
        waiter("waiter");

        ThreadDump dump = TaskLooks.look();

        Resource pool = TaskLooks.awaited(dump, "waiter").orElseThrow();
        Resource.Holder holder = PoolVictims.holders(dump, pool).get("borrower");
        assertThat(holder.held()).isNotNull();
        assertThat(holder.how()).contains("borrowed at HikariPoolsTest.").doesNotContain("at most");
        assertThat(pool.holders()).hasSize(1);
    }

    @Test
    void severalConnectionsOfOneThread_areCounted() {
        pool(2);
        victims.start("greedy", latch -> {
            try (Connection one = source.getConnection();
                    Connection other = source.getConnection()) {
                latch.countDown();
                victims.rest(List.of(one, other));
            }
        });
        waiter("waiter");

        ThreadDump dump = TaskLooks.look();

        Resource pool = TaskLooks.awaited(dump, "waiter").orElseThrow();
        assertThat(PoolVictims.holders(dump, pool).get("greedy").how()).startsWith("has 2 connections, at ");
        assertThat(pool.unknown()).isEmpty();
    }

    @Test
    void poolThatNobodyWaitsFor_isFoundByItsHousekeeper() {
        pool(3);

        // While it is at work it is not among what its scheduler has queued.
        Awaitility.await().untilAsserted(() -> assertThat(
                        TaskLooks.look().waits().resources())
                .filteredOn(resource -> resource.name().equals("orders"))
                .singleElement()
                .satisfies(pool ->
                        assertThat(pool.facts()).containsEntry("total", "3").containsEntry("active", "0")));
    }

    @Test
    void poolThatOpensAConnection_isUnknownAndHeldByTheThreadThatOpensIt() {
        CountDownLatch opened = new CountDownLatch(1);
        HikariConfig config = new HikariConfig();
        config.setDataSource(PoolVictims.slowSource(opened));
        config.setPoolName("slow");
        config.setMaximumPoolSize(2);
        config.setInitializationFailTimeout(-1);
        source = new HikariDataSource(config);
        waiter("waiter");
        PoolVictims.until(() -> PoolVictims.isAnyoneIn("HikariPool$PoolEntryCreator"));

        ThreadDump dump = TaskLooks.look();

        Resource pool = TaskLooks.awaited(dump, "waiter").orElseThrow();
        assertThat(pool.unknown()).isEqualTo("another connection may be added: there are 0 of at most 2");
        assertThat(PoolVictims.holders(dump, pool)).containsOnlyKeys("slow:connection-adder");
        assertThat(pool.holders().get(0).how()).isEqualTo("is to open a connection");
        opened.countDown();
    }

    @Test
    void suspendedPool_isUnknown() throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:");
        config.setPoolName("paused");
        config.setMaximumPoolSize(1);
        config.setAllowPoolSuspension(true);
        source = new HikariDataSource(config);
        source.getHikariPoolMXBean().suspendPool();
        TaskLooks.untilWaiting(
                victims.start("waiter", () -> source.getConnection().close()));

        ThreadDump dump = TaskLooks.look();

        assertThat(TaskLooks.awaited(dump, "waiter").orElseThrow().unknown()).contains("the pool is suspended");
        source.getHikariPoolMXBean().resumePool();
    }
}
