package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.collect.tasks.coroutines.Orders;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Patience;
import java.util.List;
import org.awaitility.Awaitility;

/** Looks at coroutines in a JVM in which DebugProbes are installed: these know of all. */
final class ProbedVictim {

    private ProbedVictim() {}

    public static void main(String[] arguments) {
        Patience.inThisJvm();
        Orders.Companion.global(3);

        ThreadDump dump = Awaitility.await()
                .until(
                        TaskLooks::look,
                        found -> global(found).size() == 3
                                && global(found).stream()
                                        .allMatch(task -> task.state().equals("suspended")));

        assertThat(global(dump)).allSatisfy(task -> {
            assertThat(task.createdAt().frames())
                    .anyMatch(frame -> frame.className().endsWith("Orders$Companion")
                            && frame.method().equals("global")
                            && frame.line() > 0);
            assertThat(task.stack().frames().get(0).method()).isEqualTo("awaitNobody");
            assertThat(task.stack().frames()).extracting("line").allMatch(line -> (int) line > 0);
            assertThat(task.variables().toString())
                    .contains("only in the heap " + task.name().substring("global-".length()));
        });
    }

    private static List<Task> global(ThreadDump dump) {
        return dump.tasks().stream()
                .filter(task -> task.name().startsWith("global-"))
                .toList();
    }
}
