package io.github.threadreporter.trigger.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.trigger.condition.Backlog.Load;
import java.time.Duration;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog();

    private long at(int second, int busy, int queued, long completed) {
        return backlog.exhausted(
                        new Load(4, busy, queued, completed),
                        Duration.ofSeconds(second).toNanos())
                .toSeconds();
    }

    @Test
    void nothingCompleted_isExhausted() {
        assertThat(at(0, 4, 1, 10)).isZero();
        assertThat(at(60, 4, 1, 10)).isEqualTo(60);
    }

    @Test
    void queueThatGrows_isExhausted() {
        at(0, 4, 1, 10);
        assertThat(at(60, 4, 9, 500)).isEqualTo(60);
    }

    @Test
    void bulkThatIsWorkedOff_isNot() {
        for (int second = 0; second < 100; second++) {
            assertThat(at(second, 4, 1000 - second, second)).isZero();
        }
    }

    @Test
    void queueThatStaysAsItIsWhileWorkIsDone_isNot() {
        at(0, 4, 5, 10);
        assertThat(at(60, 4, 5, 900)).isZero();
    }

    @Test
    void idleWorker_endsIt() {
        at(0, 4, 5, 10);
        at(50, 3, 5, 10);
        assertThat(at(60, 4, 5, 10)).isZero();
    }

    @Test
    void executorsThatCannotBeAskedSafely_tellNothing() {
        ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(1);
        ThreadPoolExecutor ordered = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new PriorityBlockingQueue<>());
        assertThat(Load.of(scheduled)).isNull();
        assertThat(Load.of(ordered)).isNull();
        scheduled.shutdown();
        ordered.shutdown();
        at(0, 4, 5, 10);
        assertThat(backlog.exhausted(null, 1)).isZero();
    }
}
