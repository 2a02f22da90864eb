package io.github.threadreporter.convert;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Task;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The locks in words, for servers that show none and for all but the first. Each fact is a text of its own: where a
 * server masks a text because of one word in it, the others stay.
 */
final class LockWords {

    private static final int TEXT = 600;

    private LockWords() {}

    /** {@code com.acme.Stock@1f2e3d held by order-worker-7 (id 37)}. */
    static String waitsFor(LockWait wait) {
        LockWait.Owner owner = wait.owner();
        String how =
                switch (wait.how()) {
                    case ENTERING -> "";
                    case WAITING -> ", in Object.wait";
                    case PARKED -> ", parked";
                };
        String lock = name(wait.lock());
        return owner == null
                ? lock + how + ", holder unknown or none"
                : lock + how + ", held by " + Texts.oneLine(Texts.cut(owner.name(), ServerLimits.NAME)) + " (id "
                        + owner.id() + ")";
    }

    static List<String> holds(CapturedThread thread) {
        return thread.held().stream().map(held -> held(thread, held)).toList();
    }

    /** The context {@code locks}: those of the thread that an event is about, and the cycles that concern it. */
    static Map<String, Object> context(
            DumpView view, @Nullable CapturedThread thread, @Nullable Task task, int bytes, Cuts cuts) {
        BoundedMap words = new BoundedMap(bytes);
        if (thread != null) {
            WaitView.Edge edge = view.waits().edge(thread);
            if (edge != null && edge.how() != null) { // else the context waits tells of it
                words.text("waits for", new WaitWords(view.waits()).waitsFor(edge));
            }
            List<String> holds = holds(thread);
            words.putIfAny("holds", bounded("locks in words", holds, bytes / 4, cuts));
        }
        int number = 0;
        for (Deadlock deadlock : view.dump().analysis().deadlocks()) {
            boolean concerned = task != null
                    ? contains(deadlock, Node.task(task.id()))
                    : thread == null || view.isCulprit(thread) || contains(deadlock, Node.thread(thread.id()));
            if (concerned) {
                words.put("deadlock " + ++number, new WaitWords(view.waits()).cycle(deadlock, bytes / 2, cuts));
            }
        }
        return words.isEmpty() ? Map.of() : words.toMap("context locks", cuts);
    }

    static List<String> bounded(String what, List<String> texts, int bytes, Cuts cuts) {
        return new BoundedList(bytes).addAll(texts).toList(what, texts.size(), cuts);
    }

    private static boolean contains(Deadlock deadlock, Node node) {
        return deadlock.cycle().contains(node) || deadlock.others().contains(node);
    }

    private static String held(CapturedThread thread, HeldLock held) {
        String lock = name(held.lock());
        return held.depth() >= 0 && held.depth() < thread.stack().frames().size()
                ? lock + " taken in "
                        + Texts.cut(thread.stack().frames().get(held.depth()).shortText(), TEXT)
                : lock;
    }

    private static String name(LockRef lock) {
        return Texts.oneLine(Texts.cut(lock.text(), TEXT));
    }
}
