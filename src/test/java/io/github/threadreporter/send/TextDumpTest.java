package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.TaskDumps;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextDumpTest {

    @Test
    void deadlock_isToldInTheWordsOfJstack() throws IOException {
        assertThat(text(Dumps.deadlocked())).contains("""
                2026-01-31 12:00:00
                Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6):

                "order-worker-3" #33 prio=5 cpu=1.20ms allocated=4096B tid=0x0000000000000021 nid=0x21 waiting for monitor entry  [0x0000000000000000]
                   java.lang.Thread.State: BLOCKED (on object monitor)
                   // role: culprit
                   // waits for com.acme.orders.Stock@1f2e3d held by "order-worker-7" #37
                   // group: main
                   // mdc: customer=acme, orderId=4711
                   // tags: shop=eu
                   // user: id=7
                   // transaction: POST /orders
                   // trace: 0af7651916cd43dd8448eb211c80319c
                   // span: b7ad6b7169203331
                	at com.acme.orders.Stock.reserve(Stock.java:88)
                	- waiting to lock <0x00000000001f2e3d> (a com.acme.orders.Stock)
                	at com.acme.orders.OrderService.place(OrderService.java:41)
                	- locked <0x000000000077aa01> (a com.acme.orders.Order)
                	at java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)
                	at java.lang.Thread.run(Thread.java:840)

                """).contains("""

                Found one Java-level deadlock:
                =============================
                "order-worker-3":
                  waiting to lock monitor 0x00000000001f2e3d (object 0x00000000001f2e3d, a com.acme.orders.Stock),
                  which is held by "order-worker-7"

                "order-worker-7":
                  waiting to lock monitor 0x000000000077aa01 (object 0x000000000077aa01, a com.acme.orders.Order),
                  which is held by "order-worker-3"

                Java stack information for the threads listed above:
                ===================================================
                "order-worker-3":
                	at com.acme.orders.Stock.reserve(Stock.java:88)
                """).endsWith("Found 1 deadlock.\n\n");
    }

    @Test
    void variables_standUnderTheirFramesInComments() throws IOException {
        String text = text(Dumps.withVariables());

        assertThat(text).contains("""
                	at com.acme.orders.Stock.reserve(Stock.java:88)
                	- waiting to lock <0x00000000001f2e3d> (a com.acme.orders.Stock)
                	// this = Stock@1f2e3d {shelves=HashMap@5a01 {bolts=12, nuts=0.5, … 4998 more}, open=true}
                	// orderId = order-17
                	// previous = null
                	at com.acme.orders.OrderService.place(OrderService.java:41)
                	- locked <0x000000000077aa01> (a com.acme.orders.Order)
                	// order = Order@77aa01 {id=order-17, stock=Stock@1f2e3d {shelves=HashMap@5a01 {… 5000}, open=true}, token=[Filtered], parent=Order@77aa02 (described elsewhere), state=PLACED}
                	// note = gift… +4092 chars
                	// tax = <no time left>
                	// variables missing: only parameters
                	at java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)
                """).contains("collected in 21000 microseconds, variables in 9000 of these");
        DumpGrammar with = DumpGrammar.parse(text);
        DumpGrammar without = DumpGrammar.parse(text(Dumps.deadlocked()));
        assertThat(with.threads).isEqualTo(without.threads);
        assertThat(with.deadlocks).isEqualTo(without.deadlocks);
    }

    @Test
    void hugeAndEvilVariables_areShortLinesOfTheirFrame() throws IOException {
        List<Value.Member> members = new ArrayList<>();
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Value text = new Value.Text("java.lang.String", "\n\tat evil.Code.run(Evil.java)".repeat(99), 7);
            members.add(new Value.Member("m" + i, text));
            variables.add(new Variable(
                    "v" + i,
                    Variable.Kind.LOCAL,
                    new Value.Structure("int[]", "", Value.Shape.ITEMS, members, 1_000_000)));
        }
        CapturedThread thread = CapturedThread.builder(1, "busy")
                .stack(Dumps.stack(Dumps.frame("com.acme.Order", "run", 1)))
                .variables(List.of(new FrameVariables(0, variables, "x".repeat(5_000))))
                .build();

        String text = text(Dumps.of(thread));

        assertThat(DumpGrammar.parse(text).threads.get("busy").stack())
                .containsExactly("at com.acme.Order.run(Order.java:1)");
        assertThat(text.lines().filter(line -> line.startsWith("\t// ")))
                .hasSize(66)
                .allMatch(line -> line.length() < 700)
                .contains("\t// … 936 more variables");
    }

    @Test
    void wholeDump_isReadByTheGrammarOfJstack() throws IOException {
        DumpGrammar parsed = DumpGrammar.parse(text(Dumps.deadlocked()));

        assertThat(parsed.threads.keySet())
                .containsExactly("http-1", "http-2", "order-worker-3", "order-worker-7", "order-worker-8");
        assertThat(parsed.threads.get("http-1"))
                .isEqualTo(new DumpGrammar.Parsed(
                        "http-1",
                        "daemon",
                        "WAITING (parking)",
                        "waiting on condition",
                        List.of(
                                "at jdk.internal.misc.Unsafe.park(Native Method)",
                                "at java.util.concurrent.locks.LockSupport.park(LockSupport.java:211)",
                                "at java.lang.Thread.run(Thread.java:840)"),
                        List.of()));
    }

    @Test
    void head_tellsWhatIsWrongAndWhatIsNotThere() throws IOException {
        ThreadDump dump = Dumps.deadlocked()
                .withAccount(new Account(
                        List.of(new Missing("virtual threads", "package is not open", "--add-exports x")),
                        List.of(new Cut("frames", 12, "framesPerStack=512")),
                        Map.of("value", 1, "name", 3)));

        assertThat(text(dump)).startsWith("""
                // capture 0123456789abcdef0123456789abcdef, reason manual
                // taken at 2026-01-31T12:00:00Z of process 4711 on orders-1, main class com.acme.orders.Main
                // Deadlock: order-worker-3 waits for com.acme.orders.Stock@1f2e3d held by order-worker-7
                // 5 threads; paused for 8000 microseconds, collected in 21000 microseconds
                // missing: virtual threads: package is not open (remedy: --add-exports x)
                // cut: 12 frames, framesPerStack=512
                // masked by name: 3
                // masked by value: 1
                """);
    }

    @Test
    void story_standsAtTheHeadAndAtEachThread() throws IOException {
        String text = text(Dumps.deadlocked().withStory(Dumps.story()));

        assertThat(text).contains("""
                // incident 0123456789abcdef0123456789abcdef (stuck-thread), continuing, for 2 min 5 s, event 3; 12 captures withheld: 8 cpu, 4 log
                // Deadlock: order-worker-3 waits for com.acme.orders.Stock@1f2e3d held by order-worker-7
                // 5 threads; paused for 8000 microseconds, collected in 21000 microseconds
                // what went before: 88 looks since 11:58:30
                // 11:59:19  2 BLOCKED, 3 RUNNABLE, CPU 150 %, GC 8 %: order-worker-3 came to Stock.reserve(Stock.java:88), and stands there; 12 threads started
                // 11:59:59  3 BLOCKED, CPU 0 %, GC 0 %: 1 thread ended
                """).contains("""
                   java.lang.Thread.State: BLOCKED (on object monitor)
                   // stands there for 41 s
                """).contains("   // stands there for 1 h 5 min\n");
        assertThat(DumpGrammar.parse(text).threads).hasSize(5);
    }

    @Test
    void virtualThread_andItsCarrier_pointToEachOther() throws IOException {
        CapturedThread carrier =
                CapturedThread.builder(21, "ForkJoinPool-1-worker-1").build();
        CapturedThread virtual = CapturedThread.builder(30, "")
                .kind(ThreadKind.VIRTUAL)
                .daemon(true)
                .group("orders")
                .carrierId(21L)
                .stack(Dumps.stack(Dumps.frame("com.acme.Order", "run", 1)))
                .build();

        String text = text(Dumps.of(carrier, virtual));

        DumpGrammar.parse(text);
        assertThat(text)
                .contains("   java.lang.Thread.State: RUNNABLE\n   Carrying virtual thread #30\n")
                .contains("\"\" #30 virtual prio=5 tid=0x000000000000001e nid=0x1e runnable  [")
                .contains("   // mounted on #21\n   // container: orders\n");
    }

    @Test
    void locks_withoutAFrame_areOwnableSynchronizers() throws IOException {
        LockRef lock = new LockRef("java.util.concurrent.locks.ReentrantLock$NonfairSync", "ab");
        CapturedThread thread = CapturedThread.builder(1, "main")
                .held(List.of(new HeldLock(lock, HeldLock.UNKNOWN_DEPTH)))
                .build();

        assertThat(DumpGrammar.parse(text(Dumps.of(thread))).threads.get("main").owned())
                .containsExactly("java.util.concurrent.locks.ReentrantLock$NonfairSync");
    }

    @Test
    void wait_hasItsOwnWords() throws IOException {
        LockRef lock = new LockRef("java.lang.Object", "ab");
        StackTrace stack = Dumps.stack(Dumps.frame("java.lang.Object", "wait", -2));
        CapturedThread waiting = CapturedThread.builder(1, "waiting")
                .state(Thread.State.TIMED_WAITING)
                .stack(stack)
                .waitsFor(new LockWait(lock, LockWait.How.WAITING, null))
                .build();
        CapturedThread sleeping = CapturedThread.builder(2, "sleeping")
                .state(Thread.State.TIMED_WAITING)
                .stack(Dumps.stack(Dumps.frame("java.lang.Thread", "sleep0", -2)))
                .build();

        Map<String, DumpGrammar.Parsed> parsed = DumpGrammar.parse(text(Dumps.of(waiting, sleeping))).threads;

        assertThat(parsed.get("waiting").state()).isEqualTo("TIMED_WAITING (on object monitor)");
        assertThat(parsed.get("waiting").words()).isEqualTo("in Object.wait()");
        assertThat(parsed.get("waiting").stack())
                .containsExactly("at java.lang.Object.wait(Native Method)", "- waiting on java.lang.Object");
        assertThat(parsed.get("sleeping").state()).isEqualTo("TIMED_WAITING (sleeping)");
    }

    @Test
    void framesCut_areCounted() throws IOException {
        StackTrace cut = new StackTrace(List.of(Dumps.frame("com.acme.Order", "run", 1)), 700);

        assertThat(text(Dumps.of(CapturedThread.builder(1, "deep").stack(cut).build())))
                .contains("\n\t... 700 older frames left out\n");
    }

    @Test
    void textOfTheApplication_staysOnItsLine() throws IOException {
        CapturedThread evil = CapturedThread.builder(1, "a\n\"main\" #1 prio=5\r\u0007\u2028")
                .context(new ThreadContext(
                        Map.of("k", "v\n\tat evil.Code.run(Evil.java)"),
                        Dumps.deadlocked().threads().get(1).context().scope(),
                        Map.of()))
                .build();

        String text = text(Dumps.of(evil));

        assertThat(DumpGrammar.parse(text).threads).hasSize(1);
        assertThat(text).contains("a\\n\"main\" #1 prio=5\\u000d\\u0007\\u2028", "k=v\\n\\tat evil.Code");
    }

    @Test
    void tasksAndPools_followTheThreadsInComments() throws IOException {
        String text = text(TaskDumps.exhausted());

        assertThat(text).contains("""
                // 2 threads and 7 tasks; paused for 8000 microseconds, collected in 21000 microseconds
                // "orders-1" #61 waits for java.util.concurrent.FutureTask@bb01, which is up to PriceJob.call (job FutureTask@bb01)
                // PriceJob.call (job FutureTask@bb01) waits for orders, which is up to "orders-2" #62
                """).contains("""
                   java.lang.Thread.State: WAITING (parking)
                   // waits: for java.util.concurrent.FutureTask@bb02 until a time limit: PriceJob.call (job FutureTask@bb02) (completes it) must act
                """).contains("""

                // Pool "orders" java.util.concurrent.ThreadPoolExecutor@aa01 executor
                //   threads: 2 of 2
                //   active: 2
                //   queued: 4
                //   held by: "orders-1" #61 (for 41.0 s)
                //   held by: "orders-2" #62

                // Task "PriceJob.call" java.util.concurrent.FutureTask@bb01 job queued
                //   pool: orders
                //   waits: for orders (executor) for 1.5 s: "orders-1" #61 (for 41.0 s) or "orders-2" #62 must act
                //   at com.acme.orders.PriceJob.call(PriceJob.java:20)
                //       orderId = order-1

                """).contains("""
                // Task "sending" com.acme.orders.Ship$send$1@c2 coroutine suspended
                //   parent: shipping (coroutine Ship$1@c1)
                //   waits: for a reply of the carrier (other) until a time limit: cannot tell who must act: nobody knows who sends it
                //   at com.acme.orders.Carrier.send(Carrier.java:40)
                //       parcel = parcel-9
                //   at com.acme.orders.Ship.send(Ship.java:25)
                //       tries = 3
                //   created
                //   at com.acme.orders.Ship.all(Ship.java:11)

                """).endsWith("""
                // Found one deadlock:
                //   "orders-1" #61 waits for java.util.concurrent.FutureTask@bb01, which is up to PriceJob.call (job FutureTask@bb01)
                //   PriceJob.call (job FutureTask@bb01) waits for orders, which is up to "orders-1" #61
                //   held as well: "orders-2" #62, PriceJob.call (job FutureTask@bb02)

                """);
    }

    @Test
    void tasks_changeNothingForReadersOfThreadDumps() throws IOException {
        ThreadDump dump = TaskDumps.exhausted();
        ThreadDump threadsAlone = dump.withTasks(List.of()).withWaits(WaitGraph.EMPTY);

        DumpGrammar with = DumpGrammar.parse(text(dump));

        assertThat(with.threads).isEqualTo(DumpGrammar.parse(text(threadsAlone)).threads);
        assertThat(with.deadlocks).isEmpty();
    }

    @Test
    void evilTask_staysInItsComments() throws IOException {
        String evil = "a\n\"main\" #1 prio=5\r\tat evil.Code.run(Evil.java)".repeat(50);
        LockRef lock = new LockRef("a.Pool", "1");
        ThreadDump dump = Dumps.of(CapturedThread.builder(1, "main").build())
                .withTasks(List.of(Task.of("a\n@1", TaskKind.STREAM, evil, evil)
                        .withParent(evil)
                        .withPool(lock)
                        .withVariables(List.of(TaskDumps.variables(3, evil, evil)))
                        .withFacts(Map.of(evil, evil))))
                .withWaits(new WaitGraph(
                        List.of(new Resource(
                                lock,
                                Resource.Kind.EXECUTOR,
                                evil,
                                List.of(new Resource.Holder(Node.task(evil), evil)),
                                Resource.Need.ONE,
                                evil,
                                Map.of(evil, evil))),
                        List.of(new Wait(Node.thread(1), lock, true, null))));

        String text = text(dump);

        assertThat(DumpGrammar.parse(text).threads.keySet()).containsExactly("main");
        assertThat(text.lines().filter(line -> line.startsWith("//"))).hasSizeGreaterThan(8);
    }

    private static String text(ThreadDump dump) throws IOException {
        StringWriter text = new StringWriter();
        TextDump.write(dump, text);
        return text.toString();
    }
}
