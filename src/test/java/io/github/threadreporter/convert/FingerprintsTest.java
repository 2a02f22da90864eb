package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.LockWait.How;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Dumps;
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
