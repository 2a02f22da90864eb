package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.LockWait.How;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.model.Variable.Kind;
import io.github.threadreporter.testing.Dumps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PackingTest {

    private long nextId = 1;

    @Test
    void fittingEvent_losesNothing() {
        ConvertedEvent event = whole(900_000, group(Role.CULPRIT, 1, 20), group(Role.IDLE, 3, 20));
        assertThat(event.cuts()).isEmpty();
    }

    /** The smaller the event, the more steps are taken, and none before all those before it. */
    @Test
    void steps_areTakenInTheStatedOrder() {
        List<String> order = List.of(
                "source of system frames",
                "variables of system frames",
                "source of application frames",
                "variables of application frames",
                "frames",
                "threads");
        StackGroup[] groups = IntStream.range(0, 80)
                .mapToObj(i -> withVariables(group(Role.WAITING, 1, 26)))
                .toArray(StackGroup[]::new);
        int reached = 0;
        for (int bytes = 1_048_576; bytes >= 65_536; bytes -= 20_480) {
            Set<String> taken = whole(bytes, groups).cuts().stream()
                    .filter(cut -> cut.limit().startsWith("eventBytes"))
                    .map(Cut::what)
                    .collect(Collectors.toSet());
            assertThat(taken).containsExactlyInAnyOrderElementsOf(order.subList(0, taken.size()));
            assertThat(taken.size()).isBetween(reached, reached + 1);
            reached = taken.size();
        }
        assertThat(reached).isEqualTo(order.size());
    }

    private static StackGroup withVariables(StackGroup group) {
        CapturedThread thread = group.first();
        List<FrameVariables> variables = IntStream.range(
                        0, thread.stack().frames().size())
                .mapToObj(depth -> new FrameVariables(
                        depth, List.of(new Variable("x", Kind.LOCAL, Value.of(depth))), "y".repeat(40)))
                .toList();
        return new StackGroup(
                group.role(), List.of(thread.toBuilder().variables(variables).build()));
    }

    @Test
    void culprit_keepsItsVariablesWhileOthersLoseThem() {
        List<StackGroup> groups = new ArrayList<>();
        groups.add(withVariables(group(Role.CULPRIT, 1, 48)));
        for (int i = 0; i < 80; i++) {
            groups.add(withVariables(group(Role.WAITING, 1, 48)));
        }
        JsonNode threads =
                json(whole(200_000, groups.toArray(StackGroup[]::new))).at("/threads/values");
        assertThat(threads.get(0).findValues("vars")).hasSize(48);
        assertThat(threads.get(1).findValues("x")).isEmpty();
    }

    @Test
    void longStack_keepsVariablesWhereTheServerKeepsThemAndRepeatsTheOneThatItLoses() {
        List<Frame> frames = new ArrayList<>();
        List<FrameVariables> variables = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            frames.add(Dumps.frame(i == 40 ? "com.acme.C" : "org.lib.C", "m" + i, i + 1));
            variables.add(new FrameVariables(i, List.of(new Variable("x", Kind.LOCAL, Value.of(i))), ""));
        }
        CapturedThread thread = CapturedThread.builder(nextId++, "deep")
                .stack(new StackTrace(frames, 0))
                .variables(variables)
                .build();
        ConvertedEvent event = whole(900_000, new StackGroup(Role.CULPRIT, List.of(thread)));
        JsonNode json = json(event);
        List<String> shown = new ArrayList<>();
        for (JsonNode frame : json.at("/threads/values/0/stacktrace/frames")) {
            if (frame.has("vars")) {
                shown.add(frame.get("function").asText());
            }
        }
        assertThat(shown).hasSize(49).contains("m40", "m0", "m23", "m99", "m76").doesNotContain("m24", "m75");
        assertThat(event.cuts()).contains(new Cut("variables of frames", 51, "framesWithVariables=50"));
        assertThat(json.at("/extra/threads 001/variables/C.m40(C.java:41)").asText())
                .isEqualTo("x=40");
    }

    @Test
    void leastImportantGroup_givesWayFirst() {
        List<StackGroup> groups = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            groups.add(group(Role.WAITING, 1, 60));
        }
        JsonNode threads =
                json(whole(160_000, groups.toArray(StackGroup[]::new))).at("/threads/values");
        int first = threads.get(0).findValues("context_line").size();
        int last = threads.get(11).findValues("context_line").size();
        assertThat(first).isEqualTo(60);
        assertThat(last).isLessThan(60);
    }

    @Test
    void foldedStacks_loseFramesBeforeIdleThreadsGo() {
        List<StackGroup> groups = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            groups.add(group(Role.RUNNING, i % 2 + 1, 60));
        }
        for (int i = 0; i < 20; i++) {
            groups.add(group(Role.IDLE, 1, 60));
        }
        ConvertedEvent event = whole(120_000, groups.toArray(StackGroup[]::new));
        JsonNode threads = json(event).at("/threads/values");
        assertThat(threads.get(0).at("/stacktrace/frames")).hasSize(25);
        assertThat(threads.get(1).at("/stacktrace/frames")).hasSize(5);
        assertThat(threads.get(1).get("name").asText()).endsWith(" and 1 more");
        assertThat(event.threadIds()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(event.cuts())
                .contains(new Cut("threads", 80 - event.threadIds().size(), "eventBytes=120000"));
    }

    @Test
    void threadsWithoutAnEntry_areToldInLines() {
        List<StackGroup> groups = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            groups.add(group(Role.IDLE, 1, 60));
        }
        ConvertedEvent event = whole(100_000, groups.toArray(StackGroup[]::new));
        JsonNode lines = json(event).at("/extra/threads left out");
        int shown = event.threadIds().size();
        assertThat(lines.get(0).asText())
                .isEqualTo("1 RUNNABLE at C%d.m0(C%d.java:1): t-%d".formatted(shown + 1, shown + 1, shown + 1));
        assertThat(lines.get(lines.size() - 1).asText())
                .isEqualTo("… and %d more groups of %1$d threads".formatted(2_000 - shown - (lines.size() - 1)));
    }

    @Test
    void deepStack_keepsItsEndsAndMarksTheGap() {
        ConvertedEvent event = whole(900_000, group(Role.CULPRIT, 1, 512));
        JsonNode frames = json(event).at("/threads/values/0/stacktrace/frames");
        assertThat(frames).hasSize(250);
        assertThat(frames.get(249).get("function").asText()).isEqualTo("m0");
        assertThat(frames.get(51).get("function").asText()).isEqualTo("m198");
        assertThat(frames.get(50).get("function").asText()).isEqualTo("… frames left out …");
        assertThat(frames.get(50).get("filename").asText()).isEqualTo("263 frames");
        assertThat(frames.get(50).at("/vars/frames left out").asInt()).isEqualTo(263);
        assertThat(frames.get(49).get("function").asText()).isEqualTo("m462");
        assertThat(frames.get(0).get("function").asText()).isEqualTo("m511");
        assertThat(event.cuts())
                .contains(new Cut("frames", 263, "framesOfThread=250"))
                .anyMatch(cut -> cut.what().equals("lines around a frame's line"));
    }

    @Test
    void framesThatWereNeverCollected_areMarkedAtTheOldEnd() {
        StackTrace known = new StackTrace(List.of(Dumps.frame("com.acme.C", "run", 1)), 12);
        StackTrace unknown = new StackTrace(List.of(Dumps.frame("com.acme.C", "run", 1)), -1);
        JsonNode threads = json(whole(900_000, group(Role.WAITING, known), group(Role.WAITING, unknown)))
                .at("/threads/values");
        assertThat(threads.at("/0/stacktrace/frames/0/function").asText()).isEqualTo("… older frames left out …");
        assertThat(threads.at("/0/stacktrace/frames/0/vars/frames left out").asInt())
                .isEqualTo(12);
        assertThat(threads.at("/1/stacktrace/frames/0/function").asText()).isEqualTo("… older frames left out …");
        assertThat(threads.at("/1/stacktrace/frames/0").has("vars")).isFalse();
        assertThat(threads.at("/1/stacktrace/frames/0/in_app").asBoolean()).isFalse();
    }

    @Test
    void longStack_keepsSourceWhereTheServerKeepsIt() {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            frames.add(Dumps.sourced(i == 40 || i == 60 ? "com.acme.C" : "org.lib.C", "m" + i, i + 1));
        }
        JsonNode sent = json(whole(900_000, group(Role.CULPRIT, new StackTrace(frames, 0))))
                .at("/threads/values/0/stacktrace/frames");
        List<String> around = new ArrayList<>();
        for (JsonNode frame : sent) {
            if (frame.has("pre_context")) {
                around.add(frame.get("function").asText());
            }
            assertThat(frame.has("context_line")).isTrue();
        }
        assertThat(around)
                .hasSize(50)
                .contains("m40", "m60", "m0", "m23", "m99", "m76")
                .doesNotContain("m24", "m75");
    }

    @Test
    void oneThread_isMadeToFitByTheSameSteps() {
        String line = "x".repeat(250);
        Frame frame = Dumps.frame("com.acme.C", "run", 1)
                .withSource(new SourceContext(List.of(line, line), line, List.of(line, line)));
        ThreadDump dump = dump(List.of(group(Role.WAITING, new StackTrace(Collections.nCopies(250, frame), 0))));
        CaptureLimits limits = CaptureLimits.builder().eventBytes(65_536).build();
        ConvertedEvent event = new EventConverter(limits).each(dump).next();
        JsonNode json = ServerRules.assertKept(event, 65_536);
        assertThat(event.threadIds()).hasSize(1);
        assertThat(json.at("/threads/values/0/stacktrace/frames")).hasSize(250);
        assertThat(event.cuts()).containsExactly(new Cut("source of application frames", 250, "eventBytes=65536"));
    }

    @Test
    void deadlockTooLargeForAnEvent_isStillAnEventThatBeginsWithItsCulprit() {
        List<StackGroup> groups = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            CapturedThread thread = group(i == 0 ? Role.CULPRIT : Role.DEADLOCKED, 1, 30).first().toBuilder()
                    .state(Thread.State.BLOCKED)
                    .waitsFor(new LockWait(
                            new LockRef("com.acme.Fork", Integer.toHexString(i)),
                            How.ENTERING,
                            new LockWait.Owner((i + 1) % 3_000 + 1, "next")))
                    .build();
            groups.add(new StackGroup(i == 0 ? Role.CULPRIT : Role.DEADLOCKED, List.of(thread)));
        }
        groups.add(group(Role.BLOCKED, 1, 30));
        ThreadDump dump = dump(groups);
        List<Long> ids = LongStream.rangeClosed(1, 3_000).boxed().toList();
        ConvertedEvent event = new EventConverter(CaptureLimits.DEFAULTS)
                .whole(dump.withAnalysis(new Analysis(
                        groups, List.of(Deadlock.ofThreads(ids)), 1L, Headline.of("Deadlock of %s", "t-1"))));
        JsonNode json = ServerRules.assertKept(event, 921_600);
        assertThat(json.at("/threads/values/0/id").asLong()).isEqualTo(1);
        assertThat(json.at("/threads/values/0").findValues("context_line")).hasSize(30);
        assertThat(json.at("/threads/values/1/stacktrace/frames")).hasSize(5);
        assertThat(event.cuts())
                .contains(new Cut(
                        "threads of a deadlock or chain",
                        3_000 - event.threadIds().size(),
                        "eventBytes=921600"))
                .contains(new Cut("threads", 1, "eventBytes=921600"));
    }

    @Test
    void fiveThousandDistinctStacks_areOneEventOfFullSize() {
        List<StackGroup> groups = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            groups.add(group(Role.WAITING, 1, 60));
        }
        ConvertedEvent event = new EventConverter(CaptureLimits.DEFAULTS).whole(dump(groups));
        ServerRules.assertKept(event, 921_600);
        assertThat(ByteCounter.sizeOf(event.event())).isGreaterThan(880_000);
        assertThat(event.threadIds()).hasSizeGreaterThan(500);
    }

    @Test
    void hundredThousandThreadsInThreeGroups_areThreeEntries() {
        ConvertedEvent event = whole(
                921_600, group(Role.RUNNING, 1, 30), group(Role.WAITING, 40_000, 30), group(Role.IDLE, 59_999, 30));
        assertThat(event.threadIds()).hasSize(100_000);
        assertThat(event.event().getThreads()).hasSize(3);
        assertThat(event.event().getThreads().get(2).getName()).endsWith(" and 59998 more");
    }

    private ConvertedEvent whole(int bytes, StackGroup... groups) {
        CaptureLimits limits = CaptureLimits.builder().eventBytes(bytes).build();
        ConvertedEvent event = new EventConverter(limits).whole(dump(List.of(groups)));
        ServerRules.assertKept(event, bytes);
        return event;
    }

    private static JsonNode json(ConvertedEvent event) {
        return ServerRules.assertKept(event, 921_600);
    }

    private static ThreadDump dump(List<StackGroup> groups) {
        List<CapturedThread> threads =
                groups.stream().flatMap(group -> group.threads().stream()).toList();
        Long culprit = groups.get(0).role() == Role.CULPRIT
                ? (Long) groups.get(0).first().id()
                : null;
        return new ThreadDump(
                Dumps.info(), threads, new Analysis(groups, List.of(), culprit, Headline.NONE), Account.EMPTY);
    }

    /** Threads in one class of their own, every second frame of the application, all with source. */
    private StackGroup group(Role role, int size, int depth) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            frames.add(Dumps.sourced((i % 2 == 0 ? "com.acme.C" : "org.lib.C") + nextId, "m" + i, i + 1));
        }
        return group(role, size, new StackTrace(frames, 0));
    }

    private StackGroup group(Role role, StackTrace stack) {
        return group(role, 1, stack);
    }

    private StackGroup group(Role role, int size, StackTrace stack) {
        List<CapturedThread> threads = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            long id = nextId++;
            threads.add(CapturedThread.builder(id, "t-" + id).stack(stack).build());
        }
        return new StackGroup(role, threads);
    }
}
