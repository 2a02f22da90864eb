package io.github.threadreporter.convert;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Task;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

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

    /** Lambdas, proxies and generated subclasses: from the mark on, a new name in every JVM. */
    private static final Pattern GENERATED = Pattern.compile("\\$\\$.*|/0x.*|(?<=\\$Proxy)[0-9]+.*");

    private Fingerprints() {}

    static List<String> whole(DumpView view) {
        String trigger = trigger(view);
        Deadlock deadlock = view.mainDeadlock();
        if (deadlock != null) {
            return deadlock(view, deadlock);
        }
        return view.culprit() == null ? List.of(CAPTURE, trigger) : List.of(CAPTURE, trigger, DEFAULT);
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
    private static List<String> deadlock(DumpView view, Deadlock deadlock) {
        SortedSet<String> edges = new TreeSet<>();
        for (CapturedThread thread : view.members(deadlock)) {
            edges.add(edge(thread));
        }
        List<String> parts = new ArrayList<>();
        parts.add("deadlock");
        edges.stream().limit(EDGES).forEach(parts::add);
        if (edges.size() > EDGES) {
            parts.add(hash(edges));
        }
        return parts;
    }

    private static String edge(CapturedThread thread) {
        LockWait wait = thread.waitsFor();
        Frame frame = thread.stack().interesting();
        String lock = wait == null ? "?" : steady(wait.lock().className());
        String method = frame == null ? "?" : steady(frame.className()) + "." + steadyMethod(frame.method());
        return Texts.cut(lock + " @ " + method, 2 * ServerLimits.SYMBOL);
    }

    private static String steady(String className) {
        return GENERATED.matcher(className).replaceFirst("");
    }

    /** The compiler numbers lambdas in the order in which it meets them. */
    private static String steadyMethod(String method) {
        return method.startsWith("lambda$") ? Texts.starDigits(method) : method;
    }

    private static String hash(SortedSet<String> edges) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", edges).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
