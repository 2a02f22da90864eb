package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import io.github.threadreporter.testing.Dumps;
import io.sentry.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpAttachmentsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int THREADS = 3_000;

    @Test
    void both_holdTheWholeDump() throws IOException {
        ThreadDump dump = Dumps.deadlocked();

        DumpAttachments result = DumpAttachments.of(dump, CaptureLimits.DEFAULTS.attachmentBytes());

        assertThat(result.cuts()).isEmpty();
        assertThat(result.attachments())
                .extracting(Attachment::getFilename)
                .containsExactly("threads.txt.gz", "threads.json.gz");
        assertThat(result.attachments()).extracting(Attachment::getContentType).containsOnly("application/gzip");
        StringWriter text = new StringWriter();
        TextDump.write(dump, text);
        assertThat(unpacked(result.attachments().get(0))).isEqualTo(text.toString());
        StringWriter json = new StringWriter();
        JsonDump.write(dump, json);
        assertThat(unpacked(result.attachments().get(1))).isEqualTo(json.toString());
    }

    @Test
    void sameDump_givesTheSameBytes() {
        DumpAttachments once = DumpAttachments.of(Dumps.deadlocked(), 100_000);
        DumpAttachments again = DumpAttachments.of(Dumps.deadlocked(), 100_000);

        for (int i = 0; i < 2; i++) {
            assertThat(once.attachments().get(i).getBytes())
                    .isEqualTo(again.attachments().get(i).getBytes());
        }
    }

    @Test
    void limitOfZero_givesNone() {
        assertThat(DumpAttachments.of(Dumps.deadlocked(), 0)).isEqualTo(new DumpAttachments(List.of(), List.of()));
    }

    @Test
    void limitTooSmallForAnything_givesNoneAndSaysSo() {
        assertThat(DumpAttachments.of(Dumps.deadlocked(), 100))
                .isEqualTo(new DumpAttachments(
                        List.of(),
                        List.of(
                                new Cut("threads in threads.txt.gz", 5, "attachmentBytes=100"),
                                new Cut("threads in threads.json.gz", 5, "attachmentBytes=100"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {2_500, 10_000, 33_333, 65_536, 80_000})
    void limit_endsTheTextAtAThreadAloud(int limit) throws IOException {
        DumpAttachments result = DumpAttachments.of(hardToPack(), limit);

        Attachment attachment = result.attachments().get(0);
        String text = unpacked(attachment);
        int left = THREADS - DumpGrammar.parse(text).threads.size();
        assertThat(attachment.getBytes().length).isBetween(limit / 4, limit);
        assertThat(left).isPositive();
        assertThat(text).contains("\n// " + left + " more threads were left out: attachmentBytes=" + limit + "\n");
        assertThat(result.cuts()).contains(new Cut("threads in threads.txt.gz", left, "attachmentBytes=" + limit));
        assertThat(text).contains("\"culprit\" #" + THREADS);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 10_000, 33_333, 65_536, 120_000})
    void limit_leavesTheJsonWholeInItself(int limit) throws IOException {
        DumpAttachments result = DumpAttachments.of(hardToPack(), limit);

        Attachment attachment = result.attachments().get(1);
        assertThat(attachment.getBytes()).hasSizeLessThanOrEqualTo(limit);
        JsonNode json = MAPPER.readTree(unpacked(attachment));
        int frames = json.get("frames").size();
        int stacks = json.get("stacks").size();
        for (JsonNode stack : json.get("stacks")) {
            stack.get("frames").forEach(frame -> assertThat(frame.asInt()).isLessThan(frames));
        }
        Set<Long> ids = new HashSet<>();
        for (JsonNode thread : json.get("threads")) {
            assertThat(thread.get("stack").asInt()).isLessThan(stacks);
            ids.add(thread.get("id").asLong());
        }
        List<Long> grouped = new ArrayList<>();
        json.get("groups").forEach(group -> {
            assertThat(group.get("threads")).isNotEmpty();
            group.get("threads").forEach(id -> grouped.add(id.asLong()));
        });
        assertThat(grouped).containsExactlyInAnyOrderElementsOf(ids).startsWith((long) THREADS);
        Cut cut = new Cut("threads in threads.json.gz", THREADS - ids.size(), "attachmentBytes=" + limit);
        assertThat(result.cuts()).contains(cut);
        assertThat(json.get("cuts").findValuesAsText("count")).contains(String.valueOf(cut.count()));
    }

    @ParameterizedTest
    @ValueSource(ints = {30_000, 65_536, 150_000})
    void limit_leavesNoReferenceToAnObjectThatIsNotThere(int limit) throws IOException {
        Random random = new Random(7);
        List<Value.Structure> chain = new ArrayList<>();
        CapturedThread[] threads = hardToPack().threads().stream()
                .map(thread -> {
                    // Each object refers to that of the thread before: one long chain in all.
                    Value before = chain.isEmpty() ? Value.NULL : chain.get(chain.size() - 1);
                    String text = Long.toString(random.nextLong(), 36);
                    chain.add(new Value.Structure(
                            "com.acme.Node", text, Value.Shape.FIELDS, List.of(new Value.Member("before", before)), 1));
                    Variable variable = new Variable("node", Variable.Kind.LOCAL, chain.get(chain.size() - 1));
                    return thread.toBuilder()
                            .variables(List.of(new FrameVariables(0, List.of(variable), "")))
                            .build();
                })
                .toArray(CapturedThread[]::new);

        DumpAttachments result = DumpAttachments.of(Dumps.of(threads), limit);

        JsonNode json = MAPPER.readTree(unpacked(result.attachments().get(1)));
        assertThat(result.attachments().get(1).getBytes()).hasSizeLessThanOrEqualTo(limit);
        int objects = json.get("objects").size();
        json.findValues("object").forEach(number -> assertThat(number.asInt()).isLessThan(objects));
        assertThat(json.get("threads")).isNotEmpty();
        if (objects < THREADS) {
            assertThat(json.get("cuts").findValuesAsText("what")).contains("objects in variables");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 33_333, 65_536})
    void limit_leavesRoomForTasks_andCountsThoseLeftOut(int limit) throws IOException {
        Random random = new Random(3);
        List<Task> tasks = new ArrayList<>();
        List<Wait> waits = new ArrayList<>();
        LockRef pool = new LockRef("a.Pool", "1");
        for (int i = 0; i < THREADS; i++) {
            String id = "a.Job@" + Long.toString(random.nextLong(), 36);
            tasks.add(Task.of(id, TaskKind.JOB, "Job.run", "queued")
                    .withPool(pool)
                    .withStack(Dumps.stack(Dumps.frame("a.Job" + random.nextInt(500), "run", 7))));
            waits.add(new Wait(Node.task(id), pool, false, null));
        }
        Resource resource = new Resource(
                pool, Resource.Kind.EXECUTOR, "jobs", List.of(), Resource.Need.ONE, "", Map.of("queued", "3000"));
        ThreadDump dump = hardToPack().withTasks(tasks).withWaits(new WaitGraph(List.of(resource), waits));

        DumpAttachments result = DumpAttachments.of(dump, limit);

        String text = unpacked(result.attachments().get(0));
        JsonNode json = MAPPER.readTree(unpacked(result.attachments().get(1)));
        long inText = text.lines().filter(line -> line.startsWith("// Task ")).count();
        int inJson = json.get("tasks").size();
        assertThat(inText).isBetween(1L, THREADS - 1L);
        assertThat(inJson).isBetween(1, THREADS - 1);
        assertThat(text).contains("\n// " + (THREADS - inText) + " more tasks were left out: attachmentBytes=" + limit);
        assertThat(json.get("resources")).hasSize(1);
        assertThat(json.get("waits")).isNotEmpty();
        int stacks = json.get("stacks").size();
        json.get("tasks").forEach(task -> assertThat(task.get("stack").asInt()).isLessThan(stacks));
        assertThat(result.cuts())
                .contains(
                        new Cut("tasks in threads.txt.gz", THREADS - inText, "attachmentBytes=" + limit),
                        new Cut("tasks in threads.json.gz", THREADS - inJson, "attachmentBytes=" + limit));
        assertThat(json.get("cuts").findValuesAsText("what")).contains("tasks", "waits");
    }

    /** Every name and stack another one, and the thread that matters last in the dump. */
    private static ThreadDump hardToPack() {
        Random random = new Random(42);
        List<CapturedThread> threads = IntStream.rangeClosed(1, THREADS)
                .mapToObj(id -> CapturedThread.builder(
                                id, id == THREADS ? "culprit" : Long.toString(random.nextLong(), 36) + "é\u20ac")
                        .stack(Dumps.stack(
                                Dumps.frame("com.acme.C" + random.nextInt(1_000_000), "run", random.nextInt(5_000)),
                                Dumps.frame("java.lang.Thread", "run", 840)))
                        .build())
                .toList();
        List<StackGroup> groups = new ArrayList<>();
        groups.add(new StackGroup(Role.CULPRIT, threads.subList(THREADS - 1, THREADS)));
        groups.add(new StackGroup(Role.RUNNING, threads.subList(0, THREADS / 2)));
        threads.subList(THREADS / 2, THREADS - 1)
                .forEach(thread -> groups.add(new StackGroup(Role.IDLE, List.of(thread))));
        return Dumps.of(threads.toArray(CapturedThread[]::new))
                .withAnalysis(new Analysis(groups, List.of(), (long) THREADS, Headline.of("culprit runs")));
    }

    private static String unpacked(Attachment attachment) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(attachment.getBytes()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
