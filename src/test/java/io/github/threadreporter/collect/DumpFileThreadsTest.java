package io.github.threadreporter.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.collect.tasks.HeapWalk;
import io.github.threadreporter.collect.tasks.TaskLook;
import io.github.threadreporter.collect.variables.VariableLook;
import io.github.threadreporter.collect.variables.VariableReader;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadKind;
import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class DumpFileThreadsTest {

    /** As JDK 21 writes it: no state, numbers as text. */
    private static final String OF_21 = """
            {"threadDump": {"processId": "4711", "time": "2026-01-31T12:00:00Z", "runtimeVersion": "21",
              "threadContainers": [
                {"container": "<root>", "parent": null, "owner": null,
                 "threads": [
                   {"tid": "1", "name": "main", "stack": ["com.acme.Main.main(Main.java:7)"]},
                   {"tid": "29", "name": "",
                    "stack": ["java.base/java.lang.VirtualThread.park(VirtualThread.java:582)",
                              "com.acme.Order.place(Order.java:3)",
                              "java.base/java.lang.VirtualThread.run(VirtualThread.java:309)"]}],
                 "threadCount": "2"},
                {"container": "ThreadPerTaskExecutor@1", "parent": "<root>", "owner": null,
                 "threads": [
                   {"tid": "31", "name": "busy",
                    "stack": ["com.acme.Order.place(Order.java:4)",
                              "java.base/java.lang.VirtualThread.run(VirtualThread.java:309)"]},
                   {"tid": "33", "name": "thread-reporter-x",
                    "stack": ["java.base/java.lang.VirtualThread.run(VirtualThread.java:309)"]}]}]}}
            """;

    private static List<CapturedThread> read(String json, CaptureLimits limits, CutCounter cuts) throws IOException {
        Jdk jdk = Jdk.probe();
        VariableLook variables = VariableReader.off(CaptureLimits.DEFAULTS).begin();
        Gathering gathering = new Gathering(
                jdk,
                limits,
                cuts,
                new ContextCollector(jdk, List.of(), limits, cuts),
                variables,
                new TaskLook(List.of(), HeapWalk.off(), limits, variables, ManagementFactory.getThreadMXBean()));
        DumpFileThreads.read(new StringReader(json), gathering);
        return gathering.threads.stream().map(CapturedThread.Builder::build).toList();
    }

    @Test
    void dump_ofJdk21_givesVirtualThreadsWithContainersAndGuessedStates() throws IOException {
        List<CapturedThread> threads = read(OF_21, CaptureLimits.DEFAULTS, new CutCounter());

        assertThat(threads).extracting(CapturedThread::id).containsExactly(29L, 31L);
        assertThat(threads).allMatch(thread -> thread.kind() == ThreadKind.VIRTUAL);
        assertThat(threads)
                .extracting(CapturedThread::state)
                .containsExactly(Thread.State.WAITING, Thread.State.RUNNABLE);
        assertThat(threads).extracting(CapturedThread::group).containsExactly("<root>", "ThreadPerTaskExecutor@1");
    }

    @Test
    void dump_beyondTheLimit_isCutAndCounted() throws IOException {
        CutCounter cuts = new CutCounter();

        assertThat(read(OF_21, CaptureLimits.builder().threads(1).build(), cuts))
                .hasSize(1);
        assertThat(cuts.cuts()).hasSize(1);
        assertThat(cuts.cuts().get(0).count()).isEqualTo(1);
    }

    @Test
    void dump_thatIsBroken_isAnError() {
        assertThatThrownBy(() -> read(OF_21.substring(0, 400), CaptureLimits.DEFAULTS, new CutCounter()))
                .isInstanceOf(IOException.class);
    }
}
