package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource.Kind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SteadinessTest {

    private final ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    private final Semaphore permits = new Semaphore(0);
    private final Thread waiter = new Thread(this::waitAgainAndAgain);
    private LiveThread seen;

    /** Goes from one wait to the next with each permit. */
    private void waitAgainAndAgain() {
        try {
            while (true) {
                permits.acquire();
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    @BeforeEach
    void start() {
        waiter.start();
        seen = look();
    }

    @AfterEach
    void end() {
        waiter.interrupt();
    }

    private ThreadInfo info() {
        return bean.getThreadInfo(new long[] {waiter.getId()}, 1)[0];
    }

    private LiveThread look() {
        ThreadInfo info = info();
        while (info.getThreadState() != Thread.State.WAITING) {
            Thread.onSpinWait();
            info = info();
        }
        return new LiveThread(
                waiter, waiter.getId(), false, info.getThreadState(), List.of(), permits, Steadiness.waits(info));
    }

    /** It is in another wait when this returns. */
    private void next() {
        long before = Steadiness.waits(info());
        permits.release();
        while (Steadiness.waits(info()) == before || info().getThreadState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    /** A bean after whose answers without frames the thread goes on. */
    private ThreadMXBean beanBeforeTheNextWait() {
        return (ThreadMXBean) Proxy.newProxyInstance(
                SteadinessTest.class.getClassLoader(),
                new Class<?>[] {ThreadMXBean.class},
                (proxy, method, arguments) -> {
                    Object answer = method.invoke(bean, arguments);
                    if (method.getName().equals("getThreadInfo")
                            && Integer.valueOf(0).equals(arguments[1])) {
                        next();
                    }
                    return answer;
                });
    }

    private Map<Node, TaskSink.Edge> waitForItself() {
        ResourceDraft resource =
                new ResourceDraft(new LockRef("Lock", "1f"), Kind.READ_WRITE_LOCK).holder(seen, "has the write lock");
        Map<Node, TaskSink.Edge> edges = new LinkedHashMap<>();
        edges.put(Node.thread(seen.id()), new TaskSink.Edge(seen, null, resource, false));
        return edges;
    }

    @Test
    void threadThatStandsStill_keepsItsWait() {
        Map<Node, TaskSink.Edge> edges = waitForItself();
        new Steadiness(bean).dropMoved(edges);
        assertThat(edges).hasSize(1);
        assertThat(new Steadiness(bean).hasMoved(seen)).isFalse();
    }

    @Test
    void threadInItsNextWait_losesTheLast() {
        next();
        Map<Node, TaskSink.Edge> edges = waitForItself();
        new Steadiness(bean).dropMoved(edges);
        assertThat(edges).isEmpty();
        assertThat(new Steadiness(bean).hasMoved(seen)).isTrue();
    }

    /** It was counted before, and waits afterwards: between the two it has been elsewhere. */
    @Test
    void threadThatGoesOnAfterItWasCounted_losesItsWait() {
        Map<Node, TaskSink.Edge> edges = waitForItself();
        new Steadiness(beanBeforeTheNextWait()).dropMoved(edges);
        assertThat(edges).isEmpty();
    }
}
