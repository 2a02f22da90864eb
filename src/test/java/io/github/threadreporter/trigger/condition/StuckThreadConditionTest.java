package io.github.threadreporter.trigger.condition;

import static io.github.threadreporter.trigger.condition.Standings.MINUTE;
import static io.github.threadreporter.trigger.condition.Standings.blocked;
import static io.github.threadreporter.trigger.condition.Standings.running;
import static io.github.threadreporter.trigger.condition.Standings.sight;
import static io.github.threadreporter.trigger.condition.Standings.waiting;
import static io.github.threadreporter.trigger.condition.Standings.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.model.Standing;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StuckThreadConditionTest {

    private static final String LOCK = "java.util.concurrent.locks.ReentrantLock$NonfairSync";
    private static final String CONDITION = "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject";
    private static final String PARK = "java.util.concurrent.locks.LockSupport.park";
    private static final String APP = "com.acme.Stock.reserve";
    private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor.runWorker";
    private static final Duration LIMIT = MINUTE;
    private static final Duration LESS = MINUTE.minusSeconds(1);

    private long now;
    private final Sections sections = new Sections(thread -> 5, () -> now);
    private final StuckThreadCondition condition =
            new StuckThreadCondition(LIMIT, name -> name.startsWith("com.acme."), sections);

    private List<Symptom> seen(Standing... threads) {
        return condition.check(sight(Duration.ofHours(1), threads));
    }

    @Test
    void blockedForLongEnough_isStuck() {
        Symptom symptom = seen(blocked(5, MINUTE, 9, APP, WORKER)).get(0);

        assertThat(symptom.reason().kind()).isEqualTo("stuck-thread");
        assertThat(symptom.reason().suspect().threadId()).isEqualTo(5);
        assertThat(symptom.reason().suspect().headline().template()).isEqualTo("%s has waited for a lock at %s for %s");
        assertThat(symptom.reason().detail())
                .isEqualTo("t-5 has waited for a lock at Stock.reserve(X.java:7) for 60 s");
    }

    @Test
    void blockedForLess_isNot() {
        assertThat(seen(blocked(5, LESS, 9, APP))).isEmpty();
    }

    @Test
    void ownerOfTheLock_isNamed() {
        assertThat(seen(blocked(5, MINUTE, 9, APP), running(9, MINUTE, Duration.ZERO, "com.acme.Io.read"))
                        .get(0)
                        .reason()
                        .detail())
                .endsWith(", which t-9 holds");
    }

    @Test
    void parkedForALock_isStuck() {
        assertThat(seen(waiting(5, MINUTE, LOCK, -1, PARK, "java.util.concurrent.locks.ReentrantLock.lock", APP)))
                .hasSize(1);
    }

    @Test
    void waitForAResult_isStuck() {
        String[] frames = {PARK, "java.util.concurrent.CompletableFuture.waitingGet", APP};
        assertThat(seen(waiting(5, MINUTE, "java.util.concurrent.CompletableFuture$Signaller", -1, frames)))
                .hasSize(1);
        assertThat(seen(waiting(1, MINUTE, "java.util.concurrent.CompletableFuture$Signaller", -1, frames)))
                .as("the first thread waits for the end of the application")
                .isEmpty();
    }

    @Test
    void waitForAConnection_isStuckAlthoughItIsAQueue() {
        assertThat(seen(waiting(
                        5,
                        MINUTE,
                        "java.util.concurrent.SynchronousQueue$TransferStack",
                        -1,
                        PARK,
                        "java.util.concurrent.SynchronousQueue.poll",
                        "com.zaxxer.hikari.util.ConcurrentBag.borrow",
                        APP)))
                .hasSize(1);
    }

    @Test
    void semaphore_isTroubleForSeveral() {
        String[] frames = {PARK, "java.util.concurrent.Semaphore.acquire", APP};
        Standing one = waiting(5, MINUTE, "java.util.concurrent.Semaphore$NonfairSync", -1, frames);
        Standing two = waiting(6, MINUTE, "java.util.concurrent.Semaphore$NonfairSync", -1, frames);
        assertThat(seen(one)).isEmpty();
        assertThat(seen(one, two)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.concurrent.LinkedBlockingQueue.take",
                "java.util.concurrent.LinkedBlockingQueue.put",
                "java.util.concurrent.SynchronousQueue.poll",
                "java.util.concurrent.DelayQueue.take",
                "java.util.concurrent.CountDownLatch.await",
                "java.util.concurrent.ThreadPoolExecutor.awaitTermination",
                "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await",
                "java.lang.ref.ReferenceQueue.remove",
                "java.lang.Thread.join",
                "java.lang.Thread.sleep"
            })
    void idleWait_isNotStuckHoweverLong(String frame) {
        assertThat(seen(waiting(5, Duration.ofDays(9), CONDITION, -1, PARK, frame, APP)))
                .isEmpty();
    }

    @Test
    void objectWait_isIdleEvenIfAnotherHoldsTheMonitorJustNow() {
        assertThat(seen(waiting(5, MINUTE, "java.lang.Object", 9, "java.lang.Object.wait", APP)))
                .isEmpty();
    }

    @Test
    void threadsWithoutTheApplication_areNotStuck() {
        assertThat(seen(blocked(5, MINUTE, 9, "org.lib.Pool.get", WORKER))).isEmpty();
    }

    @Test
    void followersBehindALeaderThatWaitsForWork_areIdle() {
        Standing leader = waiting(9, MINUTE, CONDITION, -1, PARK, "java.util.concurrent.LinkedBlockingQueue.take", APP);
        assertThat(seen(blocked(5, MINUTE, 9, APP), blocked(6, MINUTE, 5, APP), leader))
                .isEmpty();
        Standing sleeper = waiting(9, MINUTE, "", -1, "java.lang.Thread.sleep", APP);
        assertThat(seen(blocked(5, MINUTE, 9, APP), sleeper)).hasSize(1);
    }

    @Test
    void lockOfAnAcceptor_isNoLock() {
        assertThat(seen(waiting(5, MINUTE, LOCK, 9, PARK, "sun.nio.ch.ServerSocketChannelImpl.accept", APP)))
                .isEmpty();
    }

    @Test
    void threadThatBeganToWaitAgain_hasMoved() {
        Standing thread = blocked(5, MINUTE, 9, APP);
        assertThat(condition.check(sight(Duration.ofSeconds(60), waits(thread, 8))))
                .isEmpty();
        assertThat(condition.check(sight(Duration.ofSeconds(61), waits(thread, 9))))
                .isEmpty();
        assertThat(condition.check(sight(Duration.ofSeconds(119), waits(thread, 9))))
                .isEmpty();
        assertThat(condition.check(sight(Duration.ofSeconds(121), waits(thread, 9))))
                .hasSize(1);
    }

    @Test
    void threadThatSpins_isStuckOnceItWasSeenOften() {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Duration stood = MINUTE.plusSeconds(i);
            found.add(condition
                    .check(sight(stood, running(5, stood, stood.multipliedBy(6).dividedBy(10), APP)))
                    .size());
        }
        assertThat(found).containsExactly(0, 0, 0, 0, 1, 1);
    }

    @Test
    void threadThatHardlyRuns_doesNotSpin() {
        for (int i = 0; i < 9; i++) {
            Duration stood = MINUTE.plusSeconds(i);
            assertThat(condition.check(sight(stood, running(5, stood, stood.dividedBy(3), APP))))
                    .isEmpty();
        }
    }

    @Test
    void busyLoopThatWaitsForEvents_doesNotSpin() {
        for (int i = 0; i < 99; i++) {
            Duration stood = Duration.ofSeconds(i);
            String top = i % 9 == 3 ? "sun.nio.ch.EPoll.wait" : "java.util.HashMap.get";
            assertThat(condition.check(sight(stood, running(5, stood, stood, top, "org.lib.Loop.poll", APP))))
                    .isEmpty();
        }
    }

    @Test
    void threadsAtOnePlace_areOneSymptomOfTheLongest() {
        List<Symptom> symptoms = seen(
                blocked(5, MINUTE, 9, APP),
                blocked(6, MINUTE.multipliedBy(5), 9, APP),
                blocked(7, MINUTE, 9, APP),
                blocked(8, MINUTE, 9, "com.acme.Other.place"));

        assertThat(symptoms).hasSize(2);
        assertThat(symptoms.get(0).reason().suspect().threadId()).isEqualTo(6);
        assertThat(symptoms.get(0).reason().detail()).endsWith("for 5 min, and so have 2 others");
    }

    @Test
    void keyOfAPlace_staysWhileThreadsAndTimesChange() {
        String key = seen(blocked(5, MINUTE, 9, APP)).get(0).key();
        assertThat(seen(blocked(6, MINUTE.multipliedBy(2), 9, APP), blocked(5, MINUTE, 9, APP))
                        .get(0)
                        .key())
                .isEqualTo(key);
    }

    @Test
    void threadInARequestThatDoesNotMove_isStuckWhateverItWaitsFor() {
        now = Duration.ofMinutes(58).toNanos();
        var request = sections.begin("GET", "/stock/7?token=x");
        Standing reads = running(5, MINUTE, Duration.ZERO, "sun.nio.ch.NioSocketImpl.read", APP);

        assertThat(seen(reads).get(0).reason().detail())
                .isEqualTo("t-5 has been at Stock.reserve(X.java:7) for 60 s, within GET /stock/7");
        request.close();
        assertThat(seen(running(5, MINUTE, Duration.ZERO, "sun.nio.ch.NioSocketImpl.read", APP)))
                .isEmpty();
    }

    @Test
    void requestThatBeganJustNow_isNoSignOfTrouble() {
        now = Duration.ofHours(1).minusSeconds(9).toNanos();
        sections.begin("GET", "/");
        assertThat(seen(running(5, MINUTE, Duration.ZERO, "sun.nio.ch.NioSocketImpl.read", APP)))
                .isEmpty();
    }

    @Test
    void manyPlaces_areCutAndCounted() {
        Standing[] threads = new Standing[25];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = blocked(i + 2, MINUTE, 99, "com.acme.P" + i + ".m");
        }
        List<Symptom> symptoms = seen(threads);
        assertThat(symptoms).hasSize(20);
        assertThat(symptoms.get(0).reason().detail()).endsWith("; threads are stuck at 5 more places");
    }

    @Test
    void templates_holdNoNames() {
        List<Symptom> symptoms = seen(blocked(5, MINUTE, 9, APP));
        assertThat(symptoms.get(0).reason().suspect().headline().template()).doesNotContain("t-5", "Stock", "60");
    }

    @Test
    void time_isChecked() {
        assertThatThrownBy(() -> new StuckThreadCondition(Duration.ZERO, name -> true, sections))
                .hasMessageContaining("after");
    }
}
