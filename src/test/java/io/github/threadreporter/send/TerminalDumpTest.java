package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Story;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.testing.Dumps;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalDumpTest {

    private static final Account ACCOUNT = new Account(
            List.of(new Missing("virtual threads", "package jdk.internal.vm is not open", "--add-opens x=ALL-UNNAMED")),
            List.of(new Cut("oldest frames of deep stacks", 12, "framesPerStack=512")),
            Map.of("value", 1, "name", 3));

    @Test
    void deadlockedDump_tellsWhatIsWrongFirst() {
        assertThat(text(Dumps.withVariables().withAccount(ACCOUNT), false, 100)).isEqualTo("""
                Deadlock: order-worker-3 waits for com.acme.orders.Stock@1f2e3d held by order-worker-7
                2026-01-31 12:00:00 UTC | process 4711 com.acme.orders.Main on orders-1 | OpenJDK 64-Bit Server VM
                17.0.15+6 | paused 8.0 ms, looked for 21.0 ms

                5 threads
                BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW
                B 3 BLOCKED   W 2 WAITING

                Not shown
                  missing virtual threads: package jdk.internal.vm is not open
                          remedy: --add-opens x=ALL-UNNAMED
                  cut     12 oldest frames of deep stacks (framesPerStack=512)
                  masked  3 by name, 1 by value

                Deadlock of 2 threads
                  order-worker-3 #33 waits for com.acme.orders.Stock@1f2e3d, held by
                  order-worker-7 #37 waits for com.acme.orders.Order@77aa01, held by
                  order-worker-3 #33

                CULPRIT  order-worker-3 #33  BLOCKED (on object monitor)
                  waits for com.acme.orders.Stock@1f2e3d, held by order-worker-7 #37
                  1 thread waits for it
                  customer=acme orderId=4711 | user id=7 | POST /orders | trace 0af7651916cd43dd8448eb211c80319c | …
                  at com.acme.orders.Stock.reserve(Stock.java:88)
                      88 | reserve(); // line 88
                      this = Stock@1f2e3d {shelves=HashMap@5a01 {bolts=12, nuts=0.5, … 4998 more}, open=true}
                      orderId = order-17
                      previous = null
                  at com.acme.orders.OrderService.place(OrderService.java:41)
                      41 | place(); // line 41
                      locked com.acme.orders.Order@77aa01
                      order = Order@77aa01 {id=order-17, stock=Stock@1f2e3d {shelves=HashMap@5a01 {… 5000}, open=tr…
                      note = gift… +4092 chars
                      tax = <no time left>
                      variables missing: only parameters
                  … 2 frames of java.util.concurrent and java.lang

                DEADLOCKED  order-worker-7 #37  BLOCKED (on object monitor)
                  waits for com.acme.orders.Order@77aa01, held by order-worker-3 #33
                  2 threads wait for it
                  at com.acme.orders.Order.cancel(Order.java:19)
                      19 | cancel(); // line 19
                  at com.acme.orders.OrderService.place(OrderService.java:41)
                      41 | place(); // line 41
                      locked com.acme.orders.Stock@1f2e3d
                  … 2 frames of java.util.concurrent and java.lang

                BLOCKED  order-worker-8 #38  BLOCKED (on object monitor)
                  waits for com.acme.orders.Stock@1f2e3d, held by order-worker-7 #37
                  at com.acme.orders.Stock.reserve(Stock.java:88)
                      88 | reserve(); // line 88
                      this = Stock@1f2e3d {shelves=HashMap@5a01 {bolts=12, nuts=0.5, … 4998 more}, open=true}
                      orderId = order-18
                  at com.acme.orders.OrderService.place(OrderService.java:41)
                      41 | place(); // line 41
                  … 2 frames of java.util.concurrent and java.lang

                IDLE  2 threads: http-1 and -2
                """);
    }

    @Test
    void withoutColour_thereIsNoEscape() {
        assertThat(text(Dumps.withVariables().withAccount(ACCOUNT), false, 100)).doesNotContain("\u001b");
    }

    @Test
    void withColour_onlyColoursAreAdded() {
        String coloured = text(Dumps.withVariables().withAccount(ACCOUNT), true, 100);

        assertThat(coloured).contains("\u001b[1;31mCULPRIT\u001b[0m", "\u001b[31mBBBB");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(text(Dumps.withVariables().withAccount(ACCOUNT), false, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 61, 80, 200})
    void noLine_isWiderThanTheTerminal(int columns) {
        assertThat(text(Dumps.withVariables().withAccount(ACCOUNT), false, columns)
                        .lines())
                .allMatch(line -> line.codePointCount(0, line.length()) <= columns);
    }

    @Test
    void headlineAndRemedy_areBrokenIntoLines_notCut() {
        String narrow =
                text(Dumps.withVariables().withAccount(ACCOUNT), false, 40).replaceAll("\\s+", " ");

        assertThat(narrow)
                .contains("waits for com.acme.orders.Stock@1f2e3d held by order-worker-7")
                .contains("remedy: --add-opens x=ALL-UNNAMED");
    }

    @Test
    @Timeout(20)
    void endlessHeadline_isCutAfterTwentyLines() {
        String endless = "x\ud83d\ude00 ".repeat(250_000) + "y".repeat(1_000_000);
        ThreadDump dump = Dumps.of().withAnalysis(new Analysis(List.of(), List.of(), null, Headline.of("%s", endless)));

        List<String> lines = text(dump, false, 40).lines().toList();

        assertThat(lines.subList(0, 20))
                .allMatch(line -> line.startsWith("x") && line.codePointCount(0, line.length()) <= 40);
        assertThat(lines.get(19)).endsWith("…");
        assertThat(lines.get(20)).startsWith("2026-01-31");
    }

    @Test
    void columnsOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TerminalOptions(true, 39))
                .withMessage("columns: 39 is not between 40 and 1000");
    }

    @Test
    void namesAndValues_cannotActOnTheTerminal() {
        String hostile = "\u001b[2J\u009b31m\u0007\u202egnp\r\n\t\ud800\u200b";
        CapturedThread thread = CapturedThread.builder(1, hostile)
                .state(Thread.State.BLOCKED)
                .stack(Dumps.stack(Dumps.frame("com.acme." + hostile, hostile, 1)))
                .context(new ThreadContext(Map.of(hostile, hostile), ThreadContext.EMPTY.scope(), Map.of()))
                .variables(List.of(new FrameVariables(
                        0,
                        List.of(new Variable(
                                hostile, Variable.Kind.LOCAL, new Value.Text("java.lang.String", hostile, 0))),
                        hostile)))
                .build();
        ThreadDump dump = Dumps.of(thread)
                .withAnalysis(new Analysis(List.of(), List.of(), null, Headline.of("%s", hostile)))
                .withAccount(new Account(
                        List.of(new Missing(hostile, hostile, hostile)),
                        List.of(new Cut(hostile, 1, hostile)),
                        Map.of(hostile, 1)));

        String text = text(dump, false, 300);

        assertThat(text).matches("[\\n\\x20-\\x7e…]*");
        assertThat(text).contains("\\u001b[2J\\u009b31m\\u0007\\u202egnp\\u000d\\n\\t\\ud800\\u200b");
    }

    @Test
    void visibleTextOfAnyLanguage_staysAsItIs() {
        assertThat(text(Dumps.of(CapturedThread.builder(1, "Straße 漢字 😀").build()), false, 80))
                .contains("Straße 漢字 😀");
    }

    @Test
    void framesOfLibraries_areFolded_butTheNewest() {
        Frame pool = Dumps.frame("java.util.concurrent.ThreadPoolExecutor", "runWorker", 1136);
        CapturedThread thread = CapturedThread.builder(1, "http-1")
                .stack(Dumps.stack(
                        Dumps.frame("sun.nio.ch.SocketDispatcher", "read0", Frame.NATIVE),
                        Dumps.frame("sun.nio.ch.SocketDispatcher", "read", 46),
                        Dumps.frame("sun.nio.ch.NioSocketImpl", "read", 346),
                        Dumps.frame("java.net.Socket", "read", 1099),
                        Dumps.frame("com.acme.orders.Client", "ask", 7),
                        Dumps.frame("java.lang.reflect.Method", "invoke", 1),
                        Dumps.frame("com.acme.orders.Main", "run", 3),
                        pool,
                        pool))
                .build();

        assertThat(text(dump(Role.RUNNING, List.of(thread)), false, 100)).endsWith("""
                RUNNING  http-1 #1  RUNNABLE
                  at sun.nio.ch.SocketDispatcher.read0(Native Method)
                  … 3 frames of sun.nio.ch and java.net
                  at com.acme.orders.Client.ask(Client.java:7)
                  at java.lang.reflect.Method.invoke(Method.java:1)
                  at com.acme.orders.Main.run(Main.java:3)
                  … 2 frames of java.util.concurrent
                """);
    }

    @Test
    void recursion_isFolded() {
        CapturedThread thread = CapturedThread.builder(1, "main")
                .stack(new StackTrace(Collections.nCopies(500, Dumps.frame("com.acme.Tree", "walk", 7)), 12))
                .build();

        String text = text(dump(Role.RUNNING, List.of(thread)), false, 100);

        assertThat(text.lines().filter(line -> line.contains("Tree.walk"))).hasSize(40);
        assertThat(text)
                .endsWith("  … 460 frames of com.acme, 460 of them of the application\n  … 12 older frames left out\n");
    }

    @Test
    void stackWithoutTheApplication_showsItsNewestFrames() {
        CapturedThread thread = CapturedThread.builder(1, "main")
                .state(Thread.State.BLOCKED)
                .stack(new StackTrace(Collections.nCopies(20, Dumps.frame("java.io.Stream", "close", 7)), 0))
                .build();

        String text = text(dump(Role.BLOCKED, List.of(thread)), false, 100);

        assertThat(text.lines().filter(line -> line.contains("Stream.close"))).hasSize(6);
        assertThat(text).endsWith("  … 14 frames of java.io\n");
    }

    @Test
    void threadsOfAGroup_areNamedInShort() {
        assertThat(names("order-worker-1", "order-worker-2", "order-worker-3", "order-worker-12", "x"))
                .isEqualTo("order-worker-1, -2 and 3 more");
        assertThat(names("http1", "http2")).isEqualTo("http1 and 2");
        assertThat(names("a-1", "a-2", "b-3")).isEqualTo("a-1, -2 and b-3");
        assertThat(names("", "")).isEqualTo("platform-1 and -2");
        assertThat(names("1", "2")).isEqualTo("1 and 2");
        assertThat(names("main")).isEqualTo("main");
    }

    private static String names(String... names) {
        List<CapturedThread> threads = new ArrayList<>();
        for (String name : names) {
            threads.add(CapturedThread.builder(threads.size() + 1, name).build());
        }
        return GroupNames.of(new StackGroup(Role.WAITING, threads));
    }

    @Test
    void groupsBeyondAHundredOfARole_areCounted() {
        List<StackGroup> groups = IntStream.range(0, 103)
                .mapToObj(i -> new StackGroup(
                        Role.WAITING, List.of(CapturedThread.builder(i, "t" + i).build())))
                .toList();
        ThreadDump dump = Dumps.of(groups.stream().map(StackGroup::first).toArray(CapturedThread[]::new))
                .withAnalysis(new Analysis(groups, List.of(), null, Headline.NONE));

        String text = text(dump, false, 100);

        assertThat(text.lines().filter(line -> line.startsWith("WAITING"))).hasSize(100);
        assertThat(text).endsWith("… 3 more groups of waiting threads, 3 in all\n");
    }

    @Test
    void rawDump_showsEachThreadByItsState() {
        ThreadDump raw = Dumps.of(Dumps.deadlocked().threads().toArray(CapturedThread[]::new));

        assertThat(text(raw, false, 100))
                .startsWith("Not analysed\n")
                .contains("\nBLOCKED  order-worker-3 #33", "\nWAITING  http-2 #52");
    }

    @Test
    void bar_fillsItsWidth_andLeavesNoStateOut() {
        List<CapturedThread> threads = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Thread.State state = i == 0 ? Thread.State.BLOCKED : i < 300 ? Thread.State.RUNNABLE : Thread.State.WAITING;
            threads.add(CapturedThread.builder(i, "t").state(state).build());
        }

        assertThat(new StateBar(threads).columns(80))
                .isEqualTo(Map.of(Thread.State.BLOCKED, 1, Thread.State.RUNNABLE, 23, Thread.State.WAITING, 56));
    }

    private static ThreadDump dump(Role role, List<CapturedThread> threads) {
        return Dumps.of(threads.toArray(CapturedThread[]::new))
                .withAnalysis(new Analysis(
                        List.of(new StackGroup(role, threads)), List.of(), null, Headline.of("All is well")));
    }

    @Test
    void story_tellsTheIncidentFirst_andWhatWentBeforeLast() {
        String text = text(Dumps.deadlocked().withStory(Dumps.story()), false, 120);

        assertThat(text).startsWith("""
                Deadlock: order-worker-3 waits for com.acme.orders.Stock@1f2e3d held by order-worker-7
                incident 0123456789abcdef0123456789abcdef (stuck-thread), continuing, for 2 min 5 s, event 3; 12 captures withheld: 8
                cpu, 4 log
                """).contains("""
                CULPRIT  order-worker-3 #33  BLOCKED (on object monitor)
                  stands there for 41 s
                """).endsWith("""

                What went before  88 looks since 11:58:30 UTC
                  11:59:19  2 BLOCKED, 3 RUNNABLE, CPU 150 %, GC 8 %
                    order-worker-3 came to Stock.reserve(Stock.java:88), and stands there
                    12 threads started
                  11:59:59  3 BLOCKED, CPU 0 %, GC 0 %
                    1 thread ended
                """);
    }

    @Test
    void history_tellsOfGroupsHowLongTheyStand_andOfManyMomentsTheNewest() {
        Moment moment = Dumps.story().history().moments().get(1);
        Map<Long, Duration> stood =
                Map.of(37L, Duration.ofSeconds(40), 33L, Duration.ofSeconds(12), 38L, Duration.ZERO);
        ThreadDump dump = Dumps.deadlocked();
        CapturedThread one = dump.threads().get(0);
        CapturedThread other = dump.threads().get(1);
        dump = dump.withAnalysis(new Analysis(
                        List.of(
                                new StackGroup(Role.RUNNING, List.of(one, other)),
                                new StackGroup(
                                        Role.BLOCKED,
                                        List.of(
                                                dump.threads().get(2),
                                                dump.threads().get(3))),
                                new StackGroup(
                                        Role.WAITING, List.of(dump.threads().get(4)))),
                        List.of(),
                        null,
                        Headline.NONE))
                .withStory(new Story(
                        null, new History(moment.at(), 30, stood, Map.of(), Collections.nCopies(15, moment))));

        String text = text(dump, false, 120);

        assertThat(text).contains("\n  stand there for 12 s to 40 s\n", "\n  … 3 earlier moments\n");
        assertThat(text).containsOnlyOnce("there for").doesNotContain("incident");
        assertThat(text.split("11:59:19")).hasSize(13 + 1); // and since then
    }

    private static String text(ThreadDump dump, boolean colour, int columns) {
        StringWriter text = new StringWriter();
        try {
            TerminalDump.write(List.of(dump), new TerminalOptions(colour, columns), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
