package io.github.threadreporter.dumpfile.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Story;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.Usage;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.TaskDumps;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was written is what is read. */
class JsonDumpReaderTest {

    @Test
    void enrichedDump_comesBackEqual() throws IOException {
        assertThat(Texts.read(Texts.of(Dumps.withVariables()))).isEqualTo(Dumps.withVariables());
    }

    @Test
    void story_comesBackEqual() throws IOException {
        ThreadDump dump = Dumps.deadlocked().withStory(Dumps.story());

        assertThat(Texts.read(Texts.of(dump))).isEqualTo(dump);
    }

    @Test
    void incidentAlone_comesBackEqual_inEachOfItsStates() throws IOException {
        for (Incident.State state : Incident.State.values()) {
            Incident incident = new Incident(
                    Dumps.ID, "cpu", state, Instant.parse("2026-01-31T11:59:00Z"), Duration.ZERO, 1, Map.of());
            ThreadDump dump = Dumps.deadlocked().withStory(new Story(incident, History.NONE));

            assertThat(Texts.read(Texts.of(dump))).isEqualTo(dump);
        }
    }

    @Test
    void momentsAboveTheLimit_areCountedOnly() throws IOException {
        Moment moment = Dumps.story().history().moments().get(1);
        Moment talkative = new Moment(moment.at(), moment.states(), 1, 1, Collections.nCopies(25, "a change"));
        History history = new History(moment.at(), 9, Map.of(), Map.of(), Collections.nCopies(210, talkative));

        ThreadDump dump = Texts.read(Texts.of(Dumps.deadlocked().withStory(new Story(null, history))));

        assertThat(dump.story().history().moments()).hasSize(200);
        assertThat(dump.story().history().moments().get(0).changes()).hasSize(20);
        assertThat(dump.account().cuts())
                .containsExactlyInAnyOrder(
                        new Cut("moments of the history", 10, "moments=200"),
                        new Cut("changes of a moment", 1_000, "changes=20"));
    }

    @Test
    void stateOfAnIncident_thatNobodyKnows_isAnError() {
        String text = Texts.of(Dumps.deadlocked().withStory(Dumps.story())).replace("continuing", "confused");

        assertThatIOException()
                .isThrownBy(() -> Texts.read(text))
                .withMessageContaining("'confused' is no state of an incident");
    }

    @Test
    void tasksAndWaits_comeBackEqual_andShareTheirStacks() throws IOException {
        ThreadDump dump = Texts.read(Texts.of(TaskDumps.exhausted()));

        assertThat(dump).isEqualTo(TaskDumps.exhausted());
        assertThat(dump.tasks().get(0).stack()).isSameAs(dump.tasks().get(3).stack());
        assertThat(dump.tasks().get(5).facts().keySet()).containsExactly("dispatcher", "job");
    }

    @Test
    void tasksAboveTheLimit_areCountedOnly() throws IOException {
        CaptureLimits few = CaptureLimits.builder().tasks(5).build();

        ThreadDump dump = Texts.read(Texts.of(TaskDumps.exhausted()), few);

        assertThat(dump.tasks()).isEqualTo(TaskDumps.exhausted().tasks().subList(0, 5));
        assertThat(dump.account().cuts()).containsExactly(new Cut("tasks", 2, "tasks=5"));
    }

    @Test
    void rawDump_comesBackEqual_withAllThatACollectorKnows() throws IOException {
        CapturedThread virtual = CapturedThread.builder(40, "")
                .kind(ThreadKind.VIRTUAL)
                .state(Thread.State.TIMED_WAITING)
                .daemon(true)
                .priority(7)
                .group("ForkJoinPool-1")
                .stack(new StackTrace(
                        List.of(
                                new Frame("a.B", "c", null, Frame.UNKNOWN_LINE, "m", false, null),
                                new Frame("a.B", "d", "B.java", Frame.NATIVE, null, true, null),
                                new Frame(
                                        "a.B",
                                        "e",
                                        "B.java",
                                        7,
                                        null,
                                        true,
                                        new SourceContext(List.of(), "e();", List.of("}")))),
                        -1))
                .waitsFor(new LockWait(new LockRef("a.Lock", "1f"), LockWait.How.PARKED, new LockWait.Owner(41, "")))
                .held(List.of(
                        new HeldLock(new LockRef("a.C", "2"), 1),
                        new HeldLock(new LockRef("a.D", "3"), HeldLock.UNKNOWN_DEPTH)))
                .carrierId(12L)
                .usage(new Usage(0, Usage.UNKNOWN))
                .context(new ThreadContext(
                        Map.of("", "x", "k", ""),
                        new ScopeData(Map.of(), Map.of("id", "7"), null, "0af7651916cd43dd8448eb211c80319c", null),
                        Map.of("a.Tenant", "eu")))
                .variables(List.of(
                        new FrameVariables(0, List.of(), "the thread had moved on"), new FrameVariables(2, VALUES, "")))
                .build();
        CapturedThread other = CapturedThread.builder(3, "main")
                .state(Thread.State.WAITING)
                .stack(new StackTrace(List.of(), 3))
                .waitsFor(new LockWait(new LockRef("a.Lock", "1f"), LockWait.How.WAITING, null))
                .usage(new Usage(5, 6))
                .build();
        ThreadDump raw = new ThreadDump(
                new CaptureInfo(
                        Dumps.ID,
                        new CaptureReason(
                                "stuck-thread", "main, for 5 s", null, Map.of("log.event_id", "0f", "shop", "eu")),
                        Instant.parse("2026-01-31T12:00:00.123456789Z"),
                        new JvmInfo("", "", 25, -1, "", "", Instant.parse("2026-01-31T12:00:00Z")),
                        new CaptureTimes(Duration.ofNanos(1_000), true, Duration.ofSeconds(3), Duration.ZERO)),
                List.of(virtual, other),
                Analysis.NONE,
                new Account(
                        List.of(new Missing("a", "b", ""), new Missing("c", "d", "-e")),
                        List.of(new Cut("frames", Long.MAX_VALUE, "framesPerStack=512")),
                        Map.of("name", 3)));

        assertThat(Texts.read(Texts.of(raw))).isEqualTo(raw);
    }

    private static final List<Variable> VALUES = List.of(
            new Variable("this", Variable.Kind.RECEIVER, new Value.Reference("a.B", "1")),
            new Variable("nothing", Variable.Kind.PARAMETER, Value.NULL),
            new Variable("flag", Variable.Kind.LOCAL, new Value.Plain(false)),
            new Variable("int", Variable.Kind.LOCAL, new Value.Plain(Integer.MIN_VALUE)),
            new Variable("long", Variable.Kind.LOCAL, new Value.Plain(Value.EXACT)),
            new Variable("big", Variable.Kind.LOCAL, Value.of(Long.MIN_VALUE)),
            new Variable("tiny", Variable.Kind.LOCAL, new Value.Plain(Double.MIN_VALUE)),
            new Variable("double", Variable.Kind.LOCAL, new Value.Plain(-0.0)),
            new Variable("nan", Variable.Kind.LOCAL, Value.of(Double.NaN)),
            new Variable("text", Variable.Kind.LOCAL, new Value.Text("java.lang.String", "", 0)),
            new Variable("cut", Variable.Kind.LOCAL, new Value.Text("java.lang.String", "a\u0000\u2028\"", 12)),
            new Variable("char", Variable.Kind.LOCAL, new Value.Text("char", "x", 0)),
            new Variable("untyped", Variable.Kind.LOCAL, new Value.Text("", "x", 0)),
            new Variable("unread", Variable.Kind.LOCAL, new Value.Unread("a.B", "no time left")),
            new Variable("masked", Variable.Kind.LOCAL, new Value.Masked("name")),
            new Variable("elsewhere", Variable.Kind.LOCAL, new Value.Reference("a.B", "")),
            new Variable(
                    "items",
                    Variable.Kind.LOCAL,
                    new Value.Structure("a.List", "", Value.Shape.ITEMS, List.of(), Value.Structure.UNKNOWN)));

    @Test
    void float_keepsItsText() throws IOException {
        List<Value> floats = Stream.of(1.1f, Float.MIN_VALUE, Float.MAX_VALUE, 1e10f, 0.3f, 3.3333333f, -0.0f)
                .<Value>map(Value.Plain::new)
                .toList();
        CapturedThread thread = CapturedThread.builder(1, "main")
                .variables(List.of(new FrameVariables(
                        0,
                        floats.stream()
                                .map(value -> new Variable("f", Variable.Kind.LOCAL, value))
                                .toList(),
                        "")))
                .build();
        String text = Texts.of(Dumps.of(thread));

        assertThat(text).contains("3.3333333}");
        assertThat(Texts.of(Texts.read(text))).isEqualTo(text);
    }

    @Test
    void sharedObject_staysOneInstance() throws IOException {
        ThreadDump dump = Texts.read(Texts.of(Dumps.withVariables()));

        Value ofOne =
                dump.threads().get(0).variables().get(0).variables().get(0).value();
        Value ofOther =
                dump.threads().get(2).variables().get(0).variables().get(0).value();
        assertThat(ofOne).isInstanceOf(Value.Structure.class).isSameAs(ofOther);
    }

    @Test
    void sharedStack_staysOneInstance() throws IOException {
        ThreadDump dump = Texts.read(Texts.of(Dumps.deadlocked()));

        assertThat(dump.threads().get(3).stack()).isSameAs(dump.threads().get(4).stack());
    }

    @Test
    void groups_holdTheThreadsOfTheDump() throws IOException {
        ThreadDump dump = Texts.read(Texts.of(Dumps.withVariables()));

        assertThat(dump.analysis().groups().get(0).first())
                .isSameAs(dump.threads().get(0));
    }

    @Test
    void headlineWithoutTemplate_isOneParameter() throws IOException {
        String old = Texts.of(Dumps.deadlocked()).replaceAll("\"headlineTemplate\":.*?],", "");

        ThreadDump dump = Texts.read(old);

        assertThat(dump.analysis().headline())
                .isEqualTo(Headline.of(
                        "%s", Dumps.deadlocked().analysis().headline().text()));
        assertThat(Texts.of(dump)).isEqualTo(old);
    }

    @Test
    void membersInAnyOrder_areTheSameDump() throws IOException {
        String sorted = new ObjectMapper()
                .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
                .writeValueAsString(new ObjectMapper().readValue(Texts.of(Dumps.withVariables()), TreeMap.class));

        assertThat(sorted).startsWith("{\"culprit\"");
        assertThat(Texts.read(sorted)).isEqualTo(Dumps.withVariables());
    }

    @Test
    void unknownAndNullMembers_arePassedOver() throws IOException {
        String more = Texts.of(Dumps.withVariables())
                .replace("\"threads\":[{", "\"threads\":[{\"colour\":[{\"a\":[1,\"x\",null,true]}],\"carrier\":null,");

        assertThat(more).contains("colour");
        assertThat(Texts.read(more)).isEqualTo(Dumps.withVariables());
    }

    @Test
    void severalDocuments_areReadOneAfterTheOther() throws IOException {
        String text = Texts.of(Dumps.deadlocked()) + "\n" + Texts.of(Dumps.withVariables());
        JsonDumpReader reader = new JsonDumpReader(new StringReader(text), CaptureLimits.DEFAULTS);

        assertThat(reader.next()).isEqualTo(Dumps.deadlocked());
        assertThat(reader.next()).isEqualTo(Dumps.withVariables());
        assertThat(reader.next()).isNull();
    }

    @Test
    void document_isReadWithoutWaitingForWhatFollows() throws IOException {
        StringReader text = new StringReader(Texts.of(Dumps.deadlocked()));
        Reader open = new Reader() {
            @Override
            public int read(char[] into, int offset, int length) throws IOException {
                int count = text.read(into, offset, length);
                if (count < 0) {
                    throw new AssertionError("asked for more than the document");
                }
                return count;
            }

            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        assertThat(JsonDumpReader.read(open, CaptureLimits.DEFAULTS)).isEqualTo(Dumps.deadlocked());
    }
}
