package io.github.threadreporter.dumpfile.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.TaskDumps;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that are wrong, or made to do harm. */
class HostileDumpTest {

    private static final String DUMP = Texts.of(Dumps.withVariables());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\":\"thread-reporter/1\"|\"format\":\"other/2\"|the format is 'other/2'",
                "\"format\":\"thread-reporter/1\"|\"form\":1|'format' is missing",
                "\"id\":\"0123|\"id\":\"no|is no id of a capture",
                "\"kind\":\"manual\"|\"kind\":\"Manual!\"|kind: 'Manual!' is not lower-case words",
                "\"state\":\"BLOCKED\"|\"state\":\"ASLEEP\"|'ASLEEP' is no state",
                "\"kind\":\"platform\"|\"kind\":7|'7' is no threadkind",
                "\"daemon\":false|\"daemon\":\"no\"|Expected a boolean but was STRING",
                "\"stack\":0|\"stack\":3|thread 33 has stack 3 of 3",
                "\"stack\":0|\"stack\":-1|-1 is less than 0",
                "\"frames\":[0,|\"frames\":[99,|stack 0 has frame 99 of 7",
                "{\"object\":0}|{\"object\":9}|a value is object 9 of 3",
                "{\"name\":\"bolts\",\"value\":12}|{\"name\":\"a\",\"value\":{\"object\":0}}|object 0 contains itself",
                "\"value\":12}|\"value\":99999999999999999999}|is no number that a value can be",
                "\"id\":37,\"name\":\"order-worker-7\",\"kind\"|\"id\":33,\"kind\"|thread 33 is there twice",
                "\"threads\":[51,52]|\"threads\":[51,53]|thread 53 is in a group, and not in the dump",
                "\"threads\":[51,52]|\"threads\":[51,51]|thread 51 is in two groups",
                "\"role\":\"idle\",|''|'role' is missing",
                "2026-01-31T12:00:00Z|31.1.2026|is no time",
                "2026-01-31T12:00:00Z|+999999999-01-31T12:00:00Z|is not between",
                "\"pauseMicros\":8000|\"pauseMicros\":9223372036854775807|longer than any capture",
                "\"line\":88|\"line\":99999999999|99999999999",
            })
    void wrongMember_isNamedWithItsPlace(String good, String bad, String message) {
        String text = DUMP.replace(good, bad);

        assertThat(text).isNotEqualTo(DUMP);
        assertThatIOException()
                .isThrownBy(() -> Texts.read(text))
                .withMessageContaining(message)
                .withMessageContaining("at line 1 column ");
    }

    @Test
    void failure_namesThePathToWhatIsWrong() {
        assertThatIOException()
                .isThrownBy(() -> Texts.read(DUMP.replace("\"how\":\"entering\"", "\"how\":\"dancing\"")))
                .withMessageContaining("'dancing' is no how")
                .withMessageContaining("path $.threads[0].waitsFor.how");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":\"java.util.concurrent.FutureTask@bb01\",\"kind\"|\"kind\"|'id' is missing",
                "\"kind\":\"job\"|\"kind\":\"chore\"|'chore' is no taskkind",
                "\"stack\":1,\"pool\"|\"stack\":5,\"pool\"|task java.util.concurrent.FutureTask@bb01 has stack 5 of 5",
                "\"createdAt\":4|\"createdAt\":-1|-1 is less than 0",
                "\"pool\":{\"class\":\"java.util.concurrent.ThreadPoolExecutor\",|\"pool\":{|'class' is missing",
                "\"kind\":\"executor\"|\"kind\":\"x\"|'x' is no kind",
                "\"need\":\"one\"|\"needs\":\"one\"|'need' is missing",
                "{\"who\":62}|{\"how\":\"\"}|'who' is missing",
                "{\"who\":62}|{\"who\":62.5}|path $.resources[0].holders[1].who",
                "{\"who\":62}|{\"who\":[]}|path $.resources[0].holders[1].who",
                "\"waitedMicros\":1500000|\"waitedMicros\":9223372036854775807|longer than any capture",
                "{\"cycle\":|{\"circle\":|'cycle' is missing",
            })
    void damagedTask_isRefusedWithItsPlace(String was, String is, String message) {
        String text = Texts.of(TaskDumps.exhausted());
        assertThat(text).contains(was);

        assertThatIOException()
                .isThrownBy(() -> Texts.read(text.replace(was, is)))
                .withMessageContaining(message)
                .withMessageContaining("at line 1 column ");
    }

    @ParameterizedTest
    @CsvSource({
        "'',nothing but white space",
        "' ',nothing but white space",
        "Full thread dump,does not begin with an object",
        "[1],does not begin with an object"
    })
    void noDump_isRefused(String text, String message) {
        assertThatIOException().isThrownBy(() -> Texts.read(text)).withMessageContaining(message);
    }

    @Test
    void truncatedDump_endsTooEarly() {
        assertThatIOException()
                .isThrownBy(() -> Texts.read(DUMP.substring(0, DUMP.indexOf("\"state\":"))))
                .withMessageContaining("ends too early, at line 1 column");
    }

    @Test
    void failureOfTheStream_comesAsItIs() {
        IOException own = new IOException("the pipe broke");
        Reader broken = new Reader() {
            @Override
            public int read(char[] into, int offset, int length) throws IOException {
                throw own;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };

        assertThatIOException()
                .isThrownBy(() -> JsonDumpReader.read(broken, CaptureLimits.DEFAULTS))
                .isSameAs(own);
    }

    @Test
    void controlCharacters_areNotInTheMessage() {
        String text = DUMP.replace(
                "\"state\":\"BLOCKED\"", "\"\u001b[2J\":{\"state\":\"BLOCKED\"},\"state\":\"\\u001b]0;x\"");

        assertThatIOException().isThrownBy(() -> Texts.read(text)).withMessageContaining("'?]0;x' is no state");
    }

    @Test
    void deepNesting_isRefused() {
        String deep = DUMP.replace("\"threads\":[{", "\"more\":" + "[".repeat(1_000_000));

        assertThatIOException().isThrownBy(() -> Texts.read(deep)).withMessageContaining("nested deeper than 64");
    }

    @Test
    void endlessText_isRefused() {
        String start = DUMP.substring(0, DUMP.indexOf("\"threads\"")) + "\"threads\":[{\"name\":\"";

        assertThatIOException()
                .isThrownBy(() -> JsonDumpReader.read(new Endless(start, "x"), CaptureLimits.DEFAULTS))
                .withMessageContaining("a text is longer than 1048576 characters");
    }

    @Test
    void endlessDocument_isRefused() {
        Reader endless =
                new Endless("{\"format\":\"thread-reporter/1\",\"frames\":[", "{\"class\":\"a\",\"method\":\"b\"},");

        assertThatIOException()
                .isThrownBy(() -> new JsonDumpReader(endless, CaptureLimits.DEFAULTS, 5_000_000).next())
                .withMessageContaining("the document is longer than 5000000 characters");
    }

    @Test
    void chainOfObjects_isCutAtADepthThatRecursionCanFollow() throws IOException {
        int length = 100_000;
        String objects = IntStream.range(0, length)
                .mapToObj(i -> "{\"type\":\"a.Node\",\"shape\":\"fields\""
                        + (i + 1 < length
                                ? ",\"members\":[{\"name\":\"next\",\"value\":{\"object\":" + (i + 1) + "}}]"
                                : "")
                        + "}")
                .collect(Collectors.joining(","));
        String text = DUMP.replaceAll("\"objects\":\\[.*],\"threads\":", "\"objects\":[" + objects + "],\"threads\":");

        ThreadDump dump = Texts.read(text);

        Value value =
                dump.threads().get(0).variables().get(0).variables().get(0).value();
        int depth = 0;
        while (value instanceof Value.Structure object) {
            value = object.members().get(0).value();
            depth++;
        }
        assertThat(depth).isLessThanOrEqualTo(ObjectTable.DEPTH);
        assertThat(value).isEqualTo(new Value.Unread("", "deeper than 64 objects"));
        assertThat(dump.account().cuts()).contains(new Cut("objects in variables", length / 64, "depth=64"));
    }

    @Test
    void lowerLimits_cutAndCount() throws IOException {
        CaptureLimits low = CaptureLimits.builder()
                .threads(3)
                .framesPerStack(2)
                .entries(1)
                .sourceLines(2)
                .variableFrames(1)
                .variableItems(1)
                .variableFields(1)
                .build();

        ThreadDump dump = Texts.read(DUMP, low);

        assertThat(dump.threads()).extracting(CapturedThread::id).containsExactly(33L, 37L, 38L);
        assertThat(dump.threads().get(0).stack().framesCut()).isEqualTo(2);
        assertThat(dump.threads().get(0).stack().frames().get(0).source().before())
                .containsExactly("d", "e");
        assertThat(dump.analysis().groups()).hasSize(3);
        assertThat(dump.account().cuts())
                .containsExactlyInAnyOrder(
                        new Cut("threads", 2, "threads=3"),
                        new Cut("oldest frames of deep stacks", 5, "framesPerStack=2"),
                        new Cut("context entries", 1, "entries=1"),
                        new Cut("lines of source", 18, "sourceLines=2"),
                        new Cut("frames with variables", 1, "variableFrames=1"),
                        new Cut("members of objects", 1, "variableItems=1"),
                        new Cut("members of objects", 5, "variableFields=1"));
    }

    @Test
    void longTexts_areCutWithAMark() throws IOException {
        CaptureLimits low =
                CaptureLimits.builder().textLength(16).variableText(16).build();
        CapturedThread thread = CapturedThread.builder(1, "main")
                .stack(StackTrace.EMPTY)
                .context(new ThreadContext(Map.of("k", "x".repeat(200)), ThreadContext.EMPTY.scope(), Map.of()))
                .variables(List.of(new FrameVariables(
                        0,
                        List.of(new Variable(
                                "v", Variable.Kind.LOCAL, new Value.Text("java.lang.String", "y".repeat(200), 5))),
                        "")))
                .build();

        CapturedThread read =
                Texts.read(Texts.of(Dumps.of(thread)), low).threads().get(0);

        assertThat(read.context().mdc()).containsEntry("k", "x".repeat(16) + "… +184 chars");
        assertThat(read.variables().get(0).variables().get(0).value())
                .isEqualTo(new Value.Text("java.lang.String", "y".repeat(16), 189));
    }

    @Test
    void badDocument_endsTheStream_afterTheGoodOnes() throws IOException {
        JsonDumpReader reader = new JsonDumpReader(new StringReader(DUMP + "{\"format\":7}"), CaptureLimits.DEFAULTS);
        List<ThreadDump> read = new ArrayList<>();
        read.add(reader.next());

        assertThatIOException().isThrownBy(reader::next).withMessageContaining("the format is '7'");
        assertThat(read).containsExactly(Dumps.withVariables());
    }

    /** A beginning, and then the same for ever. */
    private static final class Endless extends Reader {
        private String left;
        private final String again;

        Endless(String start, String again) {
            this.left = start;
            this.again = again.repeat(100);
        }

        @Override
        public int read(char[] into, int offset, int length) {
            if (left.isEmpty()) {
                left = again;
            }
            int count = Math.min(length, left.length());
            left.getChars(0, count, into, offset);
            left = left.substring(count);
            return count;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
