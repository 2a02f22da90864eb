package io.github.threadreporter.trigger.condition;

import static io.github.threadreporter.trigger.condition.Standings.sight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolExhaustionConditionTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final PoolExhaustionCondition condition =
            new PoolExhaustionCondition(LIMIT, () -> List.of(server), () -> 0);
    private final String name = "pool-" + UUID.randomUUID();
    private int now;

    /** A bean of attributes. */
    private static final class Bean implements DynamicMBean {
        private final Map<String, Object> values = new ConcurrentHashMap<>();

        private Bean with(String attribute, Object value) {
            values.put(attribute, value);
            return this;
        }

        @Override
        public Object getAttribute(String attribute) throws AttributeNotFoundException {
            Object value = values.get(attribute);
            if (value == null) {
                throw new AttributeNotFoundException(attribute);
            }
            return value;
        }

        @Override
        public void setAttribute(Attribute attribute) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AttributeList getAttributes(String[] attributes) {
            return new AttributeList();
        }

        @Override
        public AttributeList setAttributes(AttributeList attributes) {
            return new AttributeList();
        }

        @Override
        public Object invoke(String action, Object[] params, String[] signature) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo("Bean", "", null, null, null, null);
        }
    }

    private List<Symptom> run(int seconds) {
        List<Symptom> last = List.of();
        for (int i = 0; i < seconds; i++) {
            last = condition.check(sight(Duration.ofSeconds(now++)));
        }
        // Other tests of this JVM may have pools of their own.
        return last.stream()
                .filter(symptom -> symptom.key().startsWith("bean")
                        || symptom.reason().detail().startsWith(name))
                .toList();
    }

    private Bean bean(String objectName) throws Exception {
        Bean bean = new Bean();
        server.registerMBean(bean, new ObjectName(objectName));
        return bean;
    }

    @Test
    void hikariPoolThatLacksConnections_isExhaustedAfterTheTime() throws Exception {
        bean("com.zaxxer.hikari:type=Pool (orders)")
                .with("ActiveConnections", 10)
                .with("TotalConnections", 10)
                .with("ThreadsAwaitingConnection", 3);

        assertThat(run(20)).isEmpty();
        Symptom symptom = run(5).get(0);

        assertThat(symptom.reason().kind()).isEqualTo("pool-exhaustion");
        assertThat(symptom.reason().detail())
                .isEqualTo("com.zaxxer.hikari:type=Pool (orders) is exhausted for 20 s: all 10 connections are in use"
                        + " and 3 threads wait for one");
        assertThat(symptom.reason().suspect()).isNull();
    }

    @Test
    void hikariPoolThatNobodyWaitsFor_isNot() throws Exception {
        bean("com.zaxxer.hikari:type=Pool (orders)")
                .with("ActiveConnections", 10)
                .with("TotalConnections", 10)
                .with("ThreadsAwaitingConnection", 0);
        assertThat(run(100)).isEmpty();
    }

    @Test
    void poolThatHadRoomInBetween_beginsAnew() throws Exception {
        Bean bean = bean("com.zaxxer.hikari:type=Pool (orders)")
                .with("ActiveConnections", 10)
                .with("TotalConnections", 10)
                .with("ThreadsAwaitingConnection", 3);
        run(15);
        bean.with("ActiveConnections", 9);
        run(5);
        bean.with("ActiveConnections", 10);
        assertThat(run(18)).isEmpty();
        assertThat(run(7)).hasSize(1);
    }

    @Test
    void tomcatWhoseThreadsAreAllBusy_isExhausted() throws Exception {
        bean("Tomcat:type=ThreadPool,name=\"http-nio-8080\"")
                .with("currentThreadsBusy", 200)
                .with("maxThreads", 200);
        bean("Tomcat:type=ThreadPool,name=\"http-nio-8081\"")
                .with("currentThreadsBusy", 199)
                .with("maxThreads", 200);
        bean("Tomcat:type=ThreadPool,name=\"virtual\"")
                .with("currentThreadsBusy", -1)
                .with("maxThreads", -1);
        bean("Tomcat:type=ThreadPool,name=\"http-nio-8080\",subType=SocketProperties");

        List<Symptom> symptoms = run(25);

        assertThat(symptoms).hasSize(1);
        assertThat(symptoms.get(0).key()).contains("8080");
    }

    @Test
    void jettyThatIsLowOnThreadsWithWorkQueued_isExhausted() throws Exception {
        bean("org.eclipse.jetty.util.thread:type=queuedthreadpool,id=0")
                .with("lowOnThreads", true)
                .with("queueSize", 9)
                .with("maxThreads", 200);
        bean("org.eclipse.jetty.util.thread:type=queuedthreadpool,id=1")
                .with("lowOnThreads", true)
                .with("queueSize", 0)
                .with("maxThreads", 200);
        assertThat(run(25)).hasSize(1);
    }

    @Test
    void poolThatComesLater_isFoundByTheNextSearch() throws Exception {
        run(10);
        bean("Tomcat:type=ThreadPool,name=late").with("currentThreadsBusy", 9).with("maxThreads", 9);
        assertThat(run(90)).hasSize(1);
    }

    @Test
    void noServer_isNoSymptom() {
        assertThat(new PoolExhaustionCondition(LIMIT, List::of, () -> 0)
                        .check(sight(LIMIT)).stream()
                                .filter(symptom -> symptom.key().startsWith("bean")))
                .isEmpty();
    }

    @Test
    void executorThatCompletesNothing_isExhausted() throws Exception {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
        CountDownLatch latch = new CountDownLatch(1);
        CountDownLatch both = new CountDownLatch(2);
        try {
            assertThat(Pools.register(name, executor)).isTrue();
            for (int i = 0; i < 5; i++) {
                executor.execute(() -> {
                    both.countDown();
                    await(latch);
                });
            }
            both.await();

            assertThat(run(20)).isEmpty();
            assertThat(run(5).get(0).reason().detail())
                    .isEqualTo(name + " is exhausted for 20 s: all 2 threads are busy and 3 tasks wait");
        } finally {
            latch.countDown();
            executor.shutdown();
        }
        assertThat(run(5)).as("shut down").isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void rejectionsAgainAndAgain_areToldAndHandedOn() {
        AtomicInteger handed = new AtomicInteger();
        RejectedExecutionHandler handler = Pools.counting(name, (work, executor) -> handed.incrementAndGet());
        run(5);
        for (int i = 0; i < 5; i++) {
            handler.rejectedExecution(null, null);
            run(5);
        }
        handler.rejectedExecution(null, null);
        assertThat(run(5).get(0).reason().detail())
                .startsWith(name + " is exhausted for 25 s: it has rejected 6 tasks");
        assertThat(handed).hasValue(6);
        assertThat(run(25)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void rejectionsAtEachLook_areTold_whereLooksAreFurtherApartThanTheTime(int seconds) {
        PoolExhaustionCondition hasty = new PoolExhaustionCondition(Duration.ofSeconds(seconds), List::of, () -> 0);
        RejectedExecutionHandler handler = Pools.counting(name, (work, executor) -> {});
        List<Symptom> told = List.of();
        for (int round = 0; round < 20; round++) {
            told = hasty.check(sight(Duration.ofMillis(round * 1_010L))); // rounds come a little late
            handler.rejectedExecution(null, null);
        }
        assertThat(told)
                .extracting(symptom -> symptom.reason().detail())
                .anyMatch(detail -> detail.startsWith(name + " is exhausted for "));
    }

    @Test
    void rejectionNowAndThen_isNoSymptom() {
        RejectedExecutionHandler handler = Pools.counting(name, (work, executor) -> {});
        for (int i = 0; i < 20; i++) {
            handler.rejectedExecution(null, null);
            assertThat(run(30)).isEmpty();
        }
    }

    @Test
    void time_isChecked() {
        assertThatThrownBy(() -> new PoolExhaustionCondition(Duration.ZERO)).hasMessageContaining("after");
    }
}
