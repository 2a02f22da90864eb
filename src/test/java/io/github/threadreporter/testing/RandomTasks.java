package io.github.threadreporter.testing;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tasks and waits as no collector should make them, the same for the same seed. */
public final class RandomTasks {

    private static final String ALPHABET = "aZ09.-_ $@ß漢😀\n\t\u2028\"\\\u0001<>&%s#:/";

    private final Random random;
    private final List<StackTrace> stacks = new ArrayList<>();

    private RandomTasks(long seed, ThreadDump dump) {
        this.random = new Random(seed);
        dump.threads().stream().limit(20).forEach(thread -> stacks.add(thread.stack()));
        stacks.add(StackTrace.EMPTY);
        stacks.add(new StackTrace(List.of(), 5));
        stacks.add(Dumps.stack(Dumps.sourced("com.acme.orders.Shipping", "ship", 17)));
        stacks.add(Dumps.stack(
                Dumps.frame("com.acme.orders.Shipping", "pack", 30), Dumps.frame("java.lang.Thread", "run", 840)));
    }

    /** The dump with tasks, resources, waits, a chain and further deadlocks. */
    public static ThreadDump addedTo(ThreadDump dump, long seed) {
        return new RandomTasks(seed, dump).add(dump);
    }

    private ThreadDump add(ThreadDump dump) {
        List<Task> tasks = new ArrayList<>();
        List<Resource> resources = new ArrayList<>();
        List<Wait> waits = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            tasks.add(task(i));
        }
        for (int i = random.nextInt(20); i > 0; i--) {
            resources.add(new Resource(
                    lock(),
                    one(Resource.Kind.values()),
                    random.nextBoolean() ? "" : text(30),
                    holders(),
                    one(Resource.Need.values()),
                    random.nextBoolean() ? "" : text(30),
                    facts()));
        }
        for (int i = random.nextInt(40); i > 0; i--) {
            waits.add(new Wait(
                    node(),
                    resources.isEmpty()
                            ? lock()
                            : one(resources.toArray(Resource[]::new)).ref(),
                    random.nextBoolean(),
                    random.nextBoolean() ? null : Duration.ofNanos(1_000L * random.nextInt(Integer.MAX_VALUE))));
        }
        Analysis analysis = dump.analysis();
        List<Deadlock> deadlocks = new ArrayList<>(analysis.deadlocks());
        for (int i = random.nextInt(3); i > 0; i--) {
            deadlocks.add(new Deadlock(nodes(1), nodes(0)));
        }
        return dump.withTasks(tasks)
                .withWaits(new WaitGraph(resources, waits))
                .withAnalysis(new Analysis(
                        analysis.groups(), deadlocks, analysis.culpritId(), analysis.headline(), nodes(0)));
    }

    private Task task(int number) {
        return new Task(
                text(20) + "@" + number,
                one(TaskKind.values()),
                text(20),
                text(10),
                one(stacks.toArray(StackTrace[]::new)),
                variables(),
                random.nextBoolean() ? null : (long) random.nextInt(99),
                random.nextBoolean() ? null : text(20) + "@" + random.nextInt(40),
                random.nextBoolean() ? null : lock(),
                one(stacks.toArray(StackTrace[]::new)),
                facts());
    }

    private List<FrameVariables> variables() {
        if (random.nextBoolean()) {
            return List.of();
        }
        Value order = new Value.Structure(
                "com.acme.orders.Order",
                Integer.toHexString(random.nextInt()),
                Value.Shape.FIELDS,
                List.of(new Value.Member("id", new Value.Text("java.lang.String", text(20), 0))),
                1);
        return List.of(new FrameVariables(
                random.nextInt(3), List.of(new Variable(text(8), one(Variable.Kind.values()), order)), text(8)));
    }

    private List<Resource.Holder> holders() {
        return nodes(0).stream()
                .map(node -> new Resource.Holder(
                        node,
                        random.nextBoolean() ? "" : text(20),
                        random.nextBoolean() ? null : Duration.ofNanos(1_000L * random.nextInt(9))))
                .toList();
    }

    private List<Node> nodes(int least) {
        List<Node> nodes = new ArrayList<>();
        for (int i = least + random.nextInt(4); i > 0; i--) {
            nodes.add(node());
        }
        return nodes;
    }

    private Node node() {
        return random.nextBoolean()
                ? Node.thread(random.nextInt(60))
                : Node.task(random.nextBoolean() ? "" + random.nextInt(9) : text(20) + "@" + random.nextInt(40));
    }

    private LockRef lock() {
        return LockRef.of("com.acme." + text(10), random.nextInt());
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            facts.put(text(9) + i, text(30));
        }
        return facts;
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private String text(int most) {
        StringBuilder text = new StringBuilder();
        boolean plain = random.nextInt(4) > 0;
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(plain ? (char) ('a' + random.nextInt(26)) : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
