package io.github.threadreporter.trigger.condition;

import static io.github.threadreporter.trigger.condition.Standings.sight;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.threadreporter.model.Standing;
import io.github.threadreporter.trigger.Symptom;
import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pools as they are, whose classes and MBeans the conditions know by name. */
class RealPoolsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private Thread start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception e) {
                        // It was interrupted at the end of the test.
                    }
                },
                name);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Takes the only connection, and wants another. */
    private Thread waiter(DataSource source) throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        start("holder", () -> {
            try (Connection connection = source.getConnection()) {
                taken.countDown();
                connection.getMetaData();
                TimeUnit.DAYS.sleep(1);
            }
        });
        assertThat(taken.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return start("waiter", () -> source.getConnection().close());
    }

    private static void assertThatItDoes(Thread thread, Doing doing) {
        Awaitility.await().atMost(LONG).untilAsserted(() -> {
            StackTraceElement[] frames = thread.getStackTrace();
            Standing standing = new Standing(
                    1, "t", State.WAITING, Arrays.asList(frames), LONG, Duration.ZERO, 0, "some.Object", -1);
            assertThat(Doing.of(standing, name -> name.startsWith(RealPoolsTest.class.getName())))
                    .as("%s", Arrays.asList(frames))
                    .isEqualTo(doing);
        });
    }

    @Test
    void hikari_isKnownByFrameAndBean() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(LONG.toMillis());
        config.setRegisterMbeans(true);
        config.setPoolName("real-pool");
        try (HikariDataSource source = new HikariDataSource(config)) {
            assertThatItDoes(waiter(source), Doing.PERMIT);

            PoolExhaustionCondition condition = new PoolExhaustionCondition(
                    Duration.ofSeconds(20), () -> List.of(ManagementFactory.getPlatformMBeanServer()), () -> 0);
            List<Symptom> told = new ArrayList<>();
            for (int second = 0; second < 30; second += 5) {
                told.addAll(condition.check(sight(Duration.ofSeconds(second))));
            }
            assertThat(told.stream().map(symptom -> symptom.reason().detail()))
                    .contains("com.zaxxer.hikari:type=Pool (real-pool) is exhausted for 20 s: all 1 connections are in"
                            + " use and 1 threads wait for one");
            end();
        }
    }

    @Test
    void dbcp_isKnownByFrame() throws Exception {
        try (BasicDataSource source = new BasicDataSource()) {
            source.setUrl("jdbc:h2:mem:");
            source.setMaxTotal(1);
            assertThatItDoes(waiter(source), Doing.PERMIT);
            end();
        }
    }

    @Test
    void tomcatJdbc_isKnownByFrame() throws Exception {
        PoolProperties properties = new PoolProperties();
        properties.setUrl("jdbc:h2:mem:");
        properties.setDriverClassName("org.h2.Driver");
        properties.setMaxActive(1);
        properties.setInitialSize(1);
        properties.setMaxWait(100_000);
        org.apache.tomcat.jdbc.pool.DataSource source = new org.apache.tomcat.jdbc.pool.DataSource(properties);
        assertThatItDoes(waiter(source), Doing.PERMIT);
        end();
        source.close();
    }

    @Test
    void connectionsOfAnHttpClient_areKnownByFrame() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var workers = Executors.newCachedThreadPool();
        server.setExecutor(workers);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            asked.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        String address = "http://localhost:" + server.getAddress().getPort() + "/";
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
        pool.setMaxTotal(1);
        try (CloseableHttpClient client =
                HttpClients.custom().setConnectionManager(pool).build()) {
            start("asks", () -> client.execute(new HttpGet(address), response -> 0));
            assertThat(asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThatItDoes(start("waits", () -> client.execute(new HttpGet(address), response -> 0)), Doing.RESULT);
            over.countDown();
            end();
        } finally {
            server.stop(0);
            workers.shutdownNow();
        }
    }
}
