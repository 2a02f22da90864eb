package io.github.threadreporter.trigger.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServerFactory;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.jmx.MBeanContainer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With servers as they are, and the MBeans that they register; connection pools are in {@link RealPoolsTest}. */
@Timeout(120)
class PoolBeansTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PoolBeans beans = new PoolBeans(() -> MBeanServerFactory.findMBeanServer(null));
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger entered = new AtomicInteger();

    /** What is told of the pools that have such a name; others may be in this JVM. */
    private Map<String, String> exhausted(String name) {
        Map<String, String> told = beans.exhausted(0);
        told.keySet().removeIf(bean -> !bean.contains(name));
        return told;
    }

    private void hold() {
        entered.incrementAndGet();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tomcatWithAllThreadsBusy_isExhausted(@TempDir Path base) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("maxThreads", "2");
        connector.setProperty("minSpareThreads", "1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", base.toString());
        Wrapper slow = Tomcat.addServlet(context, "slow", new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                hold();
            }
        });
        slow.addMapping("/");
        tomcat.start();
        try {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + connector.getLocalPort()))
                    .build();
            var first = client.sendAsync(request, BodyHandlers.discarding());
            await().atMost(PATIENCE).until(() -> entered.get() == 1);
            assertThat(exhausted("http-nio")).isEmpty();
            var second = client.sendAsync(request, BodyHandlers.discarding());
            await().atMost(PATIENCE).until(() -> entered.get() == 2);

            assertThat(exhausted("http-nio")).hasSize(1).allSatisfy((name, words) -> {
                assertThat(name).startsWith("Tomcat:").contains("type=ThreadPool");
                assertThat(words).isEqualTo("all 2 threads are busy");
            });

            release.countDown();
            first.join();
            second.join();
            await().atMost(PATIENCE).until(() -> exhausted("http-nio").isEmpty());
        } finally {
            release.countDown();
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @Test
    void jettyWithMoreToDoThanThreads_isExhausted() throws Exception {
        QueuedThreadPool pool = new QueuedThreadPool(2, 1);
        pool.setReservedThreads(0);
        MBeanContainer container = new MBeanContainer(ManagementFactory.getPlatformMBeanServer());
        container.beanAdded(null, pool);
        pool.start();
        try {
            assertThat(exhausted("queuedthreadpool")).isEmpty();
            pool.execute(this::hold);
            pool.execute(this::hold);
            await().atMost(PATIENCE).until(() -> entered.get() == 2);
            assertThat(exhausted("queuedthreadpool")).isEmpty(); // busy, and nobody waits
            pool.execute(this::hold);

            assertThat(exhausted("queuedthreadpool").values())
                    .containsExactly("all of its threads, at most 2, are busy and 1 tasks wait for one");

            release.countDown();
            await().atMost(PATIENCE).until(() -> exhausted("queuedthreadpool").isEmpty());
        } finally {
            release.countDown();
            pool.stop();
            container.beanRemoved(null, pool);
        }
    }
}
