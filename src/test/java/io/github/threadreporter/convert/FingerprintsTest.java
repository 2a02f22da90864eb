package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.enrich.Analyzer;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.LockWait.How;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    @Test
    void cycleOfTheSamePlaces_isOneIssueWhateverItsLength() {
        List<String> two = Fingerprints.whole(new DumpView(cycle(2, "com.acme.Fork", "com.acme.Philosopher")));
        List<String> nine = Fingerprints.whole(new DumpView(cycle(9, "com.acme.Fork", "com.acme.Philosopher")));
        assertThat(two).containsExactly("deadlock", "com.acme.Fork @ com.acme.Philosopher.eat");
        assertThat(nine).isEqualTo(two);
    }

    @Test
    void generatedClasses_loseWhatDiffersBetweenJvms() {
        assertThat(edge("com.acme.Fork$$Lambda/0x0000000800c03000")).isEqualTo(edge("com.acme.Fork"));
        assertThat(edge("com.acme.Fork$$Lambda$14/0x0000000800c03000")).isEqualTo(edge("com.acme.Fork"));
        assertThat(edge("com.sun.proxy.$Proxy12")).isEqualTo(edge("com.sun.proxy.$Proxy99"));
        assertThat(edge("com.acme.Fork$Left")).isNotEqualTo(edge("com.acme.Fork"));
    }

    @Test
    void lambdas_loseTheirNumber() {
        assertThat(edge("com.acme.Fork", "lambda$eat$3"))
                .isEqualTo(edge("com.acme.Fork", "lambda$eat$4"))
                .endsWith("com.acme.Philosopher.lambda$eat$*");
    }

    @Test
    void manyDifferentEdges_areBoundedAndStillTellCyclesApart() {
        List<String> one = Fingerprints.whole(new DumpView(distinctCycle(100, "com.acme.L")));
        List<String> same = Fingerprints.whole(new DumpView(distinctCycle(100, "com.acme.L")));
        List<String> other = Fingerprints.whole(new DumpView(distinctCycle(101, "com.acme.L")));
        assertThat(one).hasSize(22).isEqualTo(same).isNotEqualTo(other);
    }

    @Test
    void threadName_isStarredAndBounded() {
        CapturedThread thread = CapturedThread.builder(1, "http-nio-8080-exec-12" + "x".repeat(300))
                .state(Thread.State.TIMED_WAITING)
                .build();
        assertThat(Fingerprints.one(thread))
                .hasSize(4)
                .startsWith("thread", "http-nio-*-exec-*" + "x".repeat(182) + "…")
                .endsWith("TIMED_WAITING", "{{ default }}");
    }

    @Test
    void culpritOutsideTheCycle_groupsByItsOwnStack() {
        ThreadDump dump = cycle(2, "com.acme.Fork", "com.acme.Philosopher");
        CapturedThread busy = CapturedThread.builder(99, "busy").build();
        List<StackGroup> groups = new ArrayList<>(dump.analysis().groups());
        groups.add(0, new StackGroup(Role.CULPRIT, List.of(busy)));
        Analysis analysis = new Analysis(groups, dump.analysis().deadlocks(), 99L, Headline.NONE);
        assertThat(Fingerprints.whole(new DumpView(dump.withAnalysis(analysis))))
                .containsExactly("thread-capture", "manual", "{{ default }}");
    }

    private static List<String> analyzed(Scene scene) {
        return Fingerprints.whole(new DumpView(new Analyzer().apply(scene.dump())));
    }

    private static Scene upgrade(long id) {
        return new Scene()
                .thread(id)
                .resource("Prices", Kind.READ_WRITE_LOCK, Need.ALL, Node.thread(id))
                .waits(Node.thread(id), "Prices");
    }

    private static Scene starvedPool(int workers, String task) {
        Scene scene = new Scene()
                .threads(1, workers)
                .task(task, TaskKind.JOB)
                .task(job -> job.withPool(Scene.ref("Pool")))
                .resource("Future", Kind.FUTURE, Need.ALL, Node.task(task));
        Node[] holders = new Node[workers];
        for (int i = 0; i < workers; i++) {
            holders[i] = Node.thread(i + 1);
            scene.waits(holders[i], "Future");
        }
        return scene.resource("Pool", Kind.EXECUTOR, Need.ONE, holders);
    }

    @Test
    void deadlock_throughResourcesAndTasks_isKnownByTheirClasses() {
        assertThat(analyzed(upgrade(3)))
                .containsExactly("deadlock", "com.acme.Prices @ com.acme.Stock.reserve")
                .isEqualTo(analyzed(upgrade(8)));
        assertThat(analyzed(starvedPool(2, "com.acme.Ship$$Lambda/0x0000000800c03000@1f2e3d")))
                .containsExactly(
                        "deadlock", "com.acme.Future @ com.acme.Stock.reserve", "com.acme.Pool @ com.acme.Ship")
                .isEqualTo(analyzed(starvedPool(9, "com.acme.Ship$$Lambda/0x0000000800c04000@77")));
        assertThat(analyzed(starvedPool(2, "com.acme.Cancel@1")))
                .isNotEqualTo(analyzed(starvedPool(2, "com.acme.Ship@1")));
    }

    @Test
    void task_thatAThreadRuns_isToldByTheThread() {
        Scene scene = new Scene()
                .enters(1, "Stock", 2)
                .thread(2)
                .task("com.acme.Ship@1", TaskKind.JOB)
                .task(job -> job.withThread(1L))
                .resource("Future", Kind.FUTURE, Need.ALL, Node.task("com.acme.Ship@1"))
                .waits(Node.thread(2), "Future");
        assertThat(analyzed(scene))
                .containsExactly(
                        "deadlock",
                        "com.acme.Future @ com.acme.Stock.reserve",
                        "com.acme.Stock @ com.acme.Stock.reserve");
    }

    @Test
    void culprit_thatWaitsItself_isKnownByTheWayToTheCause() {
        Scene scene = new Scene()
                .threads(1, 2)
                .task("com.acme.Reply@1", TaskKind.FUTURE)
                .resource("Future", Kind.FUTURE, Need.ALL, Node.task("com.acme.Reply@1"))
                .waits(Node.thread(1), "Future")
                .waits(Node.thread(2), "Future");
        assertThat(analyzed(scene))
                .containsExactly(
                        "thread-capture", "manual", "com.acme.Future @ com.acme.Stock.reserve", "? @ com.acme.Reply");
    }

    @Test
    void pool_whoseConnectionsAreLent_isOneIssueWhoeverHasThem() {
        assertThat(analyzed(lent("HikariPool-1", 3)))
                .containsExactly("thread-capture", "manual", "com.acme.HikariPool-1 HikariPool-*")
                .isEqualTo(analyzed(lent("HikariPool-1", 5)));
    }

    private static Scene lent(String pool, long borrower) {
        return new Scene()
                .threads(1, 9)
                .resource(pool, Kind.CONNECTION_POOL, Need.ONE, Node.thread(borrower))
                .waits(Node.thread(1), pool)
                .waits(Node.thread(2), pool);
    }

    @Test
    void owner_thatRuns_isKnownByItsStack() {
        assertThat(analyzed(new Scene().thread(1).enters(2, "Stock", 1).enters(3, "Stock", 1)))
                .containsExactly("thread-capture", "manual", "{{ default }}");
    }

    private static String edge(String lockClass) {
        return edge(lockClass, "eat");
    }

    private static String edge(String lockClass, String method) {
        return Fingerprints.whole(new DumpView(cycle(List.of(lockClass), "com.acme.Philosopher", method)))
                .get(1);
    }

    private static ThreadDump cycle(int length, String lockClass, String className) {
        return cycle(IntStream.range(0, length).mapToObj(i -> lockClass).toList(), className, "eat");
    }

    private static ThreadDump distinctCycle(int length, String lockClass) {
        return cycle(IntStream.range(0, length).mapToObj(i -> lockClass + i).toList(), "com.acme.Philosopher", "eat");
    }

    private static ThreadDump cycle(List<String> lockClasses, String className, String method) {
        List<CapturedThread> threads = new ArrayList<>();
        for (int i = 0; i < lockClasses.size(); i++) {
            threads.add(CapturedThread.builder(i + 1, "p-" + i)
                    .state(Thread.State.BLOCKED)
                    .stack(Dumps.stack(Dumps.frame(className, method, 7 + i)))
                    .waitsFor(new LockWait(new LockRef(lockClasses.get(i), "1" + i), How.ENTERING, null))
                    .build());
        }
        return Dumps.of(threads.toArray(CapturedThread[]::new))
                .withAnalysis(new Analysis(
                        threads.stream()
                                .map(thread -> new StackGroup(Role.DEADLOCKED, List.of(thread)))
                                .toList(),
                        List.of(Deadlock.ofThreads(
                                threads.stream().map(CapturedThread::id).toList())),
                        null,
                        Headline.NONE));
    }
}
