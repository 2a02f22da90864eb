package io.github.threadreporter.convert;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What makes two events one issue. Nothing in here may differ between two captures of the same trouble: no id, no
 * count, no time, no generated class name.
 */
final class Fingerprints {

    /** The server's own hash: of the stack of the current, or only, thread. */
    private static final String DEFAULT = "{{ default }}";

    private static final String CAPTURE = "thread-capture";

    /** More edges than this are told by their hash, so that a fingerprint stays small. */
    private static final int EDGES = 20;

    private Fingerprints() {}

    static List<String> whole(DumpView view) {
        String trigger = trigger(view);
        Deadlock deadlock = view.mainDeadlock();
        if (deadlock != null) {
            return deadlock(new Cause(view.dump()), deadlock);
        }
        CapturedThread culprit = view.culprit();
        if (culprit == null) {
            return List.of(CAPTURE, trigger);
        }
        List<String> fingerprint = culprit(view.dump(), culprit, trigger);
        return IncidentWords.lasts(view.dump()) ? steady(fingerprint, view, culprit) : fingerprint;
    }

    /** Later events of the incident may have another stack, or none, of which the server would make another hash. */
    private static List<String> steady(List<String> fingerprint, DumpView view, CapturedThread culprit) {
        String place = new Cause(view.dump()).edge(Node.thread(culprit.id()));
        return fingerprint.stream()
                .map(part -> part.equals(DEFAULT) ? place : part)
                .toList();
    }

    /**
     * The server's hash of the culprit's stack, where the culprit is the cause. Where it only waits, the way to the
     * cause; and of a pool whose connections are lent the pool, since any of the borrowers may be seen first.
     */
    private static List<String> culprit(ThreadDump dump, CapturedThread culprit, String trigger) {
        Cause cause = new Cause(dump);
        if (cause.tellsWaitOf(culprit)) {
            List<String> parts = new ArrayList<>(List.of(CAPTURE, trigger));
            List<Node> chain = dump.analysis().chain();
            (chain.isEmpty() ? Stream.of(Node.thread(culprit.id())) : chain.stream())
                    .filter(node -> !cause.isRun(node))
                    .limit(EDGES)
                    .map(cause::edge)
                    .forEach(parts::add);
            return parts;
        }
        String pool = cause.poolLentTo(culprit);
        return List.of(CAPTURE, trigger, pool == null ? DEFAULT : pool);
    }

    static List<String> one(CapturedThread thread) {
        String name = Texts.cut(Texts.starDigits(ThreadEntries.name(thread)), ServerLimits.NAME);
        return List.of("thread", name, thread.state().name(), DEFAULT);
    }

    /** The stack is in the server's own hash, as it is of a thread. */
    static List<String> one(Task task) {
        String name = Texts.cut(Texts.starDigits(Texts.oneLine(task.name())), ServerLimits.NAME);
        return List.of("task", task.kind().label(), name, DEFAULT);
    }

    /** The event for what was above the limit of events. */
    static List<String> rest(DumpView view) {
        return List.of(CAPTURE, trigger(view), "rest");
    }

    private static String trigger(DumpView view) {
        CaptureReason reason = view.dump().info().reason();
        return Texts.cut(reason.kind(), ServerLimits.NAME);
    }

    /** Equal edges count once: the same bug makes cycles of different lengths. */
    private static List<String> deadlock(Cause cause, Deadlock deadlock) {
        NavigableSet<String> edges = new TreeSet<>();
        Stream.concat(deadlock.cycle().stream(), deadlock.others().stream())
                .filter(node -> !cause.isRun(node))
                .map(cause::edge)
                .forEach(edges::add);
        List<String> parts = new ArrayList<>();
        parts.add("deadlock");
        edges.stream().limit(EDGES).forEach(parts::add);
        if (edges.size() > EDGES) {
            parts.add(hash(edges));
        }
        return parts;
    }

    private static String hash(NavigableSet<String> edges) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", edges).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
