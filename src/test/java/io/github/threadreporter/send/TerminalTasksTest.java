package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.WaitGraph;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.TaskDumps;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTasksTest {

    @Test
    void deadlockWithTasks_andTheChainOfTheCulprit_standBeforeTheThreads() {
        assertThat(text(TaskDumps.exhausted())).contains("""

                2 threads, 7 tasks
                """).contains("""

                Deadlock of 1 thread and 1 task
                  orders-1 #61 waits for java.util.concurrent.FutureTask@bb01, held by
                  PriceJob.call (job FutureTask@bb01) waits for orders, held by
                  orders-1 #61
                  held by it as well: "orders-2" #62, PriceJob.call (job FutureTask@bb02)

                What the culprit waits for
                  orders-1 #61 waits for java.util.concurrent.FutureTask@bb01: PriceJob.call (job FutureTask@bb01) (completes it) must act
                    PriceJob.call (job FutureTask@bb01) waits for orders (executor) for 1.5 s: "orders-1" #61 (for 41.0 s) or "orders-2" #62 must act
                      orders-2 #62

                CULPRIT  orders-1 #61  WAITING (parking)
                  waits for java.util.concurrent.FutureTask@bb01: PriceJob.call (job FutureTask@bb01) (completes it) must act
                """);
    }

    @Test
    void pools_tasksAndTheirTree_followTheThreads() {
        assertThat(text(TaskDumps.exhausted())).endsWith("""

                EXECUTOR  orders  threads 2 of 2, active 2, queued 4
                  "orders-1" #61 (for 41.0 s) or "orders-2" #62 must act
                  4 tasks are in its queue
                    PriceJob.call  orderId = order-1
                    PriceJob.call  orderId = order-2
                    PriceJob.call  orderId = order-3
                    PriceJob.call  orderId = order-4

                JOB  4 × PriceJob.call  queued
                  each waits for orders (executor) for 1.5 s: "orders-1" #61 (for 41.0 s) or "orders-2" #62 must act
                  at com.acme.orders.PriceJob.call(PriceJob.java:20)
                      20 | call(); // line 20
                      orderId = order-1

                COROUTINE  application  running
                  is run by "orders-1" #61

                COROUTINE  shipping  suspended
                  dispatcher Dispatchers.IO, job Active
                  at com.acme.orders.Ship.all(Ship.java:12)
                      12 | all(); // line 12

                COROUTINE  sending  suspended
                  waits for a reply of the carrier (other) until a time limit: cannot tell who must act: nobody knows who sends it
                  at com.acme.orders.Carrier.send(Carrier.java:40)
                      40 | send(); // line 40
                      parcel = parcel-9
                  at com.acme.orders.Ship.send(Ship.java:25)
                      tries = 3
                  created at Ship.all(Ship.java:11)

                Tree of tasks
                  application  coroutine  running  on "orders-1" #61
                    shipping  coroutine  suspended
                      sending  coroutine  suspended
                """);
    }

    @Test
    void manyTasks_areFewLines() {
        LockRef pool = new LockRef("a.Pool", "1");
        List<Task> tasks = new ArrayList<>();
        tasks.add(Task.of("scope@0", TaskKind.COROUTINE, "scope", "suspended"));
        for (int i = 0; i < 100_000; i++) {
            tasks.add(Task.of("a.Job@" + i, TaskKind.SUBTASK, "Job.run", i % 4 == 0 ? "failed" : "queued")
                    .withParent("scope@0")
                    .withPool(pool)
                    .withStack(Dumps.stack(Dumps.frame("com.acme.Job", "run", i % 60))));
        }
        ThreadDump dump = Dumps.of()
                .withTasks(tasks)
                .withWaits(new WaitGraph(
                        List.of(new Resource(
                                pool,
                                Resource.Kind.EXECUTOR,
                                "jobs",
                                List.of(),
                                Resource.Need.ONE,
                                "its workers are not known",
                                Map.of())),
                        List.of()));

        String text = text(dump);

        assertThat(text.lines().count()).isLessThan(300);
        assertThat(text)
                .contains("\nEXECUTOR  jobs\n  cannot tell who must act: its workers are not known\n")
                .contains("  100000 tasks are in its queue\n", "    … 99995 more\n")
                .contains("\nSUBTASK  1667 × Job.run  failed\n")
                .contains("\n… 11 more groups of tasks, ")
                .contains("\n    1667 × Job.run  subtask  failed\n");
    }

    @Test
    void tasksThatBelongToEachOther_areInNoTree() {
        Task one = Task.of("a@1", TaskKind.COROUTINE, "one", "suspended").withParent("a@2");
        Task two = Task.of("a@2", TaskKind.COROUTINE, "two", "suspended").withParent("a@1");
        Task orphan = Task.of("a@3", TaskKind.COROUTINE, "orphan", "suspended").withParent("gone@9");

        String text = text(Dumps.of().withTasks(List.of(one, two, orphan)));

        assertThat(text).endsWith("\nTree of tasks\n  orphan  coroutine  suspended\n");
    }

    static String text(ThreadDump dump) {
        StringWriter text = new StringWriter();
        try {
            TerminalDump.write(List.of(dump), new TerminalOptions(false, 160), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
