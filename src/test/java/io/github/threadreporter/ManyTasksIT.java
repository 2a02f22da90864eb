package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.dumpfile.json.JsonDumpReader;
import io.github.threadreporter.enrich.InAppMarker;
import io.github.threadreporter.enrich.redact.KnownSecrets;
import io.github.threadreporter.enrich.redact.RedactionRules;
import io.github.threadreporter.enrich.redact.Redactor;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import io.github.threadreporter.send.DumpAttachments;
import io.github.threadreporter.send.JsonDump;
import io.github.threadreporter.send.TerminalDump;
import io.github.threadreporter.send.TerminalOptions;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.TaskDumps;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 100,000 tasks, each with a wait and a value of its own, pass through every local output in a small heap. */
@Timeout(240)
class ManyTasksIT {

    private static final int TASKS = 100_000;

    @TempDir
    Path dir;

    @Test
    void hundredThousandTasks_fitIntoASmallHeap() throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty(
                                "test.java",
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Outputs.class.getName(),
                        dir.resolve("dump.json").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        System.out.print(output);
        assertThat(process.waitFor()).as(output).isZero();
    }

    static final class Outputs {

        public static void main(String[] args) throws IOException {
            ThreadDump dump = InAppMarker.of(List.of("com.acme"), List.of(), "").apply(dump());
            Redactor redactor = new Redactor(RedactionRules.DEFAULTS, KnownSecrets.NONE, CaptureLimits.DEFAULTS);
            check(redactor.apply(dump) == dump, "something was masked");

            DumpAttachments attachments = DumpAttachments.of(dump, CaptureLimits.DEFAULTS.attachmentBytes());
            check(attachments.cuts().isEmpty(), "cut: " + attachments.cuts());

            StringWriter terminal = new StringWriter();
            TerminalDump.write(List.of(dump), new TerminalOptions(false, 120), terminal);
            check(terminal.toString().lines().count() < 500, "the terminal shows too much");

            Path file = Path.of(args[0]);
            try (Writer out = Files.newBufferedWriter(file)) {
                JsonDump.write(dump, out);
            }
            try (Reader in = Files.newBufferedReader(file)) {
                ThreadDump read = JsonDumpReader.read(in, CaptureLimits.DEFAULTS);
                check(read.tasks().equals(dump.tasks()), "tasks are not what was written");
                check(read.waits().equals(dump.waits()), "waits are not what was written");
            }
            System.out.printf(
                    "text %,d bytes, json %,d bytes, packed; json %,d bytes%n",
                    attachments.attachments().get(0).getBytes().length,
                    attachments.attachments().get(1).getBytes().length,
                    Files.size(file));
        }

        private static ThreadDump dump() {
            LockRef pool = new LockRef("java.util.concurrent.ThreadPoolExecutor", "aa01");
            List<StackTrace> places = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                places.add(Dumps.stack(
                        Dumps.frame("com.acme.orders.Handler" + i, "handle", i + 1),
                        Dumps.frame("java.lang.Thread", "run", 840)));
            }
            List<Task> tasks = new ArrayList<>();
            List<Wait> waits = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                String id = "java.util.concurrent.FutureTask@" + Integer.toHexString(i * 31);
                List<FrameVariables> variables = List.of(TaskDumps.variables(0, "orderId", "order-" + i));
                tasks.add(Task.of(id, TaskKind.JOB, "Handler.handle", "queued")
                        .withStack(places.get(i % places.size()))
                        .withVariables(variables)
                        .withParent(i == 0 ? null : tasks.get(i / 2).id())
                        .withPool(pool));
                waits.add(new Wait(Node.task(id), pool, false, null));
            }
            Resource resource =
                    new Resource(pool, Resource.Kind.EXECUTOR, "orders", List.of(), Resource.Need.ONE, "", Map.of());
            return Dumps.of().withTasks(tasks).withWaits(new WaitGraph(List.of(resource), waits));
        }

        private static void check(boolean holds, String otherwise) {
            if (!holds) {
                throw new AssertionError(otherwise);
            }
        }
    }
}
