package io.github.threadreporter.enrich.waits;

import static io.github.threadreporter.model.Node.task;
import static io.github.threadreporter.model.Node.thread;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.LockWait.How;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.testing.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlocksTest {

    private static List<Deadlock> in(Scene scene) {
        return Deadlocks.in(WaitsFor.of(scene.dump())).all();
    }

    private static Deadlock cycle(Node... nodes) {
        return new Deadlock(List.of(nodes), List.of());
    }

    @Test
    void locks_thatTheJvmTells_makeACycleFromTheSmallestId() {
        Scene scene = new Scene().enters(5, "A", 3).enters(3, "B", 9).enters(9, "C", 5);
        assertThat(in(scene)).containsExactly(cycle(thread(3), thread(9), thread(5)));
    }

    @Test
    void virtualAndPlatformThreads_makeOneCycle() {
        Scene scene = new Scene().virtual(1).thread(2).enters(1, "A", 2).jvmTells(2, "B", How.PARKED, 1);
        assertThat(in(scene)).containsExactly(cycle(thread(1), thread(2)));
    }

    @Test
    void twoCycles_areTwoDeadlocks_andWhoIsBehindIsNoPart() {
        Scene scene = new Scene()
                .enters(1, "A", 2)
                .enters(2, "B", 1)
                .enters(3, "C", 4)
                .enters(4, "D", 3)
                .enters(5, "A", 2)
                .enters(6, "E", 5);
        Deadlocks deadlocks = Deadlocks.in(WaitsFor.of(scene.dump()));
        assertThat(deadlocks.all()).containsExactly(cycle(thread(1), thread(2)), cycle(thread(3), thread(4)));
        assertThat(deadlocks.isStuck(5)).as("thread 6, behind").isTrue();
        assertThat(deadlocks.contains(5)).isFalse();
    }

    @Test
    void futures_thatTwoThreadsAreToCompleteForEachOther() {
        Scene scene = new Scene()
                .threads(1, 2)
                .resource("F", Kind.FUTURE, Need.ALL, task("job-2"))
                .resource("G", Kind.FUTURE, Need.ALL, task("job-1"))
                .task("job-1", TaskKind.JOB)
                .task(job -> job.withThread(1L))
                .task("job-2", TaskKind.JOB)
                .task(job -> job.withThread(2L))
                .waits(thread(1), "F")
                .waits(thread(2), "G");
        assertThat(in(scene)).containsExactly(cycle(thread(1), task("job-2"), thread(2), task("job-1")));
    }

    @Test
    void lockAndFuture_makeACycle() {
        Scene scene = new Scene()
                .enters(2, "Lock", 1)
                .thread(1)
                .resource("F", Kind.FUTURE, Need.ALL, thread(2))
                .waits(thread(1), "F");
        assertThat(in(scene)).containsExactly(cycle(thread(1), thread(2)));
    }

    @Test
    void coroutinesAlone_makeACycleWithoutThreads() {
        Scene scene = new Scene()
                .thread(1)
                .task("a", TaskKind.COROUTINE)
                .task("b", TaskKind.COROUTINE)
                .resource("M", Kind.LOCK, Need.ALL, task("a"))
                .resource("N", Kind.LOCK, Need.ALL, task("b"))
                .waits(task("a"), "N")
                .waits(task("b"), "M");
        assertThat(in(scene)).containsExactly(cycle(task("a"), task("b")));
    }

    @Test
    void readLock_upgradedToTheWriteLock_waitsForItself() {
        Scene scene = new Scene()
                .thread(4)
                .resource("RW", Kind.READ_WRITE_LOCK, Need.ALL, thread(4))
                .waits(thread(4), "RW");
        assertThat(in(scene)).containsExactly(cycle(thread(4)));
    }

    @Test
    void writer_waitsForEveryReader() {
        Scene scene = new Scene()
                .threads(1, 4)
                .resource("RW", Kind.READ_WRITE_LOCK, Need.ALL, thread(2), thread(3), thread(4))
                .waits(thread(1), "RW")
                .enters(3, "A", 1);
        assertThat(in(scene)).containsExactly(cycle(thread(1), thread(3)));
    }

    private static Scene pool(int workers) {
        Scene scene = new Scene()
                .threads(1, workers)
                .task("queued", TaskKind.JOB)
                .task(job -> job.withPool(Scene.ref("pool")));
        Node[] threads = new Node[workers];
        for (int i = 0; i < workers; i++) {
            threads[i] = thread(i + 1);
            scene.waits(threads[i], "F");
        }
        return scene.resource("pool", Kind.EXECUTOR, Need.ONE, threads)
                .resource("F", Kind.FUTURE, Need.ALL, task("queued"));
    }

    @Test
    void workers_thatAllWaitForAQueuedTask_areOneDeadlockWithTheOthersBesideTheCycle() {
        assertThat(in(pool(4)))
                .containsExactly(
                        new Deadlock(List.of(thread(1), task("queued")), List.of(thread(2), thread(3), thread(4))));
    }

    @Test
    void oneWorker_thatIsFree_isEnough() {
        Scene scene = new Scene()
                .threads(1, 3)
                .task("queued", TaskKind.JOB)
                .task(job -> job.withPool(Scene.ref("pool")))
                .resource("F", Kind.FUTURE, Need.ALL, task("queued"))
                .waits(thread(1), "F")
                .waits(thread(2), "F");
        assertThat(in(scene.resource("pool", Kind.EXECUTOR, Need.ONE, thread(1), thread(2), thread(3))))
                .isEmpty();
        assertThat(in(scene.waits(thread(3), "F"))).hasSize(1);
    }

    @Test
    void pool_ofWhichAWorkerIsNotInTheDump_canGoOn() {
        Scene scene = pool(2).resource("pool2", Kind.EXECUTOR, Need.ONE, thread(1), thread(99));
        scene.task("second", TaskKind.JOB)
                .waits(task("second"), "pool2")
                .thread(3)
                .resource("G", Kind.FUTURE, Need.ALL, task("second"))
                .waits(thread(3), "G");
        assertThat(in(scene)).hasSize(1).allMatch(deadlock -> !deadlock.threadIds()
                .contains(3L));
    }

    @Test
    void scheduledTask_waitsForItsTimeAndNotForAWorker() {
        Scene scene = new Scene()
                .thread(1)
                .task("later", TaskKind.SCHEDULED)
                .task(job -> job.withPool(Scene.ref("pool")))
                .resource("pool", Kind.EXECUTOR, Need.ONE, thread(1))
                .resource("F", Kind.FUTURE, Need.ALL, task("later"))
                .waits(thread(1), "F");
        assertThat(in(scene)).isEmpty();
    }

    private static Scene twoThat(Kind kind, boolean timed, String unknown) {
        return new Scene()
                .threads(1, 2)
                .resource("A", kind, Need.ALL, unknown, thread(2))
                .resource("B", kind, Need.ALL, thread(1))
                .waits(thread(1), "A", timed, null)
                .waits(thread(2), "B");
    }

    @Test
    void timedWait_thatCollectorsTell_endsByItself() {
        for (Kind kind : Kind.values()) {
            assertThat(in(twoThat(kind, false, ""))).as("%s for ever", kind).hasSize(1);
            assertThat(in(twoThat(kind, true, ""))).as("%s for a time", kind).isEmpty();
        }
    }

    private static Scene tryingEachOthersLocks() {
        return new Scene()
                .jvmTells(1, "A", How.PARKED, 2)
                .jvmTells(2, "B", How.PARKED, 1)
                .change(1, thread -> thread.state(Thread.State.TIMED_WAITING))
                .change(2, thread -> thread.state(Thread.State.TIMED_WAITING));
    }

    @Test
    void timedWait_forALock_countsWhereTheJvmTellsEveryOwner() {
        assertThat(in(tryingEachOthersLocks())).containsExactly(cycle(thread(1), thread(2)));
        Scene writeLock = tryingEachOthersLocks()
                .resource("A", Kind.READ_WRITE_LOCK, Need.ALL, thread(2))
                .waits(thread(1), "A", true, null);
        assertThat(in(writeLock)).containsExactly(cycle(thread(1), thread(2)));
    }

    @Test
    void timedWait_forALock_isNoProofTogetherWithWhatWasReadLater() {
        // Thread 2 gave up, and got the read/write lock, after the JVM had told its wait.
        Scene scene = new Scene()
                .thread(1)
                .jvmTells(2, "A", How.PARKED, 1)
                .resource("RW", Kind.READ_WRITE_LOCK, Need.ALL, thread(2))
                .waits(thread(1), "RW");
        assertThat(in(scene)).as("for ever").hasSize(1);
        assertThat(in(scene.change(2, thread -> thread.state(Thread.State.TIMED_WAITING))))
                .isEmpty();
    }

    @Test
    void unknownHolders_areNoProof() {
        assertThat(in(twoThat(Kind.SEMAPHORE, false, "a semaphore does not know who took its permits")))
                .isEmpty();
    }

    @Test
    void ownerThatTheJvmTells_isBelievedWhereACollectorKnowsNone() {
        Scene scene = twoThat(Kind.LOCK, false, "cannot tell").jvmTells(1, "A", How.PARKED, 2);
        assertThat(in(scene)).containsExactly(cycle(thread(1), thread(2)));
        Scene other = new Scene()
                .threads(1, 2)
                .resource("S", Kind.LOCK, Need.ALL)
                .waits(thread(1), "S")
                .jvmTells(1, "Sync", How.PARKED, 2)
                .enters(2, "B", 1);
        assertThat(in(other)).containsExactly(cycle(thread(1), thread(2)));
    }

    @Test
    void virtualThread_isNoProofWhereItsWaitMayBeAnother() {
        for (Kind kind : List.of(Kind.READ_WRITE_LOCK, Kind.LOCK, Kind.SEMAPHORE)) {
            Scene scene = twoThat(kind, false, "").change(1, thread -> thread.kind(ThreadKind.VIRTUAL));
            assertThat(in(scene)).as("%s", kind).isEmpty();
        }
        Scene future = twoThat(Kind.FUTURE, false, "").change(1, thread -> thread.kind(ThreadKind.VIRTUAL));
        assertThat(in(future)).as("completed once").hasSize(1);
    }

    @Test
    void wait_thatCollectorsDroppedOfALockTheyLookedAt_isNoProof() {
        Scene scene = new Scene().enters(1, "A", 2).enters(2, "B", 1);
        assertThat(in(scene)).hasSize(1);
        assertThat(in(scene.resource("A", Kind.READ_WRITE_LOCK, Need.ALL, thread(2))))
                .isEmpty();
        assertThat(in(scene.waits(thread(1), "A"))).hasSize(1);
    }

    @Test
    void holder_thatHasEnded_isNoProof() {
        assertThat(in(new Scene().enters(1, "A", 99))).isEmpty();
        Scene all = new Scene()
                .thread(1)
                .resource("RW", Kind.READ_WRITE_LOCK, Need.ALL, thread(99))
                .waits(thread(1), "RW");
        assertThat(in(all)).isEmpty();
    }

    @Test
    void monitor_thatAWaitingThreadNeedsAgain_isProofToo() {
        // Nested monitors: thread 1 waits for a signal, holding A; thread 2 holds the monitor and wants A.
        Scene scene = new Scene().jvmTells(1, "Signal", How.WAITING, 2).enters(2, "A", 1);
        assertThat(in(scene)).containsExactly(cycle(thread(1), thread(2)));
    }

    @Test
    void deadlockBehindAnother_comesAfterIt() {
        // 1 and 2 wait for each other, and 2 also for 3, which is in a cycle with 4.
        Scene scene = new Scene()
                .threads(1, 4)
                .resource("RW", Kind.READ_WRITE_LOCK, Need.ALL, thread(1), thread(3))
                .waits(thread(2), "RW")
                .enters(1, "A", 2)
                .enters(3, "B", 4)
                .enters(4, "C", 3);
        assertThat(in(scene)).containsExactly(cycle(thread(3), thread(4)), cycle(thread(1), thread(2)));
    }

    @Test
    void shortestWayRound_isTheCycle() {
        Scene scene = new Scene()
                .threads(1, 4)
                .resource("RW", Kind.READ_WRITE_LOCK, Need.ALL, thread(2), thread(4))
                .waits(thread(1), "RW")
                .enters(2, "A", 3)
                .enters(3, "B", 1)
                .enters(4, "C", 1);
        assertThat(in(scene))
                .containsExactly(new Deadlock(List.of(thread(1), thread(4)), List.of(thread(2), thread(3))));
    }

    @Test
    void chainOf100_000_overflowsNoStack() {
        int length = 100_000;
        Scene scene = new Scene();
        for (int id = 1; id <= length; id++) {
            scene.enters(id, "L" + id, id % length + 1);
        }
        List<Deadlock> deadlocks = in(scene);
        assertThat(deadlocks).hasSize(1);
        assertThat(deadlocks.get(0).cycle()).hasSize(length).startsWith(thread(1), thread(2));
    }
}
