package io.github.threadreporter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OwnThreadsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ClassLoader own = new URLClassLoader(new URL[0]);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void release() {
        end.countDown();
    }

    private Thread start(ThreadGroup group, ClassLoader loader) {
        FutureTask<Void> work = new FutureTask<>(() -> {
            end.await();
            return null;
        });
        Thread thread = new Thread(group, work, "works");
        thread.setContextClassLoader(loader);
        thread.start();
        return thread;
    }

    private Thread startAwaiting() {
        FutureTask<Void> waiting = new FutureTask<>(() -> {
            OwnThreads.awaitEnd(own, LONG);
            return null;
        });
        Thread thread = new Thread(new ThreadGroup("asks"), waiting, "waits");
        thread.setContextClassLoader(own);
        thread.start();
        return thread;
    }

    @Test
    void threadsOfTheLoader_areAwaited_whateverTheirGroup() throws InterruptedException {
        Thread first = start(null, own);
        Thread second = start(new ThreadGroup("of others"), own);

        Thread waiting = startAwaiting();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        end.countDown();
        waiting.join();

        assertThat(first.isAlive()).isFalse();
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    void otherThreads_andTheCallingOne_areNot() throws InterruptedException {
        Thread other = start(null, OwnThreadsTest.class.getClassLoader());

        startAwaiting().join();

        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void patience_ends() throws InterruptedException {
        Thread endless = start(null, own);

        OwnThreads.awaitEnd(own, Duration.ofMillis(50));

        assertThat(endless.isAlive()).isTrue();
    }
}
