package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pools of other libraries than HikariCP: who waits, and who has what is lent. */
class OtherPoolsTest {

    private final PoolVictims victims = new PoolVictims();

    @AfterEach
    void end() {
        victims.end();
    }

    /** A thread that has a connection in a variable, one that is inside of a statement, and one that has closed its own. */
    private void lend(DataSource source) {
        victims.start("closer", latch -> {
            Connection closed = source.getConnection();
            closed.close();
            latch.countDown();
            victims.rest(closed);
        });
        victims.start("in-variable", latch -> {
            try (Connection connection = source.getConnection()) {
                latch.countDown();
                victims.rest(connection);
            }
        });
        victims.start("in-statement", latch -> inStatement(source, latch));
        TaskLooks.untilWaiting(
                victims.start("waiter", () -> source.getConnection().close()));
    }

    private static void inStatement(DataSource source, CountDownLatch ready) throws SQLException {
        try (PreparedStatement statement = prepared(source)) {
            ready.countDown();
            statement.execute();
        }
    }

    /** Leaves nothing but the statement in the variables of the thread. */
    private static PreparedStatement prepared(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try (PreparedStatement alias = connection.prepareStatement(
                "CREATE ALIAS REST FOR \"" + PoolVictims.class.getName() + ".restUntilInterrupted\"")) {
            alias.execute();
        }
        return connection.prepareStatement("CALL REST()");
    }

    private static void checkLent(Resource pool, ThreadDump dump) {
        assertThat(pool.kind()).isEqualTo(Resource.Kind.CONNECTION_POOL);
        assertThat(pool.need()).isEqualTo(Resource.Need.ONE);
        assertThat(pool.unknown()).isEmpty();
        assertThat(pool.facts())
                .containsEntry("total", "2")
                .containsEntry("active", "2")
                .containsEntry("idle", "0")
                .containsEntry("maximum", "2");
        assertThat(PoolVictims.holders(dump, pool)).containsOnlyKeys("in-variable", "in-statement");
        assertThat(pool.holders()).allSatisfy(holder -> {
            assertThat(holder.held()).isNotNull();
            assertThat(holder.how()).startsWith("has a connection, at PoolVictims.rest");
        });
    }

    @Test
    void dbcp_holdersAreThoseThatHaveAConnection() throws SQLException {
        try (BasicDataSource source = new BasicDataSource()) {
            source.setUrl("jdbc:h2:mem:");
            source.setMaxTotal(2);
            lend(source);

            ThreadDump dump = TaskLooks.look();

            checkLent(TaskLooks.awaited(dump, "waiter").orElseThrow(), dump);
            victims.end();
        }
    }

    @Test
    void tomcat_holdersAreThoseThatHaveAConnection() {
        PoolProperties properties = new PoolProperties();
        properties.setUrl("jdbc:h2:mem:");
        properties.setDriverClassName("org.h2.Driver");
        properties.setName("orders");
        properties.setMaxActive(2);
        properties.setInitialSize(2);
        properties.setMaxWait(100_000);
        org.apache.tomcat.jdbc.pool.DataSource source = new org.apache.tomcat.jdbc.pool.DataSource(properties);
        lend(source);

        ThreadDump dump = TaskLooks.look();

        Resource pool = TaskLooks.awaited(dump, "waiter").orElseThrow();
        checkLent(pool, dump);
        assertThat(pool.name()).isEqualTo("orders");
        assertThat(pool.facts()).containsEntry("waiting", "1");
        victims.end();
        source.close();
    }

    @Test
    void poolOfAnything_isHeldByTheThreadsThatHaveAnObjectOfIt() {
        BasePooledObjectFactory<StringBuilder> factory = new BasePooledObjectFactory<>() {
            @Override
            public StringBuilder create() {
                return new StringBuilder("pooled");
            }

            @Override
            public PooledObject<StringBuilder> wrap(StringBuilder object) {
                return new DefaultPooledObject<>(object);
            }
        };
        try (GenericObjectPool<StringBuilder> pool = new GenericObjectPool<>(factory)) {
            pool.setMaxTotal(1);
            victims.start("holder", latch -> {
                StringBuilder object = pool.borrowObject();
                latch.countDown();
                victims.rest(object);
                pool.returnObject(object);
            });
            TaskLooks.untilWaiting(victims.start("waiter", () -> pool.returnObject(pool.borrowObject())));

            ThreadDump dump = TaskLooks.look();

            Resource awaited = TaskLooks.awaited(dump, "waiter").orElseThrow();
            assertThat(awaited.kind()).isEqualTo(Resource.Kind.OTHER);
            assertThat(awaited.unknown()).isEmpty();
            assertThat(PoolVictims.holders(dump, awaited)).containsOnlyKeys("holder");
            assertThat(awaited.holders().get(0).how()).startsWith("has an object, at ");
            victims.end();
        }
    }

    @Test
    void httpClient_waiterOfARouteIsHeldByThoseThatReadFromIt() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "server");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/slow", exchange -> {
            asked.countDown();
            rest(answer);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/fast", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[100_000]);
            exchange.close();
        });
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort();
        PoolingHttpClientConnectionManager manager = new PoolingHttpClientConnectionManager();
        manager.setDefaultMaxPerRoute(2);
        try (CloseableHttpClient client =
                HttpClients.custom().setConnectionManager(manager).build()) {
            victims.start(
                    "reader",
                    latch -> client.execute(new HttpGet(url + "/fast"), response -> {
                        latch.countDown();
                        victims.rest(response.getEntity());
                        return null;
                    }));
            victims.start("asker", () -> client.execute(new HttpGet(url + "/slow"), response -> null));
            PoolVictims.until(() -> asked.getCount() == 0);
            Thread waiter = victims.start("waiter", () -> client.execute(new HttpGet(url + "/fast"), response -> null));
            PoolVictims.until(() -> manager.getTotalStats().getPending() == 1);
            TaskLooks.untilWaiting(waiter);

            ThreadDump dump = TaskLooks.look();

            Resource route = TaskLooks.awaited(dump, "waiter").orElseThrow();
            assertThat(route.kind()).isEqualTo(Resource.Kind.HTTP_POOL);
            assertThat(route.name()).isEqualTo("connections to " + url);
            assertThat(route.unknown()).isEmpty();
            assertThat(PoolVictims.holders(dump, route)).containsOnlyKeys("reader", "asker");
            answer.countDown();
            victims.end();
        } finally {
            server.stop(0);
        }
    }

    private static void rest(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }
}
