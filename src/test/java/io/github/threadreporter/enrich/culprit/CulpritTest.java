package io.github.threadreporter.enrich.culprit;

import static io.github.threadreporter.model.Node.task;
import static io.github.threadreporter.model.Node.thread;
import static io.github.threadreporter.testing.Dumps.frame;
import static io.github.threadreporter.testing.Dumps.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.enrich.waits.Deadlocks;
import io.github.threadreporter.enrich.waits.WaitsFor;
import io.github.threadreporter.enrich.waits.Ways;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.LockWait.How;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Story;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Usage;
import io.github.threadreporter.testing.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CulpritTest {

    private static final StackTrace READING = stack(
            frame("sun.nio.ch.Net", "poll", -2),
            frame("sun.nio.ch.NioSocketImpl", "park", 191),
            frame("sun.nio.ch.NioSocketImpl", "implRead", 309),
            frame("java.net.Socket$SocketInputStream", "read", 966),
            frame("com.acme.Payments", "charge", 21));

    private static Culprit of(Scene scene) {
        return of(scene.dump());
    }

    /** With a black box that has seen for how long threads waited. */
    private static Culprit after(Map<Long, Duration> waited, Scene scene) {
        History history = new History(Instant.EPOCH, 50, waited, waited, List.of());
        return of(scene.dump().withStory(new Story(null, history)));
    }

    private static Culprit of(ThreadDump dump) {
        WaitsFor graph = WaitsFor.of(dump);
        Deadlocks deadlocks = Deadlocks.in(graph);
        return Culprit.of(dump, graph, deadlocks, Ways.through(graph, deadlocks));
    }

    private static void check(Scene scene, Long culprit, String headline, Node... chain) {
        Culprit found = of(scene);
        assertThat(found.headline().text()).isEqualTo(headline);
        assertThat(found.threadId()).isEqualTo(culprit);
        assertThat(found.chain()).containsExactly(chain);
        assertThat(found.headline().template())
                .as("groups, so it names nothing")
                .doesNotContain("t-", "com.acme", "pool-")
                .doesNotContainPattern("[0-9]");
    }

    @Test
    void owner_thatReadsFromASocket() {
        check(
                new Scene()
                        .thread(7, READING, Thread.State.RUNNABLE)
                        .enters(2, "Stock", 7)
                        .enters(3, "Stock", 7)
                        .enters(4, "Order", 3),
                7L,
                "3 threads wait for com.acme.Stock@1f held by t-7 at Payments.charge(Payments.java:21), which reads"
                        + " from a socket");
    }

    @Test
    void times_areToldWhereTheyAreKnown() {
        check(
                new Scene()
                        .threads(1, 3)
                        .resource("L", Kind.LOCK, Need.ALL, thread(1))
                        .waits(thread(2), "L", false, Duration.ofSeconds(41))
                        .waits(thread(3), "L"),
                1L,
                "2 threads wait up to 41 s for com.acme.L@1f held by t-1 at Stock.reserve(Stock.java:88), which runs");
    }

    @Test
    void times_thatTheBlackBoxHasSeen_areTold_andBlameNobody() {
        Scene held = new Scene().thread(7, READING, Thread.State.RUNNABLE).enters(2, "Stock", 7);
        assertThat(after(Map.of(2L, Duration.ofMinutes(10)), held).threadId()).isNull();

        held.enters(3, "Stock", 7);
        assertThat(after(Map.of(2L, Duration.ofSeconds(41), 3L, Duration.ofSeconds(2)), held)
                        .headline()
                        .text())
                .isEqualTo("2 threads wait up to 41 s for com.acme.Stock@1f held by t-7 at"
                        + " Payments.charge(Payments.java:21), which reads from a socket");
    }

    @Test
    void times_areToldOfThreadsAtOnePlace() {
        Scene scene = new Scene().threads(1, 2);
        for (int i = 1; i <= 2; i++) {
            scene.resource("F" + i, Kind.FUTURE, Need.ALL, "nobody is known to complete it")
                    .waits(thread(i), "F" + i);
        }
        assertThat(after(Map.of(1L, Duration.ofSeconds(3), 2L, Duration.ofSeconds(9)), scene)
                        .headline()
                        .text())
                .isEqualTo("2 threads wait up to 9 s at Stock.reserve(Stock.java:88) for futures that nobody is known"
                        + " to complete");
    }

    @Test
    void deadlock_ofThreads_hasTheCycleAsChain() {
        check(
                new Scene().enters(5, "A", 3).enters(3, "B", 5).enters(7, "A", 3),
                3L,
                "Deadlock of 2 threads: t-3 waits for com.acme.B@1f held by t-5",
                thread(3),
                thread(5));
    }

    @Test
    void threadsAtOnePlace_thatEachWaitForAFutureOfTheirOwn_areOneTrouble() {
        check(
                new Scene()
                        .threads(1, 3)
                        .thread(4, READING, Thread.State.RUNNABLE)
                        .resource("F1", Kind.FUTURE, Need.ALL, "nobody is known to complete it")
                        .waits(thread(2), "F1")
                        .resource("F2", Kind.FUTURE, Need.ALL, "nobody is known to complete it")
                        .waits(thread(3), "F2")
                        .resource("F3", Kind.FUTURE, Need.ALL, "nobody is known to complete it")
                        .waits(thread(4), "F3"),
                2L,
                "2 threads wait at Stock.reserve(Stock.java:88) for futures that nobody is known to complete");
    }

    @Test
    void chainsOfFutures_areFollowedToTheFirst() {
        Scene scene = new Scene();
        for (int i = 1; i <= 2; i++) {
            scene.thread(i)
                    .task("stage-" + i, TaskKind.FUTURE)
                    .resource("F" + i, Kind.FUTURE, Need.ALL, task("stage-" + i))
                    .waits(thread(i), "F" + i)
                    .resource("G" + i, Kind.FUTURE, Need.ALL, "nobody is known to complete it")
                    .waits(task("stage-" + i), "G" + i);
        }
        assertThat(of(scene).headline().text())
                .isEqualTo(
                        "2 threads wait at Stock.reserve(Stock.java:88) for futures that nobody is known to complete");
        assertThat(of(scene).threadId()).isEqualTo(1L);
    }

    @Test
    void futuresThatNobodyCompletes_areWorseThanAnOwnerThatRuns() {
        Scene scene = new Scene().thread(1).enters(2, "Cache", 1).enters(3, "Cache", 1);
        for (int i = 4; i <= 5; i++) {
            scene.thread(i)
                    .resource("F" + i, Kind.FUTURE, Need.ALL, "nobody is known to complete it")
                    .waits(thread(i), "F" + i);
        }
        assertThat(of(scene).threadId()).isEqualTo(4L);

        assertThat(of(scene.enters(6, "Cache", 1)).threadId())
                .as("for whom more wait")
                .isEqualTo(1L);
    }

    @Test
    void repliesOfOthers_areNewsOnlyWhereThreeThreadsWait() {
        Scene scene = new Scene().threads(1, 3);
        for (int i = 1; i <= 2; i++) {
            scene.resource("R" + i, Kind.OTHER, Need.ALL, "another process sends it")
                    .resource(CulpritTest::named)
                    .waits(thread(i), "R" + i);
        }
        assertThat(of(scene).threadId()).isNull();

        check(
                scene.resource("R3", Kind.OTHER, Need.ALL, "another process sends it")
                        .resource(CulpritTest::named)
                        .waits(thread(3), "R3"),
                1L,
                "3 threads wait at Stock.reserve(Stock.java:88) for replies of other processes, such as the reply to"
                        + " GET http://payments/");
    }

    private static Resource named(Resource reply) {
        return new Resource(
                reply.ref(),
                reply.kind(),
                "the reply to GET http://payments/",
                reply.holders(),
                reply.need(),
                reply.unknown(),
                reply.facts());
    }

    @Test
    void deadlock_withItself() {
        check(
                new Scene()
                        .thread(4)
                        .resource("RW", Kind.READ_WRITE_LOCK, Need.ALL, thread(4))
                        .waits(thread(4), "RW"),
                4L,
                "Deadlock: t-4 waits for com.acme.RW@1f, which it holds itself",
                thread(4));
    }

    @Test
    void deadlock_throughFutures_countsTasksThatRunWithTheirThreads() {
        check(
                new Scene()
                        .threads(1, 2)
                        .task("job", TaskKind.JOB)
                        .task(job -> job.withThread(2L))
                        .task("coroutine", TaskKind.COROUTINE)
                        .resource("F", Kind.FUTURE, Need.ALL, task("job"))
                        .resource("G", Kind.FUTURE, Need.ALL, task("coroutine"))
                        .resource("M", Kind.LOCK, Need.ALL, thread(1))
                        .waits(thread(1), "F")
                        .waits(thread(2), "G")
                        .waits(task("coroutine"), "M"),
                1L,
                "Deadlock of 2 threads and 1 task: t-1 waits for com.acme.F@1f that t-2 is to complete",
                thread(1),
                task("job"),
                thread(2),
                task("coroutine"));
    }

    private static Scene starved(int workers) {
        Scene scene = new Scene().threads(1, workers).task("queued", TaskKind.JOB);
        Node[] threads = new Node[workers];
        for (int i = 0; i < workers; i++) {
            threads[i] = thread(i + 1);
            scene.waits(threads[i], "F");
        }
        return scene.waits(task("queued"), "pool-1")
                .resource("pool-1", Kind.EXECUTOR, Need.ONE, threads)
                .resource("F", Kind.FUTURE, Need.ALL, task("queued"));
    }

    @Test
    void deadlock_inducedByAPool() {
        check(
                starved(4),
                1L,
                "Deadlock: all 4 workers of pool-1 wait for tasks that are queued behind them",
                thread(1),
                task("queued"));
        check(
                starved(1),
                1L,
                "Deadlock: the only worker of pool-1 waits for a task that is queued behind it",
                thread(1),
                task("queued"));
    }

    @Test
    void deadlock_ofTasksAlone_accusesTheThreadNearestBehindIt() {
        Scene coroutines = new Scene()
                .threads(1, 3)
                .task("a", TaskKind.COROUTINE)
                .task("b", TaskKind.COROUTINE)
                .resource("M", Kind.LOCK, Need.ALL, task("a"))
                .resource("N", Kind.LOCK, Need.ALL, task("b"))
                .waits(task("a"), "N")
                .waits(task("b"), "M");
        String headline = "Deadlock of 2 tasks: a waits for com.acme.N@1f held by b";
        check(coroutines, null, headline);
        coroutines
                .resource("F", Kind.FUTURE, Need.ALL, task("b"))
                .waits(thread(2), "F")
                .enters(3, "L", 2);
        check(coroutines, 2L, headline, thread(2), task("b"), task("a"));
    }

    @Test
    void pool_ofWhichAllConnectionsAreLent() {
        Scene scene = new Scene().threads(1, 5).thread(3, READING, Thread.State.RUNNABLE);
        scene.resource("HikariPool-1", Kind.CONNECTION_POOL, Need.ONE, thread(3), thread(4), thread(5))
                .waits(thread(1), "HikariPool-1", true, Duration.ofMillis(2_500))
                .waits(thread(2), "HikariPool-1", true, null);
        check(
                scene,
                3L,
                "All 3 connections of HikariPool-1 are lent: 2 threads wait up to 2 s, one is held by t-3 at"
                        + " Payments.charge(Payments.java:21), which reads from a socket");
    }

    @Test
    void pool_isHeldLongest_byTheThreadThatHasHadItsConnectionLongest() {
        Scene scene = new Scene().threads(1, 5);
        scene.resource("HikariPool-1", Kind.CONNECTION_POOL, Need.ONE, thread(3), thread(4), thread(5))
                .held("has 1 connection", Duration.ofSeconds(1), Duration.ofMinutes(9), Duration.ofSeconds(3))
                .waits(thread(1), "HikariPool-1")
                .waits(thread(2), "HikariPool-1");
        check(
                scene,
                4L,
                "All 3 connections of HikariPool-1 are lent: 2 threads wait, held longest by t-4 at"
                        + " Stock.reserve(Stock.java:88), which runs");
    }

    @Test
    void pool_thatCountsItself_isBelieved() {
        Scene scene = new Scene().threads(1, 3);
        scene.resource("HikariPool-1", Kind.CONNECTION_POOL, Need.ONE, "9 are lent to nobody seen", thread(3))
                .resource(pool -> new Resource(
                        pool.ref(),
                        pool.kind(),
                        pool.name(),
                        pool.holders(),
                        pool.need(),
                        pool.unknown(),
                        Map.of("active", "10", "maximum", "10")))
                .waits(thread(1), "HikariPool-1")
                .waits(thread(2), "HikariPool-1");
        check(
                scene,
                3L,
                "All 10 connections of HikariPool-1 are lent: 2 threads wait, one is held by t-3 at"
                        + " Stock.reserve(Stock.java:88), which runs");
    }

    @Test
    void pool_thatIsToGrow_isSaidInTheCollectorsWords() {
        Scene scene = new Scene().threads(1, 3);
        scene.resource("HikariPool-1", Kind.CONNECTION_POOL, Need.ONE, "another may be opened", thread(3))
                .held("is to open a connection", (Duration) null)
                .waits(thread(1), "HikariPool-1")
                .waits(thread(2), "HikariPool-1");
        check(
                scene,
                3L,
                "2 threads wait for a connection of HikariPool-1, and t-3 is to open a connection, which runs");
    }

    @Test
    void connection_thatIsKeptForLong() {
        Scene scene = new Scene().threads(1, 2).thread(2, READING, Thread.State.RUNNABLE);
        scene.resource("HikariPool-1", Kind.CONNECTION_POOL, Need.ONE, thread(1), thread(2))
                .held("", Duration.ofSeconds(9), Duration.ofSeconds(10));
        check(
                scene,
                2L,
                "t-2 has kept a connection of HikariPool-1 for 10 s at Payments.charge(Payments.java:21), which"
                        + " reads from a socket");
    }

    @Test
    void pool_ofWhichTheBorrowersAreNotAllKnown_isNotSaidToBeEmpty() {
        Scene scene = new Scene().threads(1, 3);
        scene.resource("HikariPool-1", Kind.CONNECTION_POOL, Need.ONE, "the proxies hide it", thread(3))
                .waits(thread(1), "HikariPool-1")
                .waits(thread(2), "HikariPool-1");
        check(
                scene,
                3L,
                "2 threads wait for a connection of HikariPool-1, one of which is lent to t-3 at"
                        + " Stock.reserve(Stock.java:88), which runs");
    }

    @Test
    void pool_whoseBorrowersAllWaitForALock_leadsToItsOwner() {
        Scene scene = new Scene().threads(1, 5);
        scene.resource("HikariPool-1", Kind.CONNECTION_POOL, Need.ONE, thread(3), thread(4))
                .waits(thread(1), "HikariPool-1")
                .waits(thread(2), "HikariPool-1")
                .enters(3, "Stock", 5)
                .enters(4, "Stock", 5);
        check(
                scene,
                5L,
                "4 threads wait for com.acme.Stock@1f held by t-5 at Stock.reserve(Stock.java:88), which runs");
    }

    @Test
    void workers_thatAreBusy() {
        Scene scene = new Scene()
                .threads(1, 4)
                .task("a", TaskKind.JOB)
                .task(job -> job.withPool(Scene.ref("pool-1")))
                .resource("pool-1", Kind.EXECUTOR, Need.ONE, thread(3), thread(4))
                .resource("F", Kind.FUTURE, Need.ALL, task("a"))
                .waits(thread(1), "F")
                .waits(thread(2), "F");
        check(
                scene,
                3L,
                "2 threads and 1 task wait for a free worker of pool-1, such as t-3 at Stock.reserve(Stock.java:88),"
                        + " which runs");
    }

    @Test
    void future_thatNobodyIsKnownToComplete_accusesTheThreadNearestToIt() {
        Scene scene = new Scene()
                .threads(1, 3)
                .resource("Reply", Kind.FUTURE, Need.ALL)
                .waits(thread(2), "Reply")
                .waits(thread(3), "Reply");
        check(scene, 2L, "2 threads wait for a future that nobody is known to complete: com.acme.Reply@1f");
    }

    @Test
    void chainOfFutures_thatNobodyIsKnownToComplete() {
        Scene scene = new Scene()
                .threads(1, 2)
                .task("thenApply", TaskKind.FUTURE)
                .task("first", TaskKind.FUTURE)
                .resource("F", Kind.FUTURE, Need.ALL, task("thenApply"))
                .resource("First", Kind.FUTURE, Need.ALL, task("first"))
                .waits(thread(1), "F")
                .waits(thread(2), "F")
                .waits(task("thenApply"), "First");
        check(
                scene,
                1L,
                "2 threads and 1 task wait for a future that nobody is known to complete: first",
                thread(1),
                task("thenApply"),
                task("first"));
    }

    @Test
    void chain_thatEndsAtACoroutine() {
        Scene scene = new Scene()
                .threads(1, 2)
                .task("loader", TaskKind.COROUTINE)
                .resource("M", Kind.LOCK, Need.ALL, task("loader"))
                .waits(thread(1), "M")
                .waits(thread(2), "M");
        check(
                scene,
                1L,
                "2 threads wait for com.acme.M@1f held by loader (coroutine, waiting)",
                thread(1),
                task("loader"));
    }

    @Test
    void semaphore_ofWhichNobodyKnowsTheHolders() {
        Scene scene = new Scene()
                .threads(1, 2)
                .resource("S", Kind.SEMAPHORE, Need.ONE, "a semaphore does not know who took its permits")
                .waits(thread(1), "S")
                .waits(thread(2), "S");
        check(scene, 1L, "2 threads wait for com.acme.S@1f, and who has its permits cannot be told");
    }

    @Test
    void latchesQueuesAndConditions_areNobodysFault() {
        for (Kind kind : List.of(Kind.LATCH, Kind.QUEUE, Kind.CONDITION, Kind.OTHER)) {
            Scene scene = new Scene()
                    .threads(1, 2)
                    .resource("Q", kind, Need.ONE, "cannot tell")
                    .waits(thread(1), "Q")
                    .waits(thread(2), "Q");
            check(scene, null, "No thread stands out: 2 threads, 0 of them running and 0 blocked");
        }
    }

    @Test
    void monitorsOwner_isNotAccusedByThoseThatWaitForASignal() {
        Scene scene = new Scene().thread(9).jvmTells(1, "Queue", How.WAITING, 9).jvmTells(2, "Queue", How.WAITING, 9);
        check(scene, null, "No thread stands out: 3 threads, 1 of them running and 0 blocked");
    }

    @Test
    void tasksAlone_accuseNobody() {
        Scene scene = new Scene().thread(1).resource("pool-1", Kind.EXECUTOR, Need.ONE, thread(1));
        for (int i = 0; i < 50; i++) {
            scene.task("job-" + i, TaskKind.JOB).waits(task("job-" + i), "pool-1");
        }
        check(scene, null, "No thread stands out: 1 threads, 1 of them running and 0 blocked");
    }

    @Test
    void oneThread_thatHasWaitedLong() {
        Scene scene = new Scene().threads(1, 3).resource("L", Kind.LOCK, Need.ALL, thread(2));
        scene.waits(thread(1), "L", false, Duration.ofSeconds(9));
        check(scene, null, "No thread stands out: 3 threads, 2 of them running and 0 blocked");
        scene = new Scene().threads(1, 3).resource("L", Kind.LOCK, Need.ALL, thread(2));
        scene.waits(thread(1), "L", false, Duration.ofMinutes(5));
        check(
                scene,
                1L,
                "t-1 has waited 5 min for com.acme.L@1f held by t-2 at Stock.reserve(Stock.java:88)",
                thread(1),
                thread(2));
    }

    @Test
    void idleWorker_thatHasWaitedLong_isNotStuck() {
        StackTrace idle = stack(
                frame("java.util.concurrent.locks.LockSupport", "park", 1),
                frame("java.util.concurrent.LinkedBlockingQueue", "take", 1),
                frame("java.util.concurrent.ThreadPoolExecutor", "getTask", 1));
        Scene scene = new Scene()
                .thread(1, idle, Thread.State.WAITING)
                .resource("Q", Kind.QUEUE, Need.ONE, "cannot tell")
                .waits(thread(1), "Q", false, Duration.ofHours(5));
        check(scene, null, "No thread stands out: 1 threads, 0 of them running and 0 blocked");
    }

    /** The JVM of {@code Dumps} is an hour old when it is looked at. */
    @Test
    void thread_thatHasUsedHalfAProcessor() {
        Scene scene = new Scene().threads(1, 2);
        scene.change(2, thread -> thread.usage(new Usage(Duration.ofMinutes(30).toNanos(), 0)));
        check(
                scene,
                2L,
                "t-2 has used 50 % of a processor since the JVM started 60 min ago, and runs at"
                        + " Stock.reserve(Stock.java:88)");
        scene.change(2, thread -> thread.usage(new Usage(Duration.ofMinutes(29).toNanos(), 0)));
        check(scene, null, "No thread stands out: 2 threads, 2 of them running and 0 blocked");
    }

    @Test
    void rules_areAskedInTheirOrder() {
        Scene scene = new Scene().threads(1, 9);
        scene.change(9, thread -> thread.usage(new Usage(Duration.ofMinutes(59).toNanos(), 0)));
        assertThat(of(scene).threadId()).isEqualTo(9);
        scene.resource("L", Kind.LOCK, Need.ALL, thread(7)).waits(thread(8), "L", false, Duration.ofHours(1));
        assertThat(of(scene).threadId()).isEqualTo(8);
        scene.enters(5, "M", 4).enters(6, "M", 4);
        assertThat(of(scene).threadId()).isEqualTo(4);
        scene.enters(2, "A", 3).enters(3, "B", 2);
        assertThat(of(scene).threadId()).isEqualTo(2);
    }

    @Test
    void ownerOfMost_isChosen_andOfEqualsTheFirst() {
        Scene scene = new Scene().threads(1, 2);
        for (int id = 10; id < 13; id++) {
            scene.enters(id, "A", 2);
        }
        for (int id = 20; id < 23; id++) {
            scene.enters(id, "B", 1);
        }
        assertThat(of(scene).threadId()).isEqualTo(1);
        assertThat(of(scene.enters(13, "A", 2)).threadId()).isEqualTo(2);
    }
}
