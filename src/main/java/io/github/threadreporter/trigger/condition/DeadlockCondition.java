package io.github.threadreporter.trigger.condition;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Sight;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Threads and tasks that can never go on, by the wait graph, virtual threads and tasks included where the JDK lets us see
 * them. One symptom for each deadlock.
 *
 * <p>Overhead: a look with the wait graph each 10 s, less often where that would cost more than 0.2 % of one processor,
 * pauses counted in; between looks the last answer stands. A look comes earlier when two threads or more have begun to
 * stand at locks. Not thread-safe.
 */
public final class DeadlockCondition implements Condition {

    /** How long threads stand at locks before a look comes earlier. */
    private static final Duration SUSPICIOUS = Duration.ofSeconds(5);

    private static final String KIND = "deadlock";
    private static final CaptureReason LOOK = new CaptureReason(KIND, "");
    private static final double SHARE = 0.002;
    private static final int NAMES = 10;

    private final Pace pace;
    private final Function<CaptureReason, ThreadDump> look;
    private final LongSupplier cpu;
    private final Newcomers newcomers = new Newcomers(SUSPICIOUS);
    private List<Symptom> last = List.of();

    /**
     * One that looks for itself.
     *
     * @param shortest between looks
     * @param look takes one with wait graph and analysis, without variables, on the calling thread
     * @throws IllegalArgumentException if the interval is not positive
     */
    public DeadlockCondition(Duration shortest, Function<CaptureReason, ThreadDump> look) {
        this(shortest, look, OwnTime.clock());
    }

    DeadlockCondition(Duration shortest, Function<CaptureReason, ThreadDump> look, LongSupplier cpu) {
        this.pace = new Pace(shortest, SHARE);
        this.look = look;
        this.cpu = cpu;
    }

    @Override
    public List<Symptom> check(Sight sight) {
        long nanos = sight.nanos();
        boolean hurry = newcomers.in(sight) > 1;
        if (pace.isDue(nanos) || (hurry && pace.mayHurry(nanos))) {
            last = look(nanos);
            newcomers.looked();
        }
        return last;
    }

    private List<Symptom> look(long nanos) {
        long before = cpu.getAsLong();
        long pause = 0;
        try {
            ThreadDump dump = look.apply(LOOK);
            pause = dump.info().times().pause().toNanos();
            Map<Node, String> names = names(dump);
            return dump.analysis().deadlocks().stream()
                    .map(deadlock -> symptom(deadlock, names))
                    .toList();
        } finally {
            pace.done(nanos, cpu.getAsLong() - before + pause);
        }
    }

    private static Symptom symptom(Deadlock deadlock, Map<Node, String> names) {
        List<Node> cycle = deadlock.cycle();
        String key = cycle.stream()
                .map(node -> node.isThread() ? "thread " + node.id() : "task " + node.id())
                .sorted()
                .collect(Collectors.joining(","));
        Suspect suspect = cycle.stream()
                .filter(Node::isThread)
                .findFirst()
                .map(thread -> new Suspect(thread.threadId(), headline(thread, cycle, names)))
                .orElse(null);
        return new Symptom(key, new CaptureReason(KIND, detail(deadlock, names), suspect));
    }

    private static Headline headline(Node thread, List<Node> cycle, Map<Node, String> names) {
        String name = name(thread, names);
        return switch (cycle.size()) {
            case 1 -> Headline.of("%s waits for itself", name);
            case 2 ->
                Headline.of(
                        "%s and %s wait for each other",
                        name, name(cycle.get(cycle.get(0).equals(thread) ? 1 : 0), names));
            default -> Headline.of("%s is in a deadlock with %s others", name, cycle.size() - 1);
        };
    }

    private static String detail(Deadlock deadlock, Map<Node, String> names) {
        List<Node> cycle = deadlock.cycle();
        String way = cycle.stream()
                .limit(NAMES)
                .map(node -> name(node, names))
                .collect(Collectors.joining(", which waits for "));
        String back = cycle.size() > NAMES ? "... (" + (cycle.size() - NAMES) + " more)" : name(cycle.get(0), names);
        String others =
                deadlock.others().isEmpty() ? "" : "; " + deadlock.others().size() + " more are held in the same way";
        return cycle.size() == 1 ? way + " waits for itself" + others : way + ", which waits for " + back + others;
    }

    private static String name(Node node, Map<Node, String> names) {
        return names.getOrDefault(node, node.id());
    }

    private static Map<Node, String> names(ThreadDump dump) {
        Map<Node, String> names = new HashMap<>();
        if (!dump.analysis().deadlocks().isEmpty()) {
            for (CapturedThread thread : dump.threads()) {
                names.put(Node.thread(thread.id()), Words.bounded(thread.displayName()));
            }
            for (Task task : dump.tasks()) {
                names.put(Node.task(task.id()), Words.bounded(task.name()));
            }
        }
        return names;
    }
}
