package io.github.threadreporter.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.TaskDumps;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is masked in a thread is masked in a task and in what it waits for. */
class RedactTasksTest {

    private static final String SECRET = "hunter2hunter2";

    private final Redactor redactor = new Redactor(
            RedactionRules.DEFAULTS,
            KnownSecrets.of(RedactionRules.DEFAULTS, List.of(Map.of("DB_PASSWORD", SECRET))),
            CaptureLimits.DEFAULTS);

    @Test
    void tasksWithoutSecrets_comeBackAsTheyAre() {
        ThreadDump dump = TaskDumps.exhausted();

        assertThat(redactor.apply(dump)).isSameAs(dump);
    }

    @Test
    void wordsOfATask_areMasked() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("dispatcher", "Dispatchers.IO");
        facts.put("token", "t-1");
        facts.put("url", "at " + SECRET);
        Task task = Task.of("a.B@1", TaskKind.COROUTINE, "sync " + SECRET, "failed: " + SECRET)
                .withParent("a.B@2")
                .withPool(new LockRef("a.Pool", "3"))
                .withThread(7L)
                .withFacts(facts);

        Task redacted = redacted(task);

        assertThat(redacted.name()).isEqualTo("sync [Filtered]");
        assertThat(redacted.state()).isEqualTo("failed: [Filtered]");
        assertThat(redacted.facts())
                .containsExactly(
                        entry("dispatcher", "Dispatchers.IO"),
                        entry("token", "[Filtered]"),
                        entry("url", "at [Filtered]"));
        assertThat(redacted)
                .isEqualTo(new Task(
                        task.id(),
                        task.kind(),
                        redacted.name(),
                        redacted.state(),
                        task.stack(),
                        task.variables(),
                        7L,
                        "a.B@2",
                        task.pool(),
                        task.createdAt(),
                        redacted.facts()));
    }

    @Test
    void variables_areMaskedByNameAndByValue_andWhatIsSecretHereIsSecretInThreads() {
        Value.Text code = new Value.Text("java.lang.String", "correct-horse", 0);
        Task task = Task.of("a.B@1", TaskKind.JOB, "B.run", "queued")
                .withVariables(List.of(new FrameVariables(
                        0,
                        List.of(
                                variable("password", code),
                                variable("note", new Value.Text("java.lang.String", "is " + SECRET, 0))),
                        "")));
        CapturedThread thread = CapturedThread.builder(1, "main")
                .variables(List.of(new FrameVariables(0, List.of(variable("arg0", code)), "")))
                .build();

        ThreadDump redacted = redactor.apply(Dumps.of(thread).withTasks(List.of(task)));

        assertThat(redacted.tasks().get(0).variables().get(0).variables())
                .extracting(Variable::value)
                .containsExactly(new Value.Masked("name"), new Value.Text("java.lang.String", "is [Filtered]", 0));
        assertThat(redacted.threads()
                        .get(0)
                        .variables()
                        .get(0)
                        .variables()
                        .get(0)
                        .value())
                .isEqualTo(new Value.Masked("value"));
        assertThat(redacted.account().masked()).containsEntry("name", 1).containsEntry("value", 2);
    }

    @Test
    void sourceOfAStack_isMaskedWhereverItIsShared() {
        StackTrace stack = Dumps.stack(Dumps.frame("com.acme.Ship", "send", 7)
                .withSource(new SourceContext(List.of(), "login(\"" + SECRET + "\");", List.of())));
        CapturedThread thread = CapturedThread.builder(1, "main").stack(stack).build();
        Task task = Task.of("a.B@1", TaskKind.COROUTINE, "B", "suspended")
                .withStack(stack)
                .withCreatedAt(stack);

        ThreadDump redacted = redactor.apply(Dumps.of(thread).withTasks(List.of(task)));

        StackTrace masked = redacted.tasks().get(0).stack();
        assertThat(masked.frames().get(0).source().line())
                .contains("[Filtered]")
                .doesNotContain(SECRET);
        assertThat(redacted.tasks().get(0).createdAt()).isSameAs(masked);
        assertThat(redacted.threads().get(0).stack()).isSameAs(masked);
    }

    @Test
    void wordsOfAResource_areMasked() {
        LockRef lock = new LockRef("a.Pool", "3");
        Wait wait = new Wait(Node.thread(1), lock, true, Duration.ofSeconds(1));
        ThreadDump dump = Dumps.of(CapturedThread.builder(1, "main").build())
                .withWaits(new WaitGraph(
                        List.of(new Resource(
                                lock,
                                Resource.Kind.CONNECTION_POOL,
                                "jdbc:h2:mem;password=" + SECRET,
                                List.of(new Holder(Node.thread(1), "runs " + SECRET, Duration.ofSeconds(41))),
                                Resource.Need.ONE,
                                "hidden by " + SECRET,
                                Map.of("user", SECRET))),
                        List.of(wait)));

        WaitGraph redacted = redactor.apply(dump).waits();

        Resource resource = redacted.resources().get(0);
        assertThat(resource.name()).doesNotContain(SECRET).contains("[Filtered]");
        assertThat(resource.holders())
                .containsExactly(new Holder(Node.thread(1), "runs [Filtered]", Duration.ofSeconds(41)));
        assertThat(resource.unknown()).isEqualTo("hidden by [Filtered]");
        assertThat(resource.facts()).containsExactly(entry("user", "[Filtered]"));
        assertThat(redacted.waits()).containsExactly(wait);
    }

    @Test
    void analysis_keepsItsChain() {
        ThreadDump dump = TaskDumps.exhausted();
        Task leaking = dump.tasks().get(0).withFacts(Map.of("x", SECRET));

        ThreadDump redacted = redactor.apply(dump.withTasks(List.of(leaking)));

        assertThat(redacted.analysis()).isEqualTo(dump.analysis());
    }

    private Task redacted(Task task) {
        return redactor.apply(Dumps.of().withTasks(List.of(task))).tasks().get(0);
    }

    private static Variable variable(String name, Value value) {
        return new Variable(name, Variable.Kind.LOCAL, value);
    }
}
