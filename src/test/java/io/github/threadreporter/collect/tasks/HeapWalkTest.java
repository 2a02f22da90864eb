package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.collect.tasks.coroutines.Coroutines;
import io.github.threadreporter.collect.tasks.coroutines.Orders;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HeapWalkTest {

    private static final long GIB = 1L << 30;

    private static final TaskCollector FINDS_THIS = new TaskCollector() {
        @Override
        public Set<String> heapClasses() {
            return Set.of(HeapWalkTest.class.getName());
        }

        @Override
        public void collect(LiveState seen, TaskSink into) {
            assertThat(seen.instances(HeapWalkTest.class.getName())).isNotNull();
        }
    };

    private static ThreadDump look(HeapWalk walk) {
        return TaskLooks.look(TaskLooks.LIMITS, List.of(new Coroutines()), walk);
    }

    private static List<String> names(ThreadDump dump) {
        return dump.tasks().stream()
                .map(Task::name)
                .filter(name -> name.startsWith("global-"))
                .toList();
    }

    @Test
    void coroutines_thatOnlyTheHeapLeadsTo_areFoundByAWalk() {
        // No variable of this thread holds them, and they wait for what no queue knows.
        Orders.Companion.global(3);

        ThreadDump with = Awaitility.await()
                .until(
                        () -> look(HeapWalk.on(Jvmti.load(), TaskLooks.LIMITS)),
                        dump -> dump.tasks().stream()
                                        .filter(task -> task.name().startsWith("global-"))
                                        .filter(task -> task.state().equals("suspended"))
                                        .count()
                                == 3);

        assertThat(names(with)).containsExactlyInAnyOrder("global-1", "global-2", "global-3");
        assertThat(with.tasks())
                .filteredOn(task -> task.name().equals("global-2"))
                .allMatch(task -> task.variables().toString().contains("only in the heap 2"));
        assertThat(with.info().times().heapWalk()).isPositive();
        assertThat(with.account().missing()).isEmpty();

        ThreadDump without = look(HeapWalk.off());
        assertThat(names(without)).isEmpty();
        assertThat(without.info().times().heapWalk()).isEqualTo(Duration.ZERO);
    }

    @Test
    void suspendedForGood_isFoundWithItsFrame() {
        Orders orders = new Orders();
        orders.uncancellable();

        ThreadDump dump = Awaitility.await()
                .until(() -> look(HeapWalk.on(Jvmti.load(), TaskLooks.LIMITS)), found -> found.tasks().stream()
                        .anyMatch(task -> task.name().equals("uncancellable")
                                && task.state().equals("suspended")));

        assertThat(dump.tasks())
                .filteredOn(task -> task.name().equals("uncancellable"))
                .hasSize(1)
                .allMatch(task -> task.stack().frames().get(0).line() > 0)
                .allMatch(task -> task.variables().toString().contains("suspended for good"));
        orders.close();
    }

    @Test
    void budget_isKeptByWhatTheHeapIsEstimatedToCost() {
        CaptureLimits limits = TaskLooks.limits().heapWalkMillis(500).build();

        ThreadDump dump = TaskLooks.look(limits, List.of(FINDS_THIS), HeapWalk.on(Jvmti.load(), limits, () -> 2 * GIB));

        assertThat(dump.info().times().heapWalk()).isEqualTo(Duration.ZERO);
        assertThat(dump.account().missing())
                .extracting(Missing::why)
                .singleElement()
                .asString()
                .startsWith("a walk over 2048 MiB of heap would pause the JVM for about")
                .endsWith("above heapWalkMillis=500");
        assertThat(dump.account().missing()).extracting(Missing::remedy).containsExactly("a larger heapWalkMillis");
    }

    @Test
    void budget_thatIsLargeEnough_isSpent() {
        CaptureLimits limits = TaskLooks.limits().heapWalkMillis(60_000).build();

        ThreadDump dump = TaskLooks.look(limits, List.of(FINDS_THIS), HeapWalk.on(Jvmti.load(), limits, () -> 2 * GIB));

        assertThat(dump.info().times().heapWalk()).isPositive();
        assertThat(dump.account().missing()).isEmpty();
    }

    @Test
    void limitOfObjects_isCounted() {
        Orders orders = new Orders();
        orders.many(100);
        CaptureLimits limits = TaskLooks.limits().tasks(1).build();

        HeapWalk walk = HeapWalk.on(Jvmti.load(), limits);

        HeapWalk.Result result = Awaitility.await()
                .until(() -> walk.walk(Set.of("kotlinx.coroutines.JobSupport")), found -> found.cuts().stream()
                        .anyMatch(cut -> cut.count() > 90));

        assertThat(result.instances().get("kotlinx.coroutines.JobSupport")).hasSize(8);
        orders.close();
    }

    @Test
    void classesThatAreNotThere_costNothing() {
        HeapWalk.Result result = HeapWalk.on(Jvmti.load(), TaskLooks.LIMITS).walk(Set.of("com.acme.NotLoaded"));

        assertThat(result).isEqualTo(HeapWalk.Result.NONE);
    }

    @Test
    void withoutTheNativeLibrary_saysSo() {
        HeapWalk.Result result = HeapWalk.on(new Jvmti.Loading(null, "it is not there"), TaskLooks.LIMITS)
                .walk(Set.of("java.lang.Thread"));

        assertThat(result.missing()).extracting(Missing::why).containsExactly("it is not there");
    }
}
