package io.github.threadreporter.convert;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Story;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.Usage;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import io.github.threadreporter.testing.Dumps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Dumps as no JVM should have them, the same for the same seed. */
public final class RandomDumps {

    private static final String ALPHABET = "aZ09.-_ $äß漢字😀\n\t\u2028\"\\\u0001\ud83d<>&%s";

    private static final List<Object> PLAIN =
            List.of(true, false, 1.1f, (short) 7, (byte) -1, Value.EXACT, Double.MIN_VALUE, Double.MAX_VALUE, -0.0);

    private final Random random;
    private final List<Value.Structure> objects = new ArrayList<>();
    private long nextId = 1;

    public RandomDumps(long seed) {
        this.random = new Random(seed);
    }

    public ThreadDump next() {
        int groupCount = random.nextInt(60);
        boolean hasCulprit = groupCount > 0 && random.nextBoolean();
        List<StackGroup> groups = new ArrayList<>();
        List<Long> cycle = new ArrayList<>();
        for (int i = 0; i < groupCount; i++) {
            Role role = i == 0 && hasCulprit ? Role.CULPRIT : Role.values()[1 + random.nextInt(6)];
            boolean single = role == Role.CULPRIT || role == Role.DEADLOCKED || random.nextInt(3) > 0;
            groups.add(group(role, single ? 1 : 2 + random.nextInt(8)));
            if (role == Role.DEADLOCKED) {
                cycle.add(groups.get(i).first().id());
            }
        }
        groups.sort(Comparator.comparing(StackGroup::role));
        List<CapturedThread> threads =
                groups.stream().flatMap(group -> group.threads().stream()).toList();
        List<Task> tasks = tasks(threads);
        Analysis analysis = new Analysis(
                groups,
                cycle.isEmpty() ? List.of() : List.of(new Deadlock(cycle(cycle, tasks), others(tasks))),
                hasCulprit ? groups.get(0).first().id() : null,
                random.nextBoolean() ? Headline.NONE : Headline.of("%s and %s", text(2_000), text(30)),
                hasCulprit ? cycle(List.of(groups.get(0).first().id()), tasks) : List.of());
        ThreadDump dump = new ThreadDump(Dumps.info(), threads, tasks, waits(threads, tasks), analysis, account());
        return random.nextBoolean() ? dump : dump.withStory(story(threads));
    }

    private Story story(List<CapturedThread> threads) {
        Map<Long, Duration> stood = new HashMap<>();
        Map<Long, Duration> waited = new HashMap<>();
        threads.forEach(thread -> stood.put(thread.id(), Duration.ofMillis(random.nextInt(9_000_000))));
        threads.forEach(thread -> waited.put(thread.id(), Duration.ofMillis(random.nextInt(9_000_000))));
        List<Moment> moments = new ArrayList<>();
        for (int i = random.nextInt(41); i > 0; i--) {
            List<String> changes = new ArrayList<>();
            for (int j = random.nextInt(6); j > 0; j--) {
                changes.add(text(300));
            }
            moments.add(new Moment(
                    Dumps.info().takenAt().minusSeconds(i),
                    Map.of(Thread.State.RUNNABLE, random.nextInt(9)),
                    random.nextInt(400) - 1,
                    random.nextInt(100) - 1,
                    changes));
        }
        return new Story(
                random.nextBoolean() ? null : Dumps.story().incident(),
                new History(Dumps.info().takenAt().minusSeconds(50), 1 + random.nextInt(99), stood, waited, moments));
    }

    /** Threads, with some tasks between them. */
    private List<Node> cycle(List<Long> ids, List<Task> tasks) {
        List<Node> cycle = new ArrayList<>();
        ids.forEach(id -> cycle.add(Node.thread(id)));
        others(tasks).forEach(node -> cycle.add(random.nextInt(cycle.size()) + 1, node));
        return cycle;
    }

    private List<Node> others(List<Task> tasks) {
        List<Node> others = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0 && !tasks.isEmpty(); i--) {
            others.add(Node.task(tasks.get(random.nextInt(tasks.size())).id()));
        }
        return others;
    }

    private List<Task> tasks(List<CapturedThread> threads) {
        List<Task> tasks = new ArrayList<>();
        List<StackTrace> stacks = List.of(stack(), stack(), StackTrace.EMPTY);
        for (int i = random.nextInt(4) == 0 ? 0 : random.nextInt(random.nextInt(9) == 0 ? 400 : 60); i > 0; i--) {
            StackTrace stack = random.nextInt(5) == 0 ? stack() : stacks.get(random.nextInt(stacks.size()));
            Long runner = threads.isEmpty() || random.nextInt(3) > 0
                    ? null
                    : (Long) threads.get(random.nextInt(threads.size())).id();
            tasks.add(Task.of(
                            text(random.nextInt(9) == 0 ? 700 : 20) + "@" + i,
                            TaskKind.values()[random.nextInt(TaskKind.values().length)],
                            "t" + text(random.nextInt(9) == 0 ? 900 : 30),
                            random.nextBoolean() ? "suspended" : text(random.nextInt(9) == 0 ? 400 : 12))
                    .withStack(stack)
                    .withVariables(variables(stack))
                    .withThread(runner)
                    .withParent(
                            tasks.isEmpty() || random.nextBoolean()
                                    ? null
                                    : tasks.get(0).id())
                    .withPool(random.nextBoolean() ? null : resourceRef())
                    .withCreatedAt(random.nextInt(5) == 0 ? stack() : StackTrace.EMPTY)
                    .withFacts(texts()));
        }
        return tasks;
    }

    private LockRef resourceRef() {
        return new LockRef("com.acme.Pool", Integer.toString(random.nextInt(30)));
    }

    private WaitGraph waits(List<CapturedThread> threads, List<Task> tasks) {
        List<Node> nodes = new ArrayList<>();
        threads.forEach(thread -> nodes.add(Node.thread(thread.id())));
        tasks.forEach(task -> nodes.add(Node.task(task.id())));
        nodes.add(Node.thread(987_654));
        nodes.add(Node.task(text(500)));
        Map<LockRef, Resource> resources = new LinkedHashMap<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            List<Holder> holders = new ArrayList<>();
            for (int j = random.nextInt(random.nextInt(9) == 0 ? 300 : 4); j > 0; j--) {
                holders.add(new Holder(nodes.get(random.nextInt(nodes.size())), random.nextBoolean() ? "" : text(90)));
            }
            LockRef ref = resourceRef();
            resources.put(
                    ref,
                    new Resource(
                            ref,
                            Resource.Kind.values()[random.nextInt(Resource.Kind.values().length)],
                            random.nextBoolean() ? "" : text(random.nextInt(9) == 0 ? 900 : 30),
                            holders,
                            Resource.Need.values()[random.nextInt(2)],
                            random.nextBoolean() ? "" : text(random.nextInt(9) == 0 ? 900 : 60),
                            texts()));
        }
        List<LockRef> refs = List.copyOf(resources.keySet());
        List<Wait> waits = new ArrayList<>();
        for (Node node : nodes) {
            if (!refs.isEmpty() && random.nextInt(3) == 0) {
                Duration waited = random.nextBoolean() ? null : Duration.ofMillis(random.nextInt(99_000_000));
                waits.add(new Wait(node, refs.get(random.nextInt(refs.size())), random.nextBoolean(), waited));
            }
        }
        return new WaitGraph(List.copyOf(resources.values()), waits);
    }

    private Account account() {
        List<Missing> missing = new ArrayList<>();
        List<Cut> cuts = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            missing.add(new Missing(text(30), text(300), text(100)));
            cuts.add(new Cut(text(30), random.nextLong(), text(30)));
        }
        return new Account(missing, cuts, Map.of("name", random.nextInt(9)));
    }

    private StackGroup group(Role role, int size) {
        StackTrace stack = stack();
        List<CapturedThread> threads = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            threads.add(thread(stack));
        }
        return new StackGroup(role, threads);
    }

    private CapturedThread thread(StackTrace stack) {
        long id = nextId++;
        List<HeldLock> held = new ArrayList<>();
        for (int i = random.nextInt(4) == 0 ? random.nextInt(30) : 0; i > 0; i--) {
            held.add(new HeldLock(lock(), random.nextInt(20) - 1));
        }
        LockWait wait = random.nextBoolean()
                ? null
                : new LockWait(
                        lock(),
                        LockWait.How.values()[random.nextInt(3)],
                        random.nextBoolean() ? null : new LockWait.Owner(random.nextInt(99), text(50)));
        return CapturedThread.builder(id, random.nextInt(5) == 0 ? "" : text(random.nextInt(9) == 0 ? 900 : 40))
                .kind(ThreadKind.values()[random.nextInt(2)])
                .state(Thread.State.values()[random.nextInt(6)])
                .group(text(20))
                .stack(stack)
                .held(held)
                .waitsFor(wait)
                .usage(random.nextBoolean() ? Usage.NONE : new Usage(random.nextLong() >>> 1, random.nextLong() >>> 1))
                .context(new ThreadContext(texts(), scope(), texts()))
                .variables(variables(stack))
                .build();
    }

    private ScopeData scope() {
        return random.nextBoolean()
                ? ScopeData.EMPTY
                : new ScopeData(
                        texts(),
                        random.nextBoolean() ? texts() : Map.of("id", text(300), "email", "a@b.c", "segment", text(9)),
                        random.nextBoolean() ? null : text(400),
                        random.nextBoolean() ? null : "0af7651916cd43dd8448eb211c80319c",
                        random.nextBoolean() ? "not a span" : "b7ad6b7169203331");
    }

    private LockRef lock() {
        return LockRef.of("com.acme." + text(random.nextInt(9) == 0 ? 700 : 10), random.nextInt());
    }

    /** Of some frames, and rarely of one that is not there. Objects are shared between all of the dump. */
    private List<FrameVariables> variables(StackTrace stack) {
        List<FrameVariables> variables = new ArrayList<>();
        if (random.nextInt(6) > 0) {
            return variables;
        }
        for (int depth = 0; depth <= stack.frames().size(); depth++) {
            if (random.nextBoolean()) {
                variables.add(frame(depth));
            }
        }
        return variables;
    }

    FrameVariables frame(int depth) {
        List<Variable> variables = new ArrayList<>();
        int most = random.nextInt(20) == 0 ? 500 : 8;
        for (int i = random.nextInt(most); i > 0; i--) {
            variables.add(new Variable(text(20), Variable.Kind.values()[random.nextInt(3)], value()));
        }
        return new FrameVariables(depth, variables, random.nextInt(4) == 0 ? text(300) : "");
    }

    private Value value() {
        return switch (random.nextInt(8)) {
            case 0 -> new Value.Plain(PLAIN.get(random.nextInt(PLAIN.size())));
            case 1 -> Value.of(random.nextInt());
            case 2 -> Value.of(Double.longBitsToDouble(random.nextLong()));
            case 3 ->
                new Value.Text(
                        "java.lang.String",
                        text(random.nextInt(9) == 0 ? 5_000 : 60),
                        random.nextInt(4) == 0 ? random.nextLong() >>> 1 : 0);
            case 4 -> random.nextBoolean() ? new Value.Masked("name") : new Value.Reference(text(20), "1f");
            case 5 -> new Value.Unread(text(20), text(200));
            default -> object();
        };
    }

    private Value.Structure object() {
        if (objects.isEmpty() || random.nextInt(5) == 0) {
            List<Value.Member> members = new ArrayList<>();
            for (int i = random.nextInt(random.nextInt(9) == 0 ? 300 : 6); i > 0; i--) {
                members.add(new Value.Member(
                        text(random.nextInt(9) == 0 ? 200 : 10),
                        objects.isEmpty() || random.nextBoolean() ? new Value.Plain(i) : value()));
            }
            objects.add(new Value.Structure(
                    "com.acme." + text(random.nextInt(9) == 0 ? 300 : 12),
                    random.nextBoolean() ? "" : Integer.toHexString(random.nextInt()),
                    Value.Shape.values()[random.nextInt(3)],
                    members,
                    random.nextInt(3) == 0 ? members.size() + random.nextInt(9_000) : members.size()));
        }
        return objects.get(random.nextInt(objects.size()));
    }

    private StackTrace stack() {
        int depth = random.nextInt(6) == 0 ? random.nextInt(600) : random.nextInt(60);
        List<Frame> frames = new ArrayList<>();
        boolean sourced = random.nextBoolean();
        for (int i = 0; i < depth; i++) {
            frames.add(new Frame(
                    "com.acme." + text(20),
                    random.nextInt(50) == 0 ? text(600) : text(12),
                    random.nextInt(5) == 0 ? null : text(15),
                    random.nextInt(5_000) - 2,
                    null,
                    random.nextBoolean(),
                    sourced ? source() : null));
        }
        return new StackTrace(frames, random.nextInt(4) == 0 ? random.nextInt(1_000) - 1 : 0);
    }

    private SourceContext source() {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            lines.add(text(80));
        }
        return new SourceContext(lines, text(80), lines);
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        boolean huge = random.nextInt(12) == 0;
        for (int i = huge ? 64 : random.nextInt(4); i > 0; i--) {
            texts.put(random.nextBoolean() ? "key." + i : text(20) + i, text(huge ? 1_024 : 60));
        }
        return texts;
    }

    private String text(int most) {
        int length = random.nextInt(most + 1);
        StringBuilder text = new StringBuilder(length);
        boolean plain = random.nextInt(4) > 0;
        for (int i = 0; i < length; i++) {
            text.append(plain ? (char) ('a' + random.nextInt(26)) : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
