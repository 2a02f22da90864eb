package io.github.threadreporter.enrich;

import static io.github.threadreporter.testing.Dumps.frame;
import static io.github.threadreporter.testing.Dumps.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AnalyzerTest {

    private static final StackTrace IN_APP = stack(frame("com.acme.Stock", "reserve", 88));
    private static final StackTrace LIBRARY = stack(frame("java.lang.Object", "wait", 1));

    private static CapturedThread waiting(long id, long owner) {
        return CapturedThread.builder(id, "t-" + id)
                .state(Thread.State.BLOCKED)
                .stack(IN_APP)
                .waitsFor(new LockWait(
                        new LockRef("com.acme.Lock", Long.toHexString(owner)),
                        LockWait.How.ENTERING,
                        new LockWait.Owner(owner, "t-" + owner)))
                .build();
    }

    private static CapturedThread thread(long id, Thread.State state, StackTrace stack) {
        return CapturedThread.builder(id, "t-" + id).state(state).stack(stack).build();
    }

    private static Analysis analyze(CapturedThread... threads) {
        return new Analyzer().apply(Dumps.of(threads)).analysis();
    }

    @Test
    void cycle_ofThree_isOneDeadlockBeginningWithTheSmallestId() {
        Analysis analysis = analyze(waiting(5, 3), waiting(3, 9), waiting(9, 5));

        assertThat(analysis.deadlocks()).containsExactly(Deadlock.ofThreads(List.of(3L, 9L, 5L)));
        assertThat(analysis.culpritId()).isEqualTo(3);
        assertThat(analysis.headline().text())
                .isEqualTo("Deadlock of 3 threads: t-3 waits for com.acme.Lock@9 held by t-9");
    }

    @Test
    void thread_thatOwnsWhatItWasSeenToWaitFor_hasMovedMeanwhile() {
        assertThat(analyze(waiting(4, 4)).deadlocks()).isEmpty();
    }

    @Test
    void threads_behindACycle_areBlockedAndNotPartOfIt() {
        Analysis analysis = analyze(waiting(1, 2), waiting(2, 1), waiting(3, 1), waiting(4, 3));

        assertThat(analysis.deadlocks()).containsExactly(Deadlock.ofThreads(List.of(1L, 2L)));
        assertThat(analysis.groups())
                .extracting(StackGroup::role)
                .containsExactly(Role.CULPRIT, Role.DEADLOCKED, Role.BLOCKED);
        assertThat(analysis.groups().get(2).size()).isEqualTo(2);
    }

    @Test
    void owner_thatMostWaitFor_isTheCulprit() {
        Analysis analysis = analyze(
                thread(1, Thread.State.RUNNABLE, IN_APP),
                waiting(2, 1),
                waiting(3, 2),
                thread(7, Thread.State.RUNNABLE, IN_APP),
                waiting(8, 7));

        assertThat(analysis.culpritId()).isEqualTo(1);
        assertThat(analysis.headline().text())
                .isEqualTo(
                        "2 threads wait for com.acme.Lock@1 held by t-1 at Stock.reserve(Stock.java:88), which runs");
    }

    @Test
    void oneThread_waitingForAMoment_accusesNobody() {
        Analysis analysis = analyze(thread(1, Thread.State.RUNNABLE, IN_APP), waiting(2, 1));

        assertThat(analysis.culpritId()).isNull();
        assertThat(analysis.headline().text())
                .isEqualTo("No thread stands out: 2 threads, 1 of them running and 1 blocked");
    }

    @Test
    void owner_thatHasEnded_isNoEdge() {
        assertThat(analyze(waiting(2, 99), waiting(3, 99)).culpritId()).isNull();
    }

    @Test
    void groups_areOfEqualStackStateKindAndRole_inTheOrderOfRoles() {
        StackTrace equalButOther = stack(frame("com.acme.Stock", "reserve", 88));
        Analysis analysis = analyze(
                thread(1, Thread.State.WAITING, LIBRARY),
                thread(2, Thread.State.WAITING, LIBRARY),
                thread(3, Thread.State.RUNNABLE, IN_APP),
                thread(4, Thread.State.RUNNABLE, equalButOther),
                thread(5, Thread.State.WAITING, IN_APP),
                thread(6, Thread.State.TIMED_WAITING, IN_APP),
                thread(7, Thread.State.RUNNABLE, LIBRARY));

        assertThat(analysis.groups())
                .extracting(StackGroup::role)
                .containsExactly(Role.RUNNING, Role.WAITING, Role.WAITING, Role.SYSTEM, Role.IDLE);
        assertThat(analysis.groups().get(0).threads())
                .extracting(CapturedThread::id)
                .containsExactly(3L, 4L);
        assertThat(analysis.groups().get(4).label()).isEqualTo("t-1 and 1 more");
    }

    private static final StackTrace IDLE = stack(
            frame("java.util.concurrent.locks.LockSupport", "park", 1),
            frame("java.util.concurrent.ThreadPoolExecutor", "getTask", 1));

    private static Role roleOf(long id, Scene scene) {
        return new Analyzer()
                .apply(scene.dump()).analysis().groups().stream()
                        .filter(group -> group.threads().stream().anyMatch(thread -> thread.id() == id))
                        .map(StackGroup::role)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void idleThread_isFolded_unlessOthersWaitForIt() {
        Scene scene = new Scene().thread(1, IDLE, Thread.State.WAITING).thread(2, IDLE, Thread.State.WAITING);
        assertThat(roleOf(1, scene)).isEqualTo(Role.IDLE);
        scene.enters(3, "Lock", 1);
        assertThat(roleOf(1, scene)).as("holds what thread 3 wants").isEqualTo(Role.WAITING);
        assertThat(roleOf(2, scene)).isEqualTo(Role.IDLE);
        scene.enters(4, "Lock", 1);
        assertThat(roleOf(1, scene)).isEqualTo(Role.CULPRIT);
    }

    @Test
    void idleThread_inADeadlock_isNotIdle() {
        Scene scene = new Scene().enters(1, "A", 2).enters(2, "B", 1).change(2, thread -> thread.stack(IDLE)
                .state(Thread.State.WAITING));
        assertThat(roleOf(2, scene)).isEqualTo(Role.DEADLOCKED);
    }

    @Test
    void acceptor_isIdleThoughItRunsInCodeOfTheApplication() {
        StackTrace accepting = stack(
                frame("sun.nio.ch.Net", "accept", Frame.NATIVE),
                frame("java.net.ServerSocket", "accept", 1),
                frame("com.acme.Server", "run", 1));
        assertThat(roleOf(1, new Scene().thread(1, accepting, Thread.State.RUNNABLE)))
                .isEqualTo(Role.IDLE);
    }

    @Test
    void thread_thatWaitsForAKnownHolder_isBlocked_andForAnUnknownOneItIsWaiting() {
        Scene scene = new Scene()
                .threads(1, 3)
                .resource("F", Kind.FUTURE, Need.ALL, Node.thread(2))
                .resource("S", Kind.SEMAPHORE, Need.ALL, "cannot tell")
                .waits(Node.thread(1), "F")
                .waits(Node.thread(3), "S")
                .change(3, thread -> thread.stack(LIBRARY));
        assertThat(roleOf(1, scene)).isEqualTo(Role.BLOCKED);
        assertThat(roleOf(3, scene)).as("no frame of the application").isEqualTo(Role.WAITING);
    }

    @Test
    void chain_outlivesChangesOfFrames() {
        Scene scene = new Scene().enters(1, "A", 2).enters(2, "B", 1);
        Analysis analysis = new FrameMapper(new Analyzer().apply(scene.dump()))
                .map(frame -> frame.withInApp(false))
                .analysis();
        assertThat(analysis.chain()).containsExactly(Node.thread(1), Node.thread(2));
    }

    /** Random wait-for graphs against the definition: follow the owner as many steps as there are threads. */
    @Property
    void deadlocks_ofAnyGraph_areExactlyItsCycles(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -10, max = 39) Integer> drawn) {
        List<Integer> owners = new ArrayList<>(drawn);
        for (int id = 0; id < owners.size(); id++) {
            owners.set(id, owners.get(id) == id ? -1 : owners.get(id));
        }
        List<CapturedThread> threads = new ArrayList<>();
        for (int id = 0; id < owners.size(); id++) {
            int owner = owners.get(id);
            threads.add(owner < 0 ? thread(id, Thread.State.RUNNABLE, IN_APP) : waiting(id, owner));
        }
        Set<Long> expected = new HashSet<>();
        for (int id = 0; id < owners.size(); id++) {
            int at = id;
            for (int step = 0; step < owners.size() && at >= 0; step++) {
                at = at < owners.size() ? owners.get(at) : -1;
                if (at == id) {
                    expected.add((long) id);
                }
            }
        }

        Analysis analysis = analyze(threads.toArray(new CapturedThread[0]));

        List<Long> found = analysis.deadlocks().stream()
                .flatMap(deadlock -> deadlock.threadIds().stream())
                .toList();
        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(analysis.groups().stream().mapToInt(StackGroup::size).sum()).isEqualTo(owners.size());
        assertThat(analysis.culpritId() != null || expected.isEmpty()).isTrue();
    }
}
